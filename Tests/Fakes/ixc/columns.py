"""The tables of the base: their columns, what each holds, and what stands there when it is empty.

A column is written `name:kind=empty`. The kinds:

    id      a whole number; empty is 0
    count   a whole number that is no key
    money   kept in cents, shown with two decimals
    date    yyyy-MM-dd; empty is 0000-00-00
    moment  yyyy-MM-dd HH:mm:ss; empty is 0000-00-00 00:00:00
    code    a short value out of a list
    name    a name, which equality never finds
    text    anything else

`=null` makes the empty value a null of JSON.
"""

EMPTY = {"id": "0", "count": "0", "money": "0.00", "date": "0000-00-00",
         "moment": "0000-00-00 00:00:00", "code": "", "name": "", "text": ""}
DATES = {"date", "moment"}
NUMBERS = {"id", "count", "money"}
HIGHEST = 2 ** 63 - 1


class Column:
    """One column; `empty` is what an answer shows where nothing is stored, `stored` the same as
    the base would store it."""

    def __init__(self, written):
        named, has_empty, empty = written.partition("=")
        self.name, _, kind = named.partition(":")
        self.kind = kind or "text"
        if not has_empty:
            empty = EMPTY[self.kind]
        self.empty = None if empty == "null" else empty
        self.stored = self.value(self.empty)

    def value(self, shown):
        """What the base stores for a value as it is shown or asked for."""
        if shown is None:
            return None
        if self.kind == "money":
            return cents(shown)
        if self.kind in NUMBERS:
            return whole(shown)
        return str(shown)

    def shown(self, stored):
        """A stored value as an answer shows it: always a text."""
        if self.kind == "money":
            sign = "-" if stored < 0 else ""
            return f"{sign}{abs(stored) // 100}.{abs(stored) % 100:02d}"
        return str(stored)


def whole(text):
    """A text as MySQL makes it a number: its leading digits, or nothing."""
    text = str(text).strip()
    digits = ""
    for place, letter in enumerate(text):
        if letter in "0123456789" or (place == 0 and letter == "-"):
            digits += letter
        else:
            break
    # No number is larger than a column holds.
    return max(min(int(digits), HIGHEST), -HIGHEST) if digits.strip("-") else 0


def cents(text):
    """`26.5` as 2650; what is no amount is nothing."""
    try:
        return round(float(str(text)) * 100)
    except (OverflowError, ValueError):
        return 0


class Table:
    """A table, the columns that have an index, and the column that says whose branch a row is."""

    def __init__(self, name, written, branch=None, indexes=()):
        self.name = name
        self.columns = {c.name: c for c in map(Column, written.split())}
        self.in_order = list(self.columns.values())
        self.blank = {c.name: c.empty for c in self.in_order}
        self.branch = branch
        self.indexes = indexes


