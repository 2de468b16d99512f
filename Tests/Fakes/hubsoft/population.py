"""A base out of a seed. It is small: every question looks at every row."""

import datetime

from common.words import cnpj, cpf, distinct, firm_name, mobile, person_name

DAY = datetime.timedelta(days=1)


def foundation(base):
    """The two companies that issue invoices; they are known by their documents."""
    for branch in (1, 2):
        base.companies[cnpj(11_222_333, branch, False)] = {
            "nome_razaosocial": "PROVEDOR DE EXEMPLO LTDA",
            "nome_fantasia": f"PROVEDOR DE EXEMPLO {branch}"}


def populate(base, customers, titles, seed):
    """Customers with a service each, and invoices, the last ones due in the month to come. One
    customer of a dozen stopped paying some months ago."""
    if not customers:
        return
    foundation(base)
    companies = list(base.companies)
    for number in range(1, customers + 1):
        add_customer(base, number, seed)
    months = -(-titles // customers)
    for number in range(1, titles + 1):
        place, owner = divmod(number - 1, customers)
        owner += 1
        due = base.now.date().replace(day=10) - DAY * 30 * (months - place - 2)
        settled = not stopped(owner, months - place) and due < base.now.date()
        value = 7_990 + owner % 5 * 1_000
        paid = due.isoformat() if settled else None
        receipt = None
        if settled:
            receipt = base.add("receipts", id_fatura=number, valor=value, data_pagamento=paid,
                               data_cadastro=paid + " 10:00:00")
        base.add("invoices", number, id_cliente_servico=owner, empresa=companies[owner % 2],
                 nosso_numero=str(1_900_000 + number), data_vencimento=due.isoformat(),
                 data_pagamento=paid, data_credito=paid, recibo=receipt,
                 data_cadastro=f"{due - DAY * 25} 06:00:00", valor=value,
                 valor_pago=value if settled else None)


def stopped(owner, age):
    return owner % 12 == 5 and age <= owner // 12 % 9 + 2


def add_customer(base, number, seed):
    is_firm = number % 10 == 7
    since = base.now.date() - DAY * (60 + number * 37 % 2000)
    base.add("customers", number, codigo_cliente=1_000 + number,
             nome_razaosocial=(firm_name(number) if is_firm
                               else person_name(distinct(number, seed))).upper(),
             tipo_pessoa="pj" if is_firm else "pf",
             cpf_cnpj=(cnpj(distinct(number, seed, 89_999_999) + 10_000_000, 1, False) if is_firm
                       else cpf(distinct(number, seed) + 100_000_000, False)),
             telefone_primario="".join(filter(str.isdigit, mobile(number))),
             email_principal=f"cliente{number}@example.com", data_cadastro=f"{since} 08:00:00",
             nascimento=None if is_firm else f"{1950 + number % 55}-04-12")
    state = "servico_habilitado"
    if number % 12 == 5:
        state = ("cancelado", "suspenso_debito")[number // 12 % 2]
    base.add("services", number, id_cliente=number, status_prefixo=state)
