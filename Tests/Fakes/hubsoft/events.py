"""What happens in the base, one function for each event. Amounts of events are texts: `"99.90"`."""

import copy

from base import STATES, TABLES
from population import foundation

from common.service import Impossible


def cents(text):
    return round(float(text) * 100)


def customer(base, id=None, **row):
    row.setdefault("codigo_cliente", id)
    row.setdefault("data_cadastro", base.moment)
    return {"id": base.add("customers", id, **row)}


def change_customer(base, id, **row):
    base.change("customers", id, **row)
    return {"id": id}


def service(base, id_cliente, id=None, valor="99.90", **row):
    """A service is what a contract is elsewhere."""
    base.row("customers", id_cliente)
    return {"id": base.add("services", id, id_cliente=id_cliente, valor=cents(valor), **row)}


def service_status(base, id, status, motivo_cancelamento=None):
    if status not in STATES:
        raise Impossible(f"no state {status}; there are {', '.join(STATES)}")
    base.change("services", id, status_prefixo=status, motivo_cancelamento=motivo_cancelamento)
    return {"id": id}


def issue(base, id_cliente_servico, valor, data_vencimento, id=None, **row):
    base.row("services", id_cliente_servico)
    row.setdefault("data_cadastro", base.moment)
    row.setdefault("empresa", next(iter(base.companies), None))
    number = base.add("invoices", id, valor=cents(valor), id_cliente_servico=id_cliente_servico,
                      data_vencimento=data_vencimento, **row)
    if not base.invoices[number]["nosso_numero"]:
        base.invoices[number]["nosso_numero"] = str(1_900_000 + number)
    return {"id": number}


def open_invoice(base, id):
    row = base.row("invoices", id)
    if row["data_pagamento"] or row["cancelada"]:
        raise Impossible(f"the invoice {id} is settled or cancelled")
    return row


def receive(base, id, data=None, data_credito=None, juros="0", desconto="0"):
    """All of it, with interest and a discount."""
    row = open_invoice(base, id)
    day, interest, less = data or base.today, cents(juros), cents(desconto)
    paid = row["valor"] + interest - less
    receipt = base.add("receipts", id_fatura=id, valor=paid, data_pagamento=day,
                       data_cadastro=base.moment)
    row.update(data_pagamento=day, data_credito=data_credito, valor_pago=paid, recibo=receipt,
               valor_juros_pago=interest or None, valor_desconto=less)
    return {"id": receipt}


def undo_receipt(base, id):
    """The receipt is gone; its invoice is open again."""
    row = base.invoices[base.row("receipts", id)["id_fatura"]]
    del base.receipts[id]
    row.update(data_pagamento=None, data_credito=None, valor_pago=None, valor_juros_pago=None,
               valor_desconto=0, recibo=None)
    return {"id": id}


def cancel(base, id):
    """The invoice is in no list any more."""
    open_invoice(base, id)["cancelada"] = True
    return {"id": id}


def undo_cancellation(base, id):
    row = base.row("invoices", id)
    if not row["cancelada"]:
        raise Impossible("the invoice is not cancelled")
    row["cancelada"] = False
    return {"id": id}


def change_due_date(base, id, data_vencimento):
    open_invoice(base, id)["data_vencimento"] = data_vencimento
    return {"id": id}


def change_value(base, id, valor):
    open_invoice(base, id)["valor"] = cents(valor)
    return {"id": id}


def move(base, id, id_cliente_servico):
    base.row("services", id_cliente_servico)
    base.row("invoices", id)["id_cliente_servico"] = id_cliente_servico
    return {"id": id}


def foundation_event(base):
    foundation(base)
    return {}


EVENTS = {event.__name__.replace("_", "-"): event for event in (
    customer, change_customer, service, service_status, issue, receive, undo_receipt, cancel,
    undo_cancellation, change_due_date, change_value, move)}
EVENTS["foundation"] = foundation_event

def happen(base, script):
    """Lets the events of a list happen one after the other, all or none."""
    before = {name: copy.deepcopy(getattr(base, name)) for name in (*TABLES, "last")}
    made = []
    try:
        for given in script:
            fields = dict(given)
            name = fields.pop("event", None)
            if name not in EVENTS:
                raise Impossible(f"no event {name}; there are {', '.join(sorted(EVENTS))}")
            made.append(EVENTS[name](base, **fields))
    except Exception as error:
        for name, rows in before.items():
            setattr(base, name, rows)
        raise Impossible(f"event {len(made) + 1}: {error}") from error
    return made
