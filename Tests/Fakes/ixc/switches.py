"""What a test may set about how the service answers; the README says what each does."""

from common.switches import Switches

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
    "renamed": {},
    "null": [],
    "blank": [],
    "unavailable": ["ixc_logs", "negativacao_spc_serasa", "remocao_spc_serasa"],
    "retired": [],
    "stale": "no",
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


def switches():
    return Switches(DEFAULTS, CHOICES, {"branches": list})
