"""What happens to titles and receipts in the base. Each function is one event: it takes the base,
the switches and the fields of the event, and answers with what it made."""

from columns import cents

from common.service import Impossible

OPEN = ("A", "P")
ALREADY_DONE = "Parcela já está recebida ou cancelada"


def money(amount):
    return f"{amount // 100}.{amount % 100:02d}"


def touch(base, switches, title, row, is_receipt=False):
    """Changes a title; its column of the last change moves unless a switch holds it."""
    stale = switches["stale"]
    if stale != "all" and not (is_receipt and stale == "receipts"):
        row = {**row, "ultima_atualizacao": base.moment}
    base.update("fn_areceber", title, row)
    log(base, "fn_areceber", title, "editou")


def log(base, table, row_id, kind):
    base.insert("ixc_logs", {"tabela": table, "id_tabela": row_id, "tipo": kind,
                             "operador": "1", "data": base.moment,
                             "campos": "segredo-dos-campos"})


def wanted_open(base, title):
    row = base.row("fn_areceber", title)
    if row["status"] not in OPEN:
        raise Impossible(ALREADY_DONE)
    return row


def issue(base, switches, id_cliente, valor, data_vencimento, **row):
    """A new title of a customer, at his branch."""
    customer = base.row("cliente", id_cliente)
    title = base.insert("fn_areceber", {
        "id_cliente": id_cliente, "filial_id": customer["filial_id"], "valor": valor,
        "valor_aberto": valor, "data_vencimento": data_vencimento, "data_emissao": base.today,
        "ultima_atualizacao": base.moment, **row})
    if not row.get("documento"):
        base.update("fn_areceber", title, {"documento": str(title)})
    log(base, "fn_areceber", title, "inseriu")
    return {"id": title}


def receive(base, switches, id, **fields):
    """All that is still open, or `credito` of it; interest and discount besides."""
    row = wanted_open(base, id)
    return _received(base, switches, row, {"credito": money(still(base, row)), **fields})


def receive_partly(base, switches, id, credito, lags=False, **fields):
    """A part of it. With `lags` the column of what is open keeps its old value."""
    row = wanted_open(base, id)
    if not 0 < cents(credito) < still(base, row):
        raise Impossible("that is not a part")
    return _received(base, switches, row, {"credito": credito, **fields}, lags)


def _received(base, switches, title, fields, lags=False):
    date = fields.pop("data", base.today)
    credit_date = fields.pop("credito_data", None)
    principal = cents(fields["credito"])
    net = (principal + cents(fields.get("vacrescimo", 0)) - cents(fields.get("vdesconto", 0))
           - cents(fields.get("descontos_adicionais", 0)))
    receipt = base.insert("fn_movim_finan", {
        "id_receber": title["id"], "filial_id": title["filial_id"], "data": date,
        "data_recebimento": date, "data_pagamento": date, "documento": title["documento"],
        "valor_liquido_recebido": money(net), "historico": "Recebimento de título",
        "ultima_atualizacao": base.moment, **fields})
    log(base, "fn_movim_finan", receipt, "inseriu")
    rest = still(base, title)
    row = {
        "status": "P" if rest > 0 else "R", "pagamento_data": date, "baixa_data": base.today,
        "pagamento_valor": money(net),
        "valor_recebido": money(cents(title["valor_recebido"]) + net),
        "forma_recebimento": "M", "recebido_via_pix":
            "S" if fields.get("tipo_recebimento") == "P" else "N",
        "aguardando_confirmacao_pagamento": "N"}
    if not lags:
        row["valor_aberto"] = money(max(rest, 0))
    if credit_date:
        row["credito_data"] = credit_date
    touch(base, switches, title["id"], row, is_receipt=True)
    return {"id": receipt, "title": int(title["id"])}


def received(base, title):
    """The cents of the principal that receipts have settled."""
    return sum(cents(row["credito"])
               for row in base.rows("fn_movim_finan", "id_receber = ?", [title]))


def still(base, title):
    """The cents of the principal that are still owed, also where the column lags."""
    return cents(title["valor"]) - received(base, title["id"])


def receive_without_row(base, switches, id, **row):
    """A bulk operation: received, and no receipt anywhere."""
    title = wanted_open(base, id)
    touch(base, switches, id, {
        "status": "R", "valor_aberto": "0.00", "valor_recebido": title["valor"],
        "pagamento_valor": title["valor"], "pagamento_data": base.today,
        "baixa_data": base.today, **row}, is_receipt=True)
    return {"id": id}


def undo_receipt(base, switches, id):
    """The row of the receipt is gone; its title is open again, wholly or partly."""
    receipt = base.row("fn_movim_finan", id)
    base.delete("fn_movim_finan", id)
    log(base, "fn_movim_finan", id, "deletou")
    title = base.row("fn_areceber", receipt["id_receber"])
    settled = received(base, title["id"])
    row = {"status": "P" if settled else "A", "estornado": "S",
           "valor_aberto": money(cents(title["valor"]) - settled),
           "valor_recebido": money(max(
               cents(title["valor_recebido"]) - cents(receipt["valor_liquido_recebido"]), 0))}
    if not settled:
        row.update(pagamento_data="0000-00-00", baixa_data="0000-00-00",
                   credito_data="0000-00-00", pagamento_valor="0.00", forma_recebimento="",
                   recebido_via_pix="N")
    touch(base, switches, title["id"], row, is_receipt=True)
    return {"id": int(title["id"])}


