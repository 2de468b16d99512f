"""The base in memory: an SQLite database without a file, behind one lock, with a clock of its own.

A value that is the empty one of its column is stored as NULL, so that a wide table stays small.
"""

import sqlite3
import threading
import unicodedata

from columns import TABLES

from common.door import moment


def folded(text):
    """Without capitals and accents, as the collation of MySQL compares."""
    if text is None:
        return None
    plain = unicodedata.normalize("NFD", str(text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


class Base:
    """All rows. Whoever uses it holds `lock`."""

    def __init__(self, now):
        self.lock = threading.RLock()
        self.now = now
        # How often each table has changed, so that kept counts are known to be old.
        self.versions = dict.fromkeys(TABLES, 0)
        self.database = sqlite3.connect(
            ":memory:", isolation_level=None, check_same_thread=False)
        self.database.create_function("folded", 1, folded, deterministic=True)
        self.empty()

    def empty(self):
        """Throws all rows away."""
        for table in TABLES.values():
            self.database.execute(f"DROP TABLE IF EXISTS {table.name}")
            columns = ", ".join(
                f"{c.name} {self._type(c)}" for c in table.columns.values())
            self.database.execute(f"CREATE TABLE {table.name} ({columns})")
            self.versions[table.name] += 1

    @staticmethod
    def _type(column):
        if column.name == "id":
            # An id that was once given is never given again, as in MySQL.
            return "INTEGER PRIMARY KEY AUTOINCREMENT"
        return "INTEGER" if column.kind in ("id", "count", "money") else "TEXT"

    def index(self):
        """Made after a large filling, for it is quicker then."""
        for table in TABLES.values():
            for column in table.indexes:
                self.database.execute(
                    f"CREATE INDEX IF NOT EXISTS {table.name}_{column}"
                    f" ON {table.name} ({column}) WHERE {column} IS NOT NULL")

    @property
    def moment(self):
        return self.now.isoformat(sep=" ", timespec="seconds")

    @property
    def today(self):
        return self.now.date().isoformat()

    def set_clock(self, text):
        self.now = moment(text)

    def fill(self, table, names, rows):
        """Many rows at once, their values as they are stored."""
        places = ", ".join("?" * len(names))
        self.database.execute("BEGIN")
        self.database.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", rows)
        self.database.execute("COMMIT")
        self.versions[table] += 1

    def insert(self, table, row):
        """A row of shown values; answers with its id."""
        stored = self._stored(table, row)
        if stored.get("id") is None:
            stored.pop("id", None)
        names = ", ".join(stored)
        places = ", ".join("?" * len(stored))
        values = f"({names}) VALUES ({places})" if stored else "DEFAULT VALUES"
        done = self.database.execute(f"INSERT INTO {table} {values}", list(stored.values()))
        self.versions[table] += 1
        return done.lastrowid

    def update(self, table, row_id, row):
        stored = self._stored(table, row)
        settings = ", ".join(f"{name} = ?" for name in stored)
        done = self.database.execute(
            f"UPDATE {table} SET {settings} WHERE id = ?", [*stored.values(), row_id])
        if not done.rowcount:
            raise LookupError(f"{table} has no row {row_id}")
        self.versions[table] += 1

    def delete(self, table, row_id):
        done = self.database.execute(f"DELETE FROM {table} WHERE id = ?", [row_id])
        if not done.rowcount:
            raise LookupError(f"{table} has no row {row_id}")
        self.versions[table] += 1

    def row(self, table, row_id):
        """A row of shown values."""
        found = self.rows(table, "id = ?", [row_id])
        if not found:
            raise LookupError(f"{table} has no row {row_id}")
        return found[0]

    def rows(self, table, where="1", values=(), limit=-1):
        """Rows of shown values by id."""
        found = self.database.execute(
            f"SELECT * FROM {table} WHERE {where} ORDER BY id LIMIT ?", [*values, limit])
        return [shown(TABLES[table], stored) for stored in found]

    def highest(self, table, column="id"):
        return self.database.execute(f"SELECT max({column}) FROM {table}").fetchone()[0] or 0

    def counts(self):
        return {name: self.database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
                for name in TABLES}

    @staticmethod
    def _stored(table, row):
        columns = TABLES[table].columns
        stored = {}
        for name, value in row.items():
            if name not in columns:
                raise LookupError(f"{table} has no column {name}")
            value = columns[name].value(value)
            # The key has no empty value: without one the base counts on.
            keeps = value != columns[name].stored
            stored[name] = value if keeps else None
        return stored


def shown(table, stored):
    """A stored row as texts."""
    row = table.blank.copy()
    for column, value in zip(table.in_order, stored):
        if value is not None:
            row[column.name] = value if value.__class__ is str else column.shown(value)
    return row
