"""What a test is told of the base of IXC, past the web service."""

from columns import TABLES

from common.control import Control


class IxcControl(Control):
    """Adds rows as they are."""

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