TABLES = {table.name: table for table in (
    Table("empresa", """
        id:id razao:name fantasia:name cnpj cidade:id uf:id endereco numero bairro cep telefone
        email ativo:code=S ultima_atualizacao:moment"""),
    Table("filial", """
        id:id razao:name fantasia:name cnpj ie cidade:id uf:id bairro endereco numero complemento
        cep telefone email ativo:code=S ultima_atualizacao:moment""", branch="id"),
    Table("uf", "id:id nome:name sigla:code cod_ibge:count"),
    Table("cidade", "id:id nome:name uf:id cod_ibge:count"),
    Table("cliente", """
        id:id razao:name fantasia:name tipo_pessoa:code=F cnpj_cpf ie_identidade
        data_nascimento:date data_cadastro:date email hotsite_email fone telefone_comercial
        telefone_celular whatsapp cep endereco numero complemento bairro cidade:id uf:id
        referencia cep_cob endereco_cob numero_cob complemento_cob bairro_cob cidade_cob:id
        uf_cob:id referencia_cob filial_id:id ativo:code=S crm:code=N
        status_prospeccao:code=V participa_cobranca:code=S participa_pre_cobranca:code=S
        orgao_publico:code=N ativo_serasa:code=0 contribuinte_icms:code=N
        contato nome_pai cpf_pai nome_mae cpf_mae nome_conjuge cpf_conjuge senha
        senha_hotsite_md5 hotsite_acesso:code=0 id_condominio:id id_vendedor:id
        id_tipo_cliente:id id_conta:id profissao nacionalidade=Brasileiro estado_civil:code
        obs alerta bloqueio_automatico:code=S desbloqueio_confianca:code=P
        ultima_atualizacao:moment""",
          branch="filial_id", indexes=("cnpj_cpf", "ultima_atualizacao")),
    Table("cliente_contrato", """
        id:id id_cliente:id id_filial:id contrato status:code=A status_internet:code=A
        id_vd_contrato:id id_tipo_contrato:id id_carteira_cobranca:id id_vendedor:id
        data:date data_ativacao:date data_assinatura:date data_renovacao:date data_expiracao:date
        data_cancelamento:date motivo_cancelamento:id obs_cancelamento
        data_desistencia:date motivo_desistencia:id data_negativacao:date
        dt_utl_negativacao:moment data_acesso_desativado:date dt_ult_bloq_auto:date
        dt_ult_bloq_manual:date dt_ult_finan_atraso:date dt_ult_des_bloq_conf:date
        dt_ult_desativacao:date contrato_suspenso:code=N data_inicial_suspensao:date
        data_final_suspensao:date avalista_1:id avalista_2:id endereco_padrao_cliente:code=S
        cep endereco numero complemento bairro cidade:id tipo:code=I
        situacao_financeira_contrato:code=R origem_cancelamento:code fidelidade:count
        bloqueio_automatico:code=S aviso_atraso:code=S desbloqueio_confianca:code=P
        taxa_instalacao:money obs ultima_atualizacao:moment""",
          branch="id_filial", indexes=("id_cliente", "ultima_atualizacao", "data_cancelamento")),
    Table("cliente_contrato_historico", """
        id:id tipo:code data:moment historico id_cliente:id id_contrato:id operador:id""",
          indexes=("id_contrato",)),
    Table("fn_areceber", """
        id:id id_cliente:id filial_id:id status:code=A liberado:code=S estornado:code=N documento
        id_saida:id nparcela:count=1 numero_parcela_recorrente:count data_emissao:date
        data_vencimento:date data_inicial:date data_final:date valor:money valor_aberto:money
        valor_recebido:money valor_cancelado:money pagamento_valor:money pagamento_data:date
        credito_data:date baixa_data:date data_cancelamento:date id_mot_cancelamento:id
        id_renegociacao:id id_renegociacao_novo:id tipo_renegociacao:code
        titulo_renegociado:code=N titulo_protestado:code=N titulo_importado:code=N
        titulo_negativacao_integracao:code=N aguardando_confirmacao_pagamento:code=N
        previsao:code=S tipo_recebimento=Boleto forma_recebimento:code tipo_cobranca:code=Boleto
        id_carteira_cobranca:id=1 id_remessa:id motivo_alteracao:code id_remessa_alteracao:id
        id_remessa_baixa:id=null enviado_remessa_baixa:code=N nn_boleto boleto:text=0
        linha_digitavel pix_txid gateway_link charge_id=null id_contrato:id id_contrato_avulso:id
        id_contrato_principal:id ids_contratos_origem ids_faturas_origem parcela_proporcional:code=N
        obs status_cobranca:code em_cobranca:code=N em_processamento:code=N
        recebido_via_pix:code=N pix_status:code baixa_automatica:code=N conta_recebimento:id
        duplicata:code=N moeda=BRL id_conta:id=1 ultima_atualizacao:moment""",
          branch="filial_id", indexes=(
              "id_cliente", "data_vencimento", "pagamento_data", "data_cancelamento",
              "id_renegociacao", "ultima_atualizacao")),
    Table("fn_movim_finan", """
        id:id id_receber:id filial_id:id tipo_lanc:code=R data:date data_recebimento:date
        data_pagamento:date credito:money debito:money vacrescimo:money vdesconto:money
        descontos_adicionais:money valor_liquido_recebido:money tipo_recebimento:code=B
        historico documento conta_:id=1 cancelamento:code=N id_renegociacao:id id_lote_retorno:id
        ultima_atualizacao:moment""", branch="filial_id", indexes=("id_receber", "data")),
    Table("contato", """
        id:id nome:name razao:name tipo_pessoa:code=F cnpj_cpf data_nascimento:date email
        fone_celular fone_whatsapp fone_residencial fone_comercial cep endereco numero complemento
        bairro cidade:id uf:id id_filial:id id_cliente:id id_prospeccao:id lead:code=S
        ativo:code=S principal:code=N obs data_cadastro:date ultima_atualizacao:moment""",
          branch="id_filial", indexes=("id_cliente",)),
    Table("ixc_logs", """
        id:id tabela:code id_tabela:id tipo:code=editou operador data:moment campos
        executou:code=U usuario_ip=127.0.0.1"""),
    Table("negativacao_spc_serasa", """
        id:id id_cliente:id id_finan:id id_integracao:id=1 data_negativacao:date status:code=1
        forma_negativacao:code=M forma_remocao:code id_codigo_restricao:id codigo_restricao_cnm
        unique_id msg_negativacao""", indexes=("id_finan",)),
    Table("remocao_spc_serasa", """
        id:id id_negativacao:id id_baixa:id data_baixa:date forma_remocao:code=M"""),
    Table("fn_areceber_mot_cancelamento", """
        id:id motivo:name ativo:code=S inadimplencia:code=N finalidade:code"""),
)}


class Resource:
    """What an address of the web service lists: a table under its own or another prefix, perhaps
    only some of its rows."""

    def __init__(self, name, table=None, only=""):
        self.name, self.only = name, only
        self.table = TABLES[table or name]
        self.prefix = self.table.name


RESOURCES = {name: Resource(name) for name in TABLES if name != "fn_movim_finan"}
RESOURCES["fn_areceber_baixas"] = Resource(
    "fn_areceber_baixas", "fn_movim_finan", "id_receber > 0")
RESOURCES["crm_canditados"] = Resource("crm_canditados", "cliente", "crm = 'S'")
