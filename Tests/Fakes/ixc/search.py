"""Finds the rows of a question, and how many there are altogether."""

from base import shown
from question import named

# Kept counts of questions that walk by id; more than a test asks at the same time.
KEPT = 64


class Search:
    """Answers questions from the base. The count of all rows is that of the page before less what
    lies between, as long as nothing has changed: so a walk over a million rows counts once."""

    def __init__(self, base):
        self.base = base
        self.kept = {}

    def rows(self, question):
        """The stored rows of the page, and the number of all rows."""
        if question.finds_nothing:
            return [], 0
        where, values = self._where(question, question.after)
        total = self._count(question, where, values)
        order = f"{question.order} {'DESC' if question.descends else 'ASC'}"
        if question.order != "id":
            order += ", id"
        found = self.base.database.execute(
            f"SELECT * FROM {question.table.name} WHERE {where} ORDER BY {order}"
            " LIMIT ? OFFSET ?",
            [*values, question.size, (question.page - 1) * question.size]).fetchall()
        return found, total

    @staticmethod
    def _where(question, after, until=None):
        parts = [sql for sql, _ in question.conditions]
        values = [value for _, bound in question.conditions for value in bound]
        if after is not None:
            parts.append("id > ?")
            values.append(after)
        if until is not None:
            parts.append("id <= ?")
            values.append(until)
        return " AND ".join(parts) or "1", values

    def _count(self, question, where, values):
        table = question.table.name
        if question.after is None:
            return self._counted(table, where, values)
        key = (question.resource.name, repr(question.conditions), self.base.versions[table])
        before = self.kept.pop(key, None)
        if before and before[0] <= question.after:
            between, bound = self._where(question, before[0], question.after)
            total = before[1] - self._counted(table, between, bound)
        else:
            total = self._counted(table, where, values)
        while len(self.kept) >= KEPT:
            self.kept.pop(next(iter(self.kept)))
        self.kept[key] = (question.after, total)
        return total

    def _counted(self, table, where, values):
        return self.base.database.execute(
            f"SELECT count(*) FROM {table} WHERE {where}", values).fetchone()[0]


def records(question, stored, switches):
    """The rows of a page as the answer shows them."""
    columns, resource = question.table.columns, question.resource
    rows = [shown(question.table, row) for row in stored]
    for name in columns:
        if named(switches["missing"], resource, name):
            for row in rows:
                del row[name]
        else:
            empty = (None if named(switches["null"], resource, name)
                     else "" if named(switches["blank"], resource, name) else columns[name].empty)
            if empty != columns[name].empty:
                for row in rows:
                    if row[name] == columns[name].empty:
                        row[name] = empty
    for old, new in switches["renamed"].items():
        name = old.removeprefix(resource.name + ".")
        if name in columns:
            rows = [{new if key == name else key: value for key, value in row.items()}
                    for row in rows]
    if switches["money"] == "comma":
        amounts = [name for name, column in columns.items() if column.kind == "money"]
        for row in rows:
            row.update({name: row[name].replace(".", ",") for name in amounts if row.get(name)})
    return rows
