"""What a test is told of the base of IXC, past the web service."""

from columns import TABLES
from days import busy
from owed import owed

from common.control import Control


class IxcControl(Control):
    """Adds rows as they are, what they mean, and days on which much happens."""

    def post_busy(self, wanted):
        """So many events drawn from a seed; answers with them."""
        return busy(self.base, self.switches, wanted["seed"], wanted["count"])

    def get_owed(self, asked):
        """What is owed of titles, by their ids or of all after one."""
        if "ids" in asked:
            return owed(self.base, ids=[int(one) for one in asked["ids"].split(",")])
        return owed(self.base, int(asked.get("after", 0)), int(asked.get("limit", 1000)))

    def get_rows(self, asked):
        """Rows of a table past the web service: all, by `id`, or by any column and its value."""
        table = asked.pop("table")
        if table not in TABLES:
            raise LookupError(f"no table {table}")
        limit = int(asked.pop("limit", 1000))
        columns = TABLES[table].columns
        where, values = ["1"], []
        for name, value in asked.items():
            if name not in columns:
                raise LookupError(f"{table} has no column {name}")
            where.append(f"{name} IS ?")
            stored = columns[name].value(value)
            values.append(None if stored == columns[name].stored and name != "id" else stored)
        return self.base.rows(table, " AND ".join(where), values, limit)
