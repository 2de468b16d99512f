"""What a test may set about how the service answers; the README says what each does."""

import copy
import json

DEFAULTS = {
    "method": "both",
    "auth": "open",
    "forbidden": [],
    "branches": None,
    "shrink": {},
    "errors": "json",
    "create-trap": "create",
    "allowed-writes": [],
    "dates": "iso",
    "ignored": [],
    "dates-ignored": [],
    "dates-refused": [],
    "be-zero-dates": True,
    "columns": "strict",
    "in-limit": 400,
    "page-limit": 0,
    "total": "string",
    "empty": "missing",
    "rows": ["ixc_logs"],
    "bare": [],
    "money": "point",
    "encoding": "utf-8",
    "double-encoded": False,
    "missing": [],
    "null": [],
    "blank": [],
    "unavailable": ["ixc_logs", "negativacao_spc_serasa", "remocao_spc_serasa"],
    "retired": [],
    "stale": "no",
    "flaky": None,
    "baixas": "qualified",
}

CHOICES = {
    "method": {"both", "post", "get"},
    "auth": {"open", "token", "address", "right", "moved", "login"},
    "errors": {"json", "status"},
    "create-trap": {"create", "refuse"},
    "dates": {"iso", "with-time", "both", "none"},
    "columns": {"strict", "lenient"},
    "total": {"string", "number"},
    "empty": {"missing", "list"},
    "money": {"point", "comma"},
    "encoding": {"utf-8", "latin-1", "escaped"},
    "stale": {"no", "receipts", "all"},
    "baixas": {"qualified", "bare", "bare-only"},
}


class Switches:
    """The switches by name, always of the kind that is expected."""

    def __init__(self):
        self.values = copy.deepcopy(DEFAULTS)

    def __getitem__(self, name):
        return self.values[name]

    def change(self, wanted):
        """Sets some of them, or none where one is wrong; null gives the beginning back."""
        changed = {}
        for name, value in wanted.items():
            if name not in DEFAULTS:
                raise ValueError(f"no switch {name}; there are {', '.join(DEFAULTS)}")
            if value is None:
                value = copy.deepcopy(DEFAULTS[name])
            self._check(name, value)
            changed[name] = value
        self.values.update(changed)

    @staticmethod
    def _check(name, value):
        if name in CHOICES:
            if value not in CHOICES[name]:
                raise ValueError(f"{name} is one of {', '.join(sorted(CHOICES[name]))}")
        elif name == "flaky":
            for plan in plans(value):
                if not isinstance(plan, dict) or "kind" not in plan:
                    raise ValueError("flaky is an object with a kind, or a list of them")
        elif name == "branches":
            if value is not None and not isinstance(value, list):
                raise ValueError("branches is a list, or null")
        elif DEFAULTS[name] is not None and not isinstance(value, type(DEFAULTS[name])):
            raise ValueError(f"{name} is a {type(DEFAULTS[name]).__name__}")

    def reset(self):
        self.values = copy.deepcopy(DEFAULTS)


def plans(flaky):
    """The plans of failures that a switch `flaky` holds."""
    if flaky is None:
        return []
    return flaky if isinstance(flaky, list) else [flaky]


def written(text):
    """`name=value` of the command line; the value is JSON, or the word itself."""
    name, _, value = text.partition("=")
    try:
        return {name: json.loads(value)}
    except ValueError:
        return {name: value}
