"""The titles and receipts of a base out of a seed: each customer has one a month, the last one due
in the month to come."""

import datetime

from words import pick

AMOUNTS = (7_990, 8_990, 9_990, 11_990, 14_990)
TITLE = ("id", "id_cliente", "filial_id", "status", "liberado", "documento", "data_emissao",
         "data_vencimento", "data_inicial", "data_final", "valor", "valor_aberto",
         "valor_recebido", "valor_cancelado", "pagamento_valor", "pagamento_data",
         "credito_data", "baixa_data", "data_cancelamento", "id_mot_cancelamento",
         "id_renegociacao", "id_renegociacao_novo", "titulo_renegociado", "nn_boleto",
         "id_contrato", "id_contrato_avulso", "forma_recebimento", "motivo_alteracao",
         "id_remessa_alteracao", "ultima_atualizacao")
RECEIPT = ("id", "id_receber", "filial_id", "data", "data_recebimento", "data_pagamento",
           "credito", "vacrescimo", "valor_liquido_recebido", "tipo_recebimento", "historico",
           "documento", "ultima_atualizacao")
# Titles that are made before they are written.
BLOCK = 50_000


class Month:
    """The dates of the titles of one month that are due on one day of it."""

    def __init__(self, due, today):
        self.due = due.isoformat()
        self.issued = (due - datetime.timedelta(days=25)).isoformat()
        self.begins = due.replace(day=1).isoformat()
        self.ends = (due.replace(day=28)).isoformat()
        self.is_over = due < today
        # Days on which it may have been paid, from five before to three after.
        self.paid = [min(due + datetime.timedelta(days=days), today).isoformat()
                     for days in range(-5, 4)]
        self.late = [day > self.due for day in self.paid]
        self.created = self.issued + " 06:00:00"
        self.changed = [day + " 10:15:00" for day in self.paid]


class Ledger:
    """Makes titles by number. Fates are drawn from the number and the seed alone."""

    def __init__(self, base, customers, titles, seed, defaults_since, is_prospect):
        self.customers, self.seed = customers, seed
        self.months = -(-titles // customers)
        self.defaults_since, self.is_prospect = defaults_since, is_prospect
        self.receipts = []
        self.receipt = 0
        today = base.now.date()
        self.calendar = [
            [Month(self._due(today, place - self.months + 2, day), today)
             for day in (5, 10, 15, 20, 25)] for place in range(self.months)]

    @staticmethod
    def _due(today, months, day):
        month = today.month - 1 + months
        return datetime.date(today.year + month // 12, month % 12 + 1, day)

    def fate(self, number):
        """A number from 0 to 999."""
        return ((number * 2_654_435_761 + self.seed * 40_503) & 0xFFFFFFFF) * 1000 >> 32

    def title(self, number):
        place, owner = divmod(number - 1, self.customers)
        owner += 1
        if self.is_prospect(owner):
            owner = owner - 1
        month = self.calendar[place][owner % 5]
        fate, amount = self.fate(number), pick(AMOUNTS, owner)
        stopped = self.defaults_since(owner)
        owes = stopped and place >= self.months - 1 - stopped
        new = number - self.customers
        renewed = new if new > 0 and self.is_renewed(new) else None
        head = (number, owner, owner % 3 + 1)
        names = ("N" if fate == 777 else None, f"RN{renewed}-1" if renewed else str(number),
                 month.issued, month.due, month.begins, month.ends, amount)
        bank = (f"140000{number:011d}", owner if number % 2 else None,
                None if number % 2 else owner)
        if fate >= 965 and month.is_over:
            return self._cancelled(head, names, bank, month, fate, amount, renewed)
        if owes or not month.is_over and fate > 100:
            part = amount // 2 if fate < 15 and month.is_over else None
            return self._open(head, names, bank, month, fate, amount, renewed, part)
        return self._paid(head, names, bank, month, fate, amount, renewed)

    def is_renewed(self, number):
        """Whether the title was swallowed by the one that the same customer has a month later."""
        place, owner = divmod(number - 1, self.customers)
        return self.fate(number) >= 990 and self.calendar[place][(owner + 1) % 5].is_over

    def _cancelled(self, head, names, bank, month, fate, amount, renewed):
        swallowed = head[0] if self.is_renewed(head[0]) else None
        return (*head, "C", *names, None, None, amount, None, None, None, None, month.due,
                None if swallowed else fate % 3 + 1, swallowed, renewed,
                "S" if swallowed else None, *bank, None, None, None, month.due + " 11:00:00")

    def _open(self, head, names, bank, month, fate, amount, renewed, part):
        day = fate % 9
        order = ("45", head[0]) if fate == 500 and month.is_over else (None, None)
        if part:
            self._receive(head, names, month, day, part)
            return (*head, "P", *names, amount - part, part, None, part, month.paid[day], None,
                    month.paid[day], None, None, None, renewed, None, *bank, "M", *order,
                    month.changed[day])
        return (*head, None, *names, amount, None, None, None, None, None, None, None, None, None,
                renewed, None, *bank, None, *order, month.created)

    def _paid(self, head, names, bank, month, fate, amount, renewed):
        day = fate % 9
        paid = month.paid[day]
        interest = 250 if month.late[day] else None
        # A few were received in bulk, and have no receipt.
        if fate != 333:
            self._receive(head, names, month, day, amount, interest)
        whole = amount + (interest or 0)
        return (*head, "R", *names, None, whole, None, whole, paid, paid, paid, None, None, None,
                renewed, None, *bank, "R" if fate % 3 else "M", None, None, month.changed[day])

    def _receive(self, head, names, month, day, amount, interest=None):
        self.receipt += 1
        paid = month.paid[day]
        self.receipts.append((
            self.receipt, head[0], head[2], paid, paid, paid, amount, interest,
            amount + (interest or 0), "P" if head[0] % 4 == 0 else None,
            None, names[1], month.changed[day]))


def fill_titles(base, customers, titles, seed, defaults_since, is_prospect):
    ledger = Ledger(base, customers, titles, seed, defaults_since, is_prospect)
    for first in range(1, titles + 1, BLOCK):
        base.fill("fn_areceber", TITLE,
                  map(ledger.title, range(first, min(first + BLOCK, titles + 1))))
        base.fill("fn_movim_finan", RECEIPT, ledger.receipts)
        ledger.receipts.clear()
