"""The titles and receipts of a base out of a seed: each customer has one a month, the last one due
in the month to come. They are made inside the database, for a million of them soon takes long."""

import datetime

DAYS = (5, 10, 15, 20, 25)
# So many titles are drawn before they are written.
BLOCK = 20_000

# Dates are looked up: those of a month and a day of it, and of nine days around on which it may
# have been paid.
CALENDAR = """
CREATE TEMP TABLE due_day (
    id INTEGER PRIMARY KEY, due, issued, begins, ends, created, is_over, was_over);
CREATE TEMP TABLE paid_day (id INTEGER PRIMARY KEY, paid, changed, is_late)"""

# A number from 0 to 999 for each title decides what became of it.
FATE = "(((({title}) * 2654435761 + :seed * 40503) & 4294967295) * 1000 >> 32)"

# Customer 5 of each dozen stopped paying some months ago. Prospects have no titles.
FATED = f"""
WITH RECURSIVE
counted (number) AS (
    SELECT :first UNION ALL SELECT number + 1 FROM counted WHERE number < :last),
owned AS MATERIALIZED (
    SELECT number, (number - 1) / :customers AS place, {FATE.format(title='number')} AS fate,
        (number - 1) % :customers + 1 - ((number - 1) % :customers % 33 = 32) AS owner
    FROM counted),
dated AS MATERIALIZED (
    SELECT *, CASE owner % 5 WHEN 0 THEN 7990 WHEN 1 THEN 8990 WHEN 2 THEN 9990
            WHEN 3 THEN 11990 ELSE 14990 END AS amount,
        CASE WHEN was_over AND number > :customers
                AND {FATE.format(title='number - :customers')} >= 990
            THEN number - :customers END AS renewed,
        CASE
            WHEN is_over AND fate >= 990 AND number + :customers <= :titles THEN 'swallowed'
            WHEN is_over AND fate >= 965 THEN 'cancelled'
            WHEN owner % 12 = 5 AND place >= :months - 2 - owner / 12 % 9
                THEN CASE WHEN is_over AND fate < 15 THEN 'part' ELSE 'open' END
            WHEN NOT is_over AND fate > 100 THEN 'open'
            ELSE 'paid' END AS fared
    FROM owned JOIN due_day ON due_day.id = place * 5 + owner % 5
        JOIN paid_day ON paid_day.id = (place * 5 + owner % 5) * 9 + fate % 9)"""

TITLES = FATED + """
INSERT INTO fn_areceber (
    id, id_cliente, filial_id, status, liberado, documento, data_emissao, data_vencimento,
    data_inicial, data_final, valor, valor_aberto, valor_recebido, valor_cancelado,
    pagamento_valor, pagamento_data, credito_data, baixa_data, data_cancelamento,
    id_mot_cancelamento, id_renegociacao, id_renegociacao_novo, titulo_renegociado, nn_boleto,
    id_contrato, id_contrato_avulso, forma_recebimento, motivo_alteracao, id_remessa_alteracao,
    ultima_atualizacao)
SELECT number, owner, owner % 3 + 1,
    CASE fared WHEN 'paid' THEN 'R' WHEN 'part' THEN 'P' WHEN 'open' THEN NULL ELSE 'C' END,
    CASE WHEN fate = 777 THEN 'N' END,
    CASE WHEN renewed THEN 'RN' || renewed || '-1' ELSE CAST(number AS TEXT) END,
    issued, due, begins, ends, amount,
    CASE fared WHEN 'open' THEN amount WHEN 'part' THEN amount - amount / 2 END,
    CASE fared WHEN 'paid' THEN amount + 250 * is_late WHEN 'part' THEN amount / 2 END,
    CASE WHEN fared IN ('cancelled', 'swallowed') THEN amount END,
    CASE fared WHEN 'paid' THEN amount + 250 * is_late WHEN 'part' THEN amount / 2 END,
    CASE WHEN fared IN ('paid', 'part') THEN paid END,
    CASE fared WHEN 'paid' THEN paid END,
    CASE WHEN fared IN ('paid', 'part') THEN paid END,
    CASE WHEN fared IN ('cancelled', 'swallowed') THEN due END,
    CASE fared WHEN 'cancelled' THEN fate % 3 + 1 END,
    CASE fared WHEN 'swallowed' THEN number END, renewed,
    CASE fared WHEN 'swallowed' THEN 'S' END, CAST(14000000000000 + number AS TEXT),
    CASE WHEN number % 2 THEN owner END, CASE WHEN number % 2 = 0 THEN owner END,
    CASE fared WHEN 'paid' THEN 'R' WHEN 'part' THEN 'M' END,
    CASE WHEN fared = 'open' AND is_over AND fate = 500 THEN '45' END,
    CASE WHEN fared = 'open' AND is_over AND fate = 500 THEN number END,
    CASE WHEN fared = 'open' THEN created ELSE changed END
FROM dated"""

# One of a thousand was received in bulk and has no receipt.
RECEIPTS = f"""
INSERT INTO fn_movim_finan (
    id_receber, filial_id, data, data_recebimento, data_pagamento, credito, vacrescimo,
    valor_liquido_recebido, tipo_recebimento, documento, ultima_atualizacao)
SELECT id, filial_id, pagamento_data, pagamento_data, pagamento_data,
    CASE status WHEN 'R' THEN valor ELSE valor_recebido END,
    CASE WHEN valor_recebido > valor THEN valor_recebido - valor END,
    valor_recebido, CASE WHEN id % 4 = 0 THEN 'P' END, documento, ultima_atualizacao
FROM fn_areceber WHERE status IN ('R', 'P') AND {FATE.format(title='id')} != 333 ORDER BY id"""


def fill_titles(base, customers, titles, seed):
    database = base.database
    months = -(-titles // customers)
    database.executescript(CALENDAR)
    write_calendar(database, base.now.date(), months)
    for first in range(1, titles + 1, BLOCK):
        database.execute(TITLES, {
            "first": first, "last": min(first + BLOCK - 1, titles), "titles": titles,
            "customers": customers, "seed": seed, "months": months})
    database.execute(RECEIPTS, {"seed": seed})
    database.executescript("DROP TABLE due_day; DROP TABLE paid_day")


def write_calendar(database, today, months):
    for place in range(months):
        for which, day in enumerate(DAYS):
            due = month_on(today, place - months + 2, day)
            number = place * len(DAYS) + which
            issued = (due - datetime.timedelta(days=25)).isoformat()
            database.execute("INSERT INTO due_day VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (
                number, due.isoformat(), issued, due.replace(day=1).isoformat(),
                due.replace(day=28).isoformat(), issued + " 06:00:00", due < today,
                place > 0 and month_on(today, place - months + 1, day) < today))
            for around in range(9):
                paid = min(due + datetime.timedelta(days=around - 5), today)
                database.execute("INSERT INTO paid_day VALUES (?, ?, ?, ?)", (
                    number * 9 + around, paid.isoformat(), paid.isoformat() + " 10:15:00",
                    paid > due))


def month_on(today, months, day):
    month = today.month - 1 + months
    return datetime.date(today.year + month // 12, month % 12 + 1, day)
