"""Reads a question of the web service and makes SQL of it, with the real one's silences: what it
does not understand it leaves out, or it finds nothing, and says so nowhere."""

import json
import re

from columns import DATES, NUMBERS

ISO = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?")
BRAZILIAN = re.compile(r"(\d{2})/(\d{2})/(\d{4})( \d{2}:\d{2}:\d{2})?")
COMPARISONS = {"=", "!=", ">", ">=", "<", "<="}
OPERATORS = COMPARISONS | {"L", "NL", "IN", "NI", "BE", "NBE"}


class Refused(Exception):
    """The database behind the service did not take the question; the caller sees only a page of
    HTML."""


class Question:
    """One question: conditions in SQL with their values, the order, the page. `silences` names
    what was done differently from what was asked."""

    def __init__(self, body, resource, switches, base):
        self.resource, self.switches, self.base = resource, switches, base
        self.table = resource.table
        self.silences = []
        self.finds_nothing = False
        # The highest id that is too low, kept apart so that counts of pages can be kept.
        self.after = None
        self.conditions = []
        self._read_rights()
        self._read_filter(body)
        self._read_grid(body.get("grid_param"))
        self._read_order(body)
        self.page = max(number(body.get("page"), 1), 1)
        self.size = max(number(body.get("rp"), 20), 1)
        if switches["page-limit"] and self.size > switches["page-limit"]:
            self.size = switches["page-limit"]
            self._note("page-limit")

    def _note(self, silence):
        if silence not in self.silences:
            self.silences.append(silence)

    def _read_rights(self):
        if self.resource.only:
            self.conditions.append((self.resource.only, []))
        branches, column = self.switches["branches"], self.table.branch
        if branches is not None and column:
            places = ", ".join("?" * len(branches))
            self.conditions.append((f"{column} IN ({places})", [int(b) for b in branches]))

        share = self.switches["shrink"].get(self.resource.name, 1)
        if share > 1:
            self.conditions.append(("id % ? = 0", [share]))

    def _read_filter(self, body):
        asked, value = body.get("qtype"), text(body.get("query"))
        operator = text(body.get("oper")) or "="
        if operator not in OPERATORS:
            raise Refused(f"operator {operator}")
        if not asked:
            self._note("no-filter")
            return
        column = self._column(text(asked))
        if column is None:
            return
        if value == "":
            self._note("empty-query")
            if operator != "=":
                self.conditions.append(self._compare(column, operator, value))
            return
        self._add(column, operator, value, "")

    def _read_grid(self, grid):
        if not grid:
            return
        try:
            parts = json.loads(grid) if isinstance(grid, str) else grid
            if not isinstance(parts, list):
                raise ValueError("no array")
            for part in parts:
                operator = text(part["OP"])
                if operator not in OPERATORS:
                    raise Refused(f"operator {operator}")
                column = self._column(text(part["TB"]))
                value, second = text(part.get("P")), text(part.get("P2"))
                if column is None:
                    continue
                if value == "":
                    self._note("empty-query")
                    continue
                self._add(column, operator, value, second)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refused(f"grid_param: {error}") from error

    def _column(self, asked):
        """The column that a name means; None where the name is left out in silence."""
        name = self._old_name(self._bare(asked))
        column = self.table.columns.get(name) if name and not self._is_missing(name) else None
        if column is None:
            if self.switches["columns"] == "strict":
                raise Refused(f"column {asked}")
            self._note("unknown-column")
        return column

    def _bare(self, asked):
        """The name without its table; None where the name is written as the service does not
        know it."""
        table, dot, name = asked.partition(".")
        form = self.switches["baixas"]
        if self.resource.name == "fn_areceber_baixas" and form != "qualified":
            if not dot:
                return asked if asked == "data" else None
            if form == "bare-only" and name != "id" or name == "data":
                return None
        return name if dot and table == self.resource.prefix else None

    def _old_name(self, name):
        """The name in here of a column that this base calls otherwise."""
        renamed = {old: new for old, new in self.switches["renamed"].items()
                   if old.startswith(self.resource.name + ".")}
        if self.resource.name + f".{name}" in renamed:
            return None
        for old, new in renamed.items():
            if new == name:
                return old.partition(".")[2]
        return name

    def _is_missing(self, name):
        return named(self.switches["missing"], self.resource, name)

    def _add(self, column, operator, value, second):
        if named(self.switches["ignored"], self.resource, column.name):
            self._note("ignored")
            return
        limit = self.switches["in-limit"]
        if operator in ("IN", "NI") and limit and value.count(",") >= limit:
            self._note("in-limit")
            self.finds_nothing = True
            return
        if column.kind in DATES and self.resource.name in self.switches["dates-refused"]:
            raise Refused(f"date {column.name}")
        if column.kind in DATES and operator not in ("L", "NL"):
            days = [self._day(column, one.strip()) for one in (
                value.split(",") if operator in ("IN", "NI") else [value])]
            value = None if None in days else ",".join(days)
            second = second and self._day(column, second)
            if value is None or second is None:
                self._note("date-ignored")
                return
        if column.kind == "name" and operator == "=":
            self._note("name-by-equality")
            self.finds_nothing = True
            return
        if operator == ">" and column.name == "id":
            self.after = max(self.after or 0, column.value(value))
            return
        self.conditions.append(self._condition(column, operator, value, second))

    def _day(self, column, value):
        """A date as the column holds dates; None where the filter is left out."""
        form = self.switches["dates"]
        if form == "none" or self.resource.name in self.switches["dates-ignored"]:
            return None
        foreign = BRAZILIAN.fullmatch(value)
        if foreign:
            if form == "iso" or form == "with-time" and not foreign[4]:
                return None
            value = f"{foreign[3]}-{foreign[2]}-{foreign[1]}{foreign[4] or ''}"
        elif not ISO.fullmatch(value):
            return None
        if column.kind == "moment" and len(value) == 10:
            return value + " 00:00:00"
        if column.kind == "date" and value.endswith(" 00:00:00"):
            return value[:10]
        return value

    def _condition(self, column, operator, value, second):
        if operator in COMPARISONS:
            return self._compare(column, operator, value, second)
        if operator in ("IN", "NI"):
            values = [column.value(part.strip().strip("'\"")) for part in value.split(",")]
            no = "NOT " if operator == "NI" else ""
            places = ", ".join("?" * len(values))
            return self._bound(column, f"{{c}} {no}IN ({places})", values)
        if operator in ("L", "NL"):
            return self._contains(column, operator, value, second)
        no = "NOT " if operator == "NBE" else ""
        sql, values = self._bound(
            column, f"{{c}} {no}BETWEEN ? AND ?", [column.value(value), column.value(second)])
        if operator == "BE" and column.kind in DATES and self.switches["be-zero-dates"]:
            self._note("be-zero-dates")
            sql = f"({sql} OR {column.name} IS NULL)"
        return sql, values

    def _compare(self, column, operator, value, second=""):
        """A second value counts on columns of codes alone: beside `=` it is one more that is
        accepted, beside `!=` one more that is not."""
        pairs = [value]
        if second and column.kind == "code" and operator in ("=", "!="):
            pairs.append(second)
        values = [column.value(one) for one in pairs]
        joint = " AND " if operator == "!=" else " OR "
        return self._bound(column, f"({joint.join([f'{{c}} {operator} ?'] * len(values))})", values)

    def _contains(self, column, operator, value, second):
        no = "NOT " if operator == "NL" else ""
        shown = "printf('%.2f', {c} / 100.0)" if column.kind == "money" else "folded({c})"
        if column.kind in NUMBERS - {"money"}:
            shown = "{c}"
        pairs = [value, second] if second and column.kind == "code" else [value]
        joint = " AND " if no else " OR "
        values = [f"%{escaped(one)}%" for one in pairs]
        parts = [f"{shown} {no}LIKE folded(?) ESCAPE '~'"] * len(values)
        return self._bound(column, f"({joint.join(parts)})", values)

    def _bound(self, column, template, values):
        """The condition on the stored values. Where the empty value of the column meets it, the
        rows in which nothing is stored meet it as well."""
        holes = template.count("{c}")
        tried = template.replace("{c}", "?")
        bound = list(values)
        if holes == len(values):
            bound = [one for value in values for one in (column.stored, value)]
        else:
            bound = [column.stored, *values]
        meets = self.base.database.execute(f"SELECT {tried}", bound).fetchone()[0]
        sql = template.replace("{c}", column.name)
        return (f"({column.name} IS NULL OR {sql})" if meets else sql), values

    def _read_order(self, body):
        asked = text(body.get("sortname"))
        self.order = "id"
        if asked:
            name = asked.partition(".")[2]
            known = (name in self.table.columns and not self._is_missing(name)
                     and asked.startswith(self.resource.prefix + ".")
                     # The view of receipts sorts by its key alone.
                     and (name == "id" or self.resource.name != "fn_areceber_baixas"))
            if known:
                self.order = name
            else:
                self._note("unknown-sort")
                if self.switches["columns"] == "strict":
                    self.finds_nothing = True
        self.descends = text(body.get("sortorder")).lower() == "desc"


def named(columns, resource, name):
    """Whether a list of a switch names a column, with its resource or without."""
    return name in columns or f"{resource.name}.{name}" in columns


def text(value):
    return "" if value is None else str(value)


def number(value, otherwise):
    try:
        return int(text(value))
    except ValueError:
        return otherwise


def escaped(part):
    return part.replace("~", "~~").replace("%", "~%").replace("_", "~_")
