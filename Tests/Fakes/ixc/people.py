"""What happens to customers, leads and contracts in the base, one function for each event."""

import titles
from titles import log

from common.service import Impossible


def _touch(base, table, row_id, row):
    base.update(table, row_id, {**row, "ultima_atualizacao": base.moment})
    log(base, table, row_id, "editou")
    return {"id": row_id}


def _add(base, table, row):
    row_id = base.insert(table, {"ultima_atualizacao": base.moment, **row})
    log(base, table, row_id, "inseriu")
    return {"id": row_id}


def customer(base, switches, **row):
    made = _add(base, "cliente", {"filial_id": 1, "data_cadastro": base.today, **row})
    if "senha" not in row:
        base.update("cliente", made["id"], secrets(made["id"]))
    return made


def secrets(customer_id):
    """What nobody may keep: a test looks for these words in stores and logs."""
    return {"senha": f"segredo-da-senha-{customer_id}",
            "senha_hotsite_md5": f"segredo-do-portal-{customer_id}",
            "nome_mae": f"segredo-da-mae-{customer_id}",
            "cpf_conjuge": f"segredo-do-conjuge-{customer_id}"}


def second_customer(base, switches, id, formatted=None, **row):
    """Another row with the same document, as for a second address."""
    first = base.row("cliente", id)
    for name in ("id", "ultima_atualizacao", *secrets(id)):
        del first[name]
    if formatted is False:
        first["cnpj_cpf"] = "".join(filter(str.isalnum, first["cnpj_cpf"]))
    return customer(base, switches, **{**first, "endereco": "Rua Segunda", "numero": "2", **row})


def change_customer(base, switches, id, **row):
    return _touch(base, "cliente", id, row)


def delete_customer(base, switches, id):
    base.delete("cliente", id)
    log(base, "cliente", id, "deletou")
    return {"id": id}


def merge_customers(base, switches, id, into):
    """Everything of one customer belongs to another, and its row is gone."""
    base.row("cliente", into)
    for row in base.rows("fn_areceber", "id_cliente = ?", [id]):
        titles.move(base, switches, int(row["id"]), into)
    for row in base.rows("cliente_contrato", "id_cliente = ?", [id]):
        _touch(base, "cliente_contrato", int(row["id"]), {"id_cliente": into})
    delete_customer(base, switches, id)
    return {"id": into}


def lead(base, switches, **row):
    return _add(base, "contato", {
        "lead": "S", "id_filial": 1, "data_cadastro": base.today, **row})


def prospect(base, switches, id_contato=None, **row):
    """A row of customers with crm = S, perhaps made of a lead."""
    if id_contato:
        given = base.row("contato", id_contato)
        row = {"razao": given["razao"] or given["nome"], "cnpj_cpf": given["cnpj_cpf"],
               "filial_id": given["id_filial"], **row}
    made = customer(base, switches, **{"crm": "S", "status_prospeccao": "N", **row})
    if id_contato:
        _touch(base, "contato", id_contato, {"id_prospeccao": made["id"]})
    return made


def win_prospect(base, switches, id):
    """A prospect becomes a customer in the same row."""
    if base.row("cliente", id)["crm"] != "S":
        raise Impossible("this is no prospect")
    for row in base.rows("contato", "id_prospeccao = ?", [id]):
        _touch(base, "contato", int(row["id"]), {"id_cliente": id})
    return _touch(base, "cliente", id, {"crm": "N", "status_prospeccao": "V"})


def contract(base, switches, id_cliente, **row):
    branch = base.row("cliente", id_cliente)["filial_id"]
    return _add(base, "cliente_contrato", {
        "id_cliente": id_cliente, "id_filial": branch, "contrato": "Plano de internet",
        "data": base.today, "data_ativacao": base.today, **row})


def contract_status(base, switches, id, status, data=None):
    """I ends the contract and has its date; N is an inner state, without one unless it is given;
    A brings it back."""
    row = {"status": status}
    if status == "I":
        row.update(status_internet="D", data_cancelamento=data or base.today,
                   motivo_cancelamento=1, origem_cancelamento="M",
                   data_acesso_desativado=base.today, dt_ult_desativacao=base.today)
    elif status == "N":
        row.update(status_internet="D", data_negativacao=base.today, motivo_cancelamento=0,
                   dt_utl_negativacao=base.moment, data_cancelamento=data or "0000-00-00")
    elif status == "D":
        row.update(status_internet="D", data_desistencia=data or base.today)
    elif status == "A":
        row.update(status_internet="A", data_cancelamento="0000-00-00", motivo_cancelamento=0,
                   origem_cancelamento="")
    return _touch(base, "cliente_contrato", id, row)


def block(base, switches, id, by="CA", data=None):
    column = {"CA": "dt_ult_bloq_auto", "CM": "dt_ult_bloq_manual", "FA": "dt_ult_finan_atraso",
              "CE": "dt_ult_finan_atraso"}[by]
    return _touch(base, "cliente_contrato", id, {
        "status_internet": by, column: data or base.today})


def release(base, switches, id, data=None):
    return _touch(base, "cliente_contrato", id, {
        "status_internet": "A", "dt_ult_des_bloq_conf": data or base.today})


def suspend(base, switches, id, data=None, until=None):
    """Suspended at the customer's wish, from a day to a day."""
    return _touch(base, "cliente_contrato", id, {
        "contrato_suspenso": "S", "data_inicial_suspensao": data or base.today,
        "data_final_suspensao": until or "0000-00-00"})
