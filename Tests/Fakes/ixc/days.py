"""Busy days: events drawn from a seed, such as they fit the rows that are there."""

import datetime
import random

from events import happen

# How often each thing happens, of a hundred.
SHARES = {
    "receive": 22, "receive-partly": 6, "undo-receipt": 8, "issue": 10, "cancel": 8,
    "undo-cancellation": 4, "renegotiate": 4, "break-renegotiation": 2, "delete": 3, "hide": 3,
    "show": 3, "change-due-date": 3, "change-value": 2, "bank-order": 4, "await-confirmation": 2,
    "receive-without-row": 2, "contract-status": 4, "block": 3, "release": 2,
    "second-customer": 1, "move": 2, "change-customer": 2}
OPEN = "(status IS NULL OR status = 'P')"


class Drawing:
    """Draws events that can happen now."""

    def __init__(self, base, seed):
        self.base, self.chance = base, random.Random(seed)

    def pick(self, table, where="1"):
        """A row that meets a condition: the next one from a number that is drawn, or the first."""
        found = self.base.database
        top = found.execute(f"SELECT max(id) FROM {table}").fetchone()[0] or 0
        for start in (self.chance.randint(1, max(top, 1)), 0):
            row = found.execute(f"SELECT id FROM {table} WHERE id >= ? AND {where}"
                                " ORDER BY id LIMIT 1", [start]).fetchone()
            if row:
                return row[0]
        return None

    def day(self, least, most):
        return (self.base.now.date()
                + datetime.timedelta(days=self.chance.randint(least, most))).isoformat()

    def event(self):
        """An event, or None where nothing fits the kind that was drawn."""
        kind = self.chance.choices(list(SHARES), SHARES.values())[0]
        fields = getattr(self, "_" + kind.replace("-", "_"))()
        return None if fields is None else {"event": kind, **fields}

    def _of(self, table, where="1", **fields):
        row_id = self.pick(table, where)
        return None if row_id is None else {"id": row_id, **fields}

    def _open(self, **fields):
        return self._of("fn_areceber", OPEN, **fields)

    def _receive(self):
        late = self.chance.random() < 0.3
        return self._open(data=self.day(-4, 0), vacrescimo="2.50" if late else "0.00",
                          tipo_recebimento=self.chance.choice("BPD"))

    def _receive_partly(self):
        return self._of("fn_areceber", OPEN + " AND valor_aberto > 1000", credito="5.00",
                        lags=self.chance.random() < 0.3)

    def _undo_receipt(self):
        return self._of("fn_movim_finan")

    def _issue(self):
        owner = self.pick("cliente", "crm IS NULL")
        return None if owner is None else {
            "id_cliente": owner, "valor": f"{self.chance.randint(5000, 20000) / 100:.2f}",
            "data_vencimento": self.day(-20, 40)}

    def _cancel(self):
        return self._open(id_mot_cancelamento=self.chance.randint(1, 3))

    def _undo_cancellation(self):
        return self._of("fn_areceber", "status = 'C' AND id_renegociacao IS NULL")

    def _renegotiate(self):
        title = self.pick("fn_areceber", OPEN)
        return None if title is None else {
            "ids": [title], "data_vencimento": self.day(10, 40),
            "status": self.chance.choice("CR"), "parts": self.chance.randint(1, 3)}

    def _break_renegotiation(self):
        title = self.pick("fn_areceber", "id_renegociacao IS NOT NULL")
        if title is None:
            return None
        return {"number": int(self.base.row("fn_areceber", title)["id_renegociacao"])}

    def _delete(self):
        return self._of("fn_areceber", OPEN + " AND NOT EXISTS"
                        " (SELECT 1 FROM fn_movim_finan WHERE id_receber = fn_areceber.id)")

    def _hide(self):
        return self._open()

    def _show(self):
        return self._of("fn_areceber", "liberado = 'N'")

    def _change_due_date(self):
        return self._open(data_vencimento=self.day(-60, 30))

    def _change_value(self):
        return self._of("fn_areceber", "status IS NULL",
                        valor=f"{self.chance.randint(5000, 20000) / 100:.2f}")

    def _bank_order(self):
        return self._open(code=self.chance.choice(("45", "46", "09", "10", "11", "41", "06")),
                          sent=self.chance.random() < 0.8)

    def _await_confirmation(self):
        return self._open(waits=self.chance.random() < 0.6)

    def _receive_without_row(self):
        return self._of("fn_areceber", "status IS NULL")

    def _contract_status(self):
        return self._of("cliente_contrato", status=self.chance.choice("AINN"))

    def _block(self):
        return self._of("cliente_contrato", "status IS NULL", by=self.chance.choice(("CA", "CM")))

    def _release(self):
        return self._of("cliente_contrato", "status IS NULL AND status_internet IS NOT NULL")

    def _second_customer(self):
        return self._of("cliente", "cnpj_cpf IS NOT NULL", formatted=self.chance.random() < 0.5)

    def _move(self):
        owner = self.pick("cliente", "crm IS NULL")
        return None if owner is None else self._open(id_cliente=owner)

    def _change_customer(self):
        return self._of("cliente", endereco=f"Rua Nova {self.chance.randint(1, 99)}",
                        orgao_publico=self.chance.choice("NNNS"))


def busy(base, switches, seed, count):
    """Lets so many drawn events happen; answers with them, so that they can be told again."""
    drawing, done = Drawing(base, seed), []
    while len(done) < count:
        event = drawing.event()
        if event is not None:
            happen(base, switches, [event])
            done.append(event)
    return done
