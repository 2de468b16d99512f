"""The events by name. A list of events happens wholly or not at all."""

import people
import population
import titles
from columns import TABLES

from common.service import Impossible


def insert(base, switches, table, rows):
    """Any rows as they are; answers with their ids."""
    return {"ids": [base.insert(table, row) for row in rows]}


def update(base, switches, table, id, row):
    """Any columns of a row, without any other consequence."""
    base.update(table, id, row)
    return {"id": id}


def remove(base, switches, table, id):
    """Any row, without any other consequence."""
    base.delete(table, id)
    return {"id": id}


def foundation(base, switches, branches=population.BRANCHES):
    """Company, branches, states, cities and reasons of cancellation."""
    population.foundation(base, branches)
    return {}


TITLES = (
    titles.issue, titles.receive, titles.receive_partly, titles.receive_without_row,
    titles.undo_receipt, titles.cancel, titles.undo_cancellation, titles.renegotiate,
    titles.break_renegotiation, titles.delete, titles.hide, titles.show, titles.change_due_date,
    titles.change_value, titles.bank_order, titles.await_confirmation, titles.protest,
    titles.list_by_integration, titles.remove_by_integration, titles.move)
PEOPLE = (
    people.customer, people.second_customer, people.change_customer, people.delete_customer,
    people.merge_customers, people.lead, people.prospect, people.win_prospect, people.contract,
    people.contract_status, people.block, people.release, people.suspend)
EVENTS = {event.__name__.replace("_", "-"): event
          for event in (*TITLES, *PEOPLE, foundation, insert, update, remove)}


def happen(base, switches, script):
    """Lets the events of a list happen one after the other; answers with what each made."""
    database, made = base.database, []
    database.execute("BEGIN")
    try:
        for fields in script:
            fields = dict(fields)
            name = fields.pop("event", None)
            if name not in EVENTS:
                raise Impossible(f"no event {name}; there are {', '.join(sorted(EVENTS))}")
            if fields.get("table", "cliente") not in TABLES:
                raise Impossible(f"no table {fields['table']}")
            made.append(EVENTS[name](base, switches, **fields))
    except Exception as error:
        database.execute("ROLLBACK")
        raise Impossible(f"event {len(made) + 1}: {error}") from error
    database.execute("COMMIT")
    return made
