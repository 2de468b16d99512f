"""How rows are shown. The forms differ from answer to answer, as they do in what the vendor shows:
amounts of invoices are texts without a last zero, amounts of services are numbers, a date of birth
is written in two ways, `estado` is the abbreviation and `uf` the name."""

from base import ADDRESS, STATES

RELATIONS = ("endereco_instalacao", "endereco_cadastral", "endereco_cobranca", "endereco_fiscal")


def number(cents):
    return None if cents is None else cents / 100


def amount(cents):
    """`12990` as `129.9`, `5000` as `50`."""
    return None if cents is None else f"{cents / 100:.2f}".rstrip("0").rstrip(".")


def person(number_of, row):
    shown = {"id_cliente": number_of}
    for name in ("codigo_cliente", "nome_razaosocial", "nome_fantasia", "tipo_pessoa", "cpf_cnpj"):
        shown[name] = row[name]
    return shown


def contacts(row):
    return {name: row[name] for name in (
        "telefone_primario", "telefone_secundario", "telefone_terciario", "email_principal",
        "email_secundario")}


def customer(base, number_of, services, relations):
    """A customer of the list of all, with those of the services that are asked for."""
    row = base.customers[number_of]
    return {
        **person(number_of, row), **contacts(row), "rg": row["rg"],
        "rg_emissao": row["rg_emissao"], "inscricao_municipal": row["inscricao_municipal"],
        "inscricao_estadual": row["inscricao_estadual"], "data_cadastro": row["data_cadastro"],
        "data_nascmento": row["nascimento"] and row["nascimento"] + " 00:00:00",
        "servicos": [service(one, of, row["endereco"], relations) for one, of in services]}


def service(number_of, row, address, relations):
    shown = {
        "id_cliente_servico": number_of, "id_servico": 1, "numero_plano": row["numero_plano"],
        "nome": row["nome"], "valor": number(row["valor"]),
        "status": STATES[row["status_prefixo"]], "status_prefixo": row["status_prefixo"],
        "tecnologia": "FIBRA", "login": f"login{number_of}",
        "senha": f"segredo-da-senha-{number_of}", "referencia": None, "ipv4": None,
        "mac_addr": None, "motivo_cancelamento": row["motivo_cancelamento"],
        "motivo_cancelamento_prefixo": None, "anotacoes": None}
    for name in RELATIONS:
        if name in relations:
            shown[name] = place(address)
    return shown


def place(address):
    row = {**ADDRESS, **(address or {})}
    return {"completo": f"{row['endereco']}, {row['numero']} - {row['bairro']},"
                        f" {row['cidade']}/{row['estado']} | CEP: {row['cep']}", **row}


def invoice(base, number_of, is_detailed):
    row = base.invoices[number_of]
    company = base.companies.get(row["empresa"]) or {}
    shown = {"id_fatura": number_of}
    if is_detailed:
        shown.update(id_carne=None, id_cliente_servico=row["id_cliente_servico"])
    shown.update({name: row[name] for name in (
        "nosso_numero", "data_vencimento", "data_pagamento", "data_credito", "data_cadastro")})
    owner = base.customer_of(row)
    details = base.customers[owner]
    shown.update(
        valor=amount(row["valor"]), valor_pago=amount(row["valor_pago"]),
        valor_juros_pago=amount(row["valor_juros_pago"]),
        valor_desconto=number(row["valor_desconto"]) or 0, linha_digitavel=None,
        codigo_barras=None, tipo_cobranca=row["tipo_cobranca"], link=None,
        empresa={"documento": row["empresa"], **company},
        cliente={**person(owner, details), "data_nascimento": details["nascimento"],
                 **contacts(details), "data_cadastro": details["data_cadastro"],
                 "ativo": details["ativo"]},
        pix_copia_e_cola=None)
    if is_detailed:
        of = base.services[row["id_cliente_servico"]]
        shown.update(
            servico={"numero_plano": of["numero_plano"], "descricao": of["nome"],
                     "servico_status": STATES[of["status_prefixo"]],
                     "endereco_instalacao": place(details["endereco"])},
            cobrancas=[{"id_cobranca": number_of, "descricao": of["nome"],
                        "valor": number(row["valor"])}],
            recibos=[receipt(row["recibo"], base.receipts[row["recibo"]])] if row["recibo"] else [])
    return shown


def receipt(number_of, row):
    return {"id_recibo": number_of, "numero_recibo": f"r{number_of}",
            "valor": number(row["valor"]), "data_pagamento": row["data_pagamento"],
            "data_cadastro": row["data_cadastro"]}


def foreign(date):
    """`2026-01-31` as `31/01/2026`."""
    return None if date is None else "/".join(reversed(date.split("-")))


def own_invoice(base, number_of):
    """An invoice of one customer's list: other forms, and always a slip."""
    row = base.invoices[number_of]
    return {"id_fatura": number_of, "nosso_numero": row["nosso_numero"],
            "linha_digitavel": None, "tipo_cobranca": "boleto_bancario",
            "valor": number(row["valor"]), "data_vencimento": foreign(row["data_vencimento"]),
            "data_pagamento": foreign(row["data_pagamento"])}