def cancel(base, switches, id, id_mot_cancelamento=1, data=None):
    row = wanted_open(base, id)
    touch(base, switches, id, {
        "status": "C", "data_cancelamento": data or base.today,
        "id_mot_cancelamento": id_mot_cancelamento, "valor_cancelado": money(still(base, row)),
        "valor_aberto": "0.00"})
    return {"id": id}


def undo_cancellation(base, switches, id):
    row = base.row("fn_areceber", id)
    if row["status"] != "C":
        raise Impossible("the title is not cancelled")
    settled = received(base, id)
    touch(base, switches, id, {
        "status": "P" if settled else "A", "data_cancelamento": "0000-00-00",
        "id_mot_cancelamento": 0, "valor_cancelado": "0.00",
        "valor_aberto": money(cents(row["valor"]) - settled)})
    return {"id": id}


def renegotiate(base, switches, ids, data_vencimento, valor=None, status="C", parts=1):
    """Titles that a new debt swallows; they end as cancelled or as received, without a receipt.
    The new debt has one title or several, a month apart."""
    rows = [wanted_open(base, title) for title in ids]
    number = max(base.highest("fn_areceber", "id_renegociacao"),
                 base.highest("fn_areceber", "id_renegociacao_novo")) + 1
    for row in rows:
        change = {"status": status, "titulo_renegociado": "S", "id_renegociacao": number,
                  "tipo_renegociacao": "R", "valor_aberto": "0.00"}
        if status == "C":
            change.update(data_cancelamento=base.today, valor_cancelado=money(still(base, row)))
        else:
            change.update(pagamento_data=base.today, baixa_data=base.today)
        touch(base, switches, row["id"], change)
    whole = cents(valor) if valor else sum(still(base, row) for row in rows)
    made = []
    for part in range(parts):
        amount = whole // parts + (whole % parts if part == 0 else 0)
        made.append(issue(
            base, switches, rows[0]["id_cliente"], money(amount),
            months_on(data_vencimento, part), documento=f"RN{number}-{part + 1}",
            id_renegociacao_novo=number, tipo_renegociacao="N", nparcela=part + 1,
            id_contrato_principal=rows[0]["id_contrato_principal"],
            id_contrato=rows[0]["id_contrato"], id_contrato_avulso=rows[0]["id_contrato_avulso"],
            ids_faturas_origem=",".join(row["id"] for row in rows))["id"])
    return {"number": number, "titles": made}


def months_on(date, count):
    year, month, day = map(int, date.split("-"))
    month += count
    return f"{year + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}-{min(day, 28):02d}"


def break_renegotiation(base, switches, number):
    """The new debt is cancelled and the old titles are open again."""
    for row in base.rows("fn_areceber", "id_renegociacao_novo = ?", [number]):
        if row["status"] in OPEN:
            cancel(base, switches, int(row["id"]))
    old = base.rows("fn_areceber", "id_renegociacao = ?", [number])
    for row in old:
        settled = received(base, row["id"])
        touch(base, switches, row["id"], {
            "status": "P" if settled else "A", "titulo_renegociado": "N", "id_renegociacao": 0,
            "tipo_renegociacao": "", "data_cancelamento": "0000-00-00", "valor_cancelado": "0.00",
            "pagamento_data": "0000-00-00", "baixa_data": "0000-00-00",
            "valor_aberto": money(cents(row["valor"]) - settled)})
    return {"titles": [int(row["id"]) for row in old]}


def delete(base, switches, id):
    """The title has no row any more."""
    base.delete("fn_areceber", id)
    log(base, "fn_areceber", id, "deletou")
    return {"id": id}


def hide(base, switches, id):
    touch(base, switches, id, {"liberado": "N"})
    return {"id": id}


def show(base, switches, id):
    touch(base, switches, id, {"liberado": "S"})
    return {"id": id}


def change_due_date(base, switches, id, data_vencimento):
    touch(base, switches, id, {"data_vencimento": data_vencimento})
    return {"id": id}


def change_value(base, switches, id, valor):
    wanted_open(base, id)
    touch(base, switches, id, {
        "valor": valor, "valor_aberto": money(cents(valor) - received(base, id))})
    return {"id": id}


def bank_order(base, switches, id, code, sent=True):
    """The latest order to the bank; with `sent` it has left in a file."""
    touch(base, switches, id, {
        "motivo_alteracao": code,
        "id_remessa_alteracao":
            base.highest("fn_areceber", "id_remessa_alteracao") + 1 if sent else 0})
    return {"id": id}


def await_confirmation(base, switches, id, waits=True):
    touch(base, switches, id, {"aguardando_confirmacao_pagamento": "S" if waits else "N"})
    return {"id": id}


def protest(base, switches, id, value="S"):
    touch(base, switches, id, {"titulo_protestado": value})
    return {"id": id}


def list_by_integration(base, switches, id):
    """The base's own credit integration lists the title."""
    row = base.row("fn_areceber", id)
    touch(base, switches, id, {"titulo_negativacao_integracao": "S"})
    made = base.insert("negativacao_spc_serasa", {
        "id_cliente": row["id_cliente"], "id_finan": id, "data_negativacao": base.today})
    return {"id": made}


def remove_by_integration(base, switches, id):
    """That listing is taken off."""
    row = base.row("negativacao_spc_serasa", id)
    touch(base, switches, row["id_finan"], {"titulo_negativacao_integracao": "N"})
    made = base.insert("remocao_spc_serasa", {"id_negativacao": id, "data_baixa": base.today})
    return {"id": made}


def move(base, switches, id, id_cliente):
    """The title belongs to another customer."""
    base.row("cliente", id_cliente)
    touch(base, switches, id, {"id_cliente": id_cliente})
    return {"id": id}
