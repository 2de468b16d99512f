"""A base out of a seed: the frame of a provider, its customers, their contracts and titles."""

import datetime

from ledger import fill_titles
from people import secrets

from common.words import (CITIES, DISTRICTS, STATES, STREETS, cnpj, cpf, distinct, firm_name,
                          mobile, person_name, pick)

BRANCHES = 3
REASONS = ((1, "Erro de emissão", "N"), (2, "Desistência", "N"), (3, "Inadimplência", "S"))


# What stands in grown bases: people and titles that cannot be taken as they are.
ODDITIES = (
    "cliente SET cnpj_cpf = NULL WHERE id % 211 = 0",
    "cliente SET cnpj_cpf = '123.456.789-00' WHERE id % 307 = 0",
    "cliente SET tipo_pessoa = 'E' WHERE id % 401 = 0",
    "cliente SET data_nascimento = '1900-01-01' WHERE id % 53 = 0",
    "cliente SET email = 'nada; ' || email || ',outro@example.com' WHERE id % 41 = 0",
    "cliente SET razao = '  ' || replace(razao, ' ', '  ') WHERE id % 43 = 0",
    "cliente SET telefone_celular = '0' WHERE id % 47 = 0",
    "cliente SET endereco_cob = NULL WHERE id % 59 = 0",
    "fn_areceber SET data_emissao = date(data_vencimento, '+3 days') WHERE id % 503 = 0",
    "fn_areceber SET id_contrato = NULL, id_contrato_avulso = NULL WHERE id % 509 = 0",
    "fn_areceber SET id_cliente = 900000000 WHERE id % 5003 = 0",
)


def populate(base, customers, titles, seed, odd=False):
    """Fills an empty base; without customers it stays empty."""
    if not customers:
        return
    foundation(base)
    fill_customers(base, customers, seed)
    fill_contracts(base, customers)
    fill_leads(base, customers, seed)
    if titles:
        fill_titles(base, customers, titles, seed)
    for change in ODDITIES if odd else ():
        base.database.execute("UPDATE " + change)


def foundation(base, branches=BRANCHES):
    """What every provider has before the first customer."""
    for number, name, short in STATES:
        base.insert("uf", {"id": number, "nome": name, "sigla": short})
    for number, name, state in CITIES:
        base.insert("cidade", {"id": number, "nome": name, "uf": state})
    for number in range(1, branches + 1):
        row = {"id": number, "razao": "Provedor de Exemplo Ltda",
               "fantasia": f"Provedor de Exemplo {number}", "cnpj": cnpj(11_222_333, number),
               "cidade": number, "uf": 1, "endereco": "Avenida do Exemplo", "numero": "100",
               "bairro": "Centro", "cep": "89801-000", "telefone": "(49) 3300-0000",
               "email": f"filial{number}@example.com", "ultima_atualizacao": base.moment}
        base.insert("filial", row)
        if number == 1:
            base.insert("empresa", row)
    for number, reason, is_default in REASONS:
        base.insert("fn_areceber_mot_cancelamento", {
            "id": number, "motivo": reason, "inadimplencia": is_default})


def is_prospect(number):
    return number % 33 == 0


def is_firm(number):
    return number % 10 == 7


def defaults_since(number):
    """How many months ago a customer stopped paying; 0 for one who pays. The ledger says the same
    in SQL."""
    return number // 12 % 9 + 1 if number % 12 == 5 else 0


def fill_customers(base, count, seed):
    names = ("id", "razao", "fantasia", "tipo_pessoa", "cnpj_cpf", "data_nascimento",
             "data_cadastro", "email", "telefone_celular", "fone", "cep", "endereco", "numero",
             "bairro", "cidade", "cep_cob", "endereco_cob", "numero_cob", "bairro_cob",
             "cidade_cob", "filial_id", "crm", "status_prospeccao", "orgao_publico", "senha",
             "senha_hotsite_md5", "nome_mae", "cpf_conjuge", "ultima_atualizacao")
    base.fill("cliente", names, (_customer(base, i, seed) for i in range(1, count + 1)))


def _customer(base, number, seed):
    # Some have a second row for a second address, under the same document.
    person = number - 1 if number % 97 == 0 and number > 1 else number
    firm, prospect = is_firm(person), is_prospect(number)
    formatted = number % 7 != 0
    city = pick(CITIES, number)[0]
    billing = (None,) * 5
    if number % 20 == 3:
        billing = ("89802-000", "Rua da Cobrança", str(number % 900 + 1), "Centro",
                   pick(CITIES, number + 1)[0])
    born = f"{1950 + person % 55}-{person % 12 + 1:02d}-{person % 28 + 1:02d}"
    since = base.now.date() - datetime.timedelta(days=60 + number * 37 % 2000)
    return (
        number, firm_name(person) if firm else person_name(distinct(person, seed)),
        firm_name(person)[:-5] if firm else None, "J" if firm else None,
        cnpj(distinct(person, seed, 89_999_999) + 10_000_000, 1, formatted) if firm
        else cpf(distinct(person, seed) + 100_000_000, formatted),
        None if firm else born, since.isoformat(), f"cliente{number}@example.com",
        mobile(number), None, "89801-000", pick(STREETS, number), str(number % 1900 + 1),
        pick(DISTRICTS, number), city, *billing, number % BRANCHES + 1,
        "S" if prospect else None, "N" if prospect else None,
        "S" if firm and number % 170 == 17 else None, *secrets(number).values(),
        f"{since.isoformat()} 08:00:00")


def fill_contracts(base, count):
    names = ("id", "id_cliente", "id_filial", "contrato", "status", "status_internet", "data",
             "data_ativacao", "data_cancelamento", "motivo_cancelamento", "data_negativacao",
             "dt_ult_bloq_auto", "cep", "endereco", "numero", "bairro", "cidade",
             "ultima_atualizacao")
    base.fill("cliente_contrato", names, (
        _contract(base, i) for i in range(1, count + 1) if not is_prospect(i)))


def _contract(base, number):
    began = (base.now.date() - datetime.timedelta(days=60 + number * 37 % 2000)).isoformat()
    ended = cause = listed = blocked = status = internet = None
    months = defaults_since(number)
    changed = began
    if months:
        kind = number // 12 % 4
        day = (base.now.date() - datetime.timedelta(days=30 * months // 2)).isoformat()
        changed, internet = day, "D"
        if kind in (0, 1):
            status, ended, cause = "I", day, 3
        elif kind == 2:
            status, listed = "N", day
        else:
            internet, blocked = "CA", day
    return (number, number, number % BRANCHES + 1, "Internet 300 Mega", status, internet, began,
            began, ended, cause, listed, blocked, "89801-000", pick(STREETS, number),
            str(number % 1900 + 1), pick(DISTRICTS, number), pick(CITIES, number)[0],
            f"{changed} 08:30:00")


def fill_leads(base, customers, seed):
    """Leads, and contact persons of customers, which stand in the same table."""
    names = ("id", "nome", "cnpj_cpf", "email", "fone_celular", "cidade", "id_filial",
             "id_cliente", "lead", "data_cadastro", "ultima_atualizacao")
    count = customers // 30 + 2
    base.fill("contato", names, (
        (i, person_name(i * 31 + 7), cpf(distinct(customers + i, seed) + 100_000_000),
         f"contato{i}@example.com", mobile(customers + i), pick(CITIES, i)[0],
         i % BRANCHES + 1, i if i % 3 == 0 else None, "N" if i % 3 == 0 else None,
         base.today, base.moment)
        for i in range(1, count + 1)))
