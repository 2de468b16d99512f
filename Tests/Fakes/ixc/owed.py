"""What is still owed of each title, as the rows of the base say it: for a test to compare with."""

from columns import cents


def owed(base, after=0, limit=1000, ids=None):
    """For each title that there is: its state, the cents that are still owed, and what holds it
    from being listed."""
    if ids is None:
        rows = base.rows("fn_areceber", "id > ?", [after], limit)
    else:
        rows = base.rows("fn_areceber", f"id IN ({', '.join('?' * len(ids))})", ids)
    return [one(base, row) for row in rows]


def one(base, row):
    receipts = base.rows("fn_movim_finan", "id_receber = ?", [row["id"]])
    is_open = row["status"] in ("A", "P")
    settled = sum(cents(receipt["credito"]) for receipt in receipts)
    if row["titulo_renegociado"] == "S":
        state = "renegotiated"
    else:
        state = {"A": "open", "P": "open", "R": "received", "C": "cancelled"}[row["status"]]
    return {"id": int(row["id"]), "state": state,
            "owed": cents(row["valor"]) - settled if is_open else 0,
            "settled": settled, "receipts": [int(receipt["id"]) for receipt in receipts],
            "holds": sorted(holds(base, row))}


def holds(base, row):
    """Marks that speak against a listing, whatever the state is; the order to the bank is that
    which the row shows now."""
    marks = {"hidden": row["liberado"] == "N",
             "awaiting": row["aguardando_confirmacao_pagamento"] == "S",
             "protested": row["titulo_protestado"] == "S",
             "listed-by-integration": row["titulo_negativacao_integracao"] == "S",
             "order-" + row["motivo_alteracao"]:
                 row["motivo_alteracao"] in ("09", "45") and row["id_remessa_alteracao"] != "0"}
    owner = base.rows("cliente", "id = ?", [row["id_cliente"]])
    marks["no-customer"] = not owner
    marks["public-body"] = bool(owner) and owner[0]["orgao_publico"] == "S"
    return [mark for mark, is_set in marks.items() if is_set]
