"""The base in memory: companies, customers with their services, invoices with their receipts, and
a clock of its own. Amounts are cents, dates are ISO texts."""

import threading

from common.door import moment

# The states of a service that the vendor names, as the service shows them.
STATES = {
    "agendado_para_instalacao": "Agendado para Instalação",
    "aguardando_assinatura_contrato": "Aguardando Assinatura de Contrato",
    "aguardando_configuracao": "Aguardando Configuração",
    "aguardando_instalacao": "Aguardando Instalação",
    "aguardando_liberacao_ti": "Aguardando Liberação TI",
    "aguardando_migracao": "Aguardando Migração",
    "cancelado": "Cancelado",
    "franquia_excedida": "Franquia Excedida",
    "inativo": "Inativo",
    "servico_habilitado": "Serviço Habilitado",
    "suspenso_debito": "Suspenso por Débito",
    "suspenso_parcialmente": "Suspenso Parcialmente",
    "suspenso_pedido_cliente": "Suspenso a Pedido do Cliente",
}

# The columns of each table, with what stands there when nothing is said.
COMPANY = {"nome_razaosocial": "", "nome_fantasia": ""}
CUSTOMER = {
    "codigo_cliente": None, "nome_razaosocial": "", "nome_fantasia": None, "tipo_pessoa": "pf",
    "cpf_cnpj": "", "telefone_primario": None, "telefone_secundario": None,
    "telefone_terciario": None, "email_principal": None, "email_secundario": None, "rg": None,
    "rg_emissao": None, "inscricao_municipal": None, "inscricao_estadual": None,
    "data_cadastro": None, "nascimento": None, "ativo": True, "endereco": None}
SERVICE = {
    "id_cliente": None, "numero_plano": 1, "nome": "Internet 300 Mega", "valor": 9_990,
    "status_prefixo": "servico_habilitado", "motivo_cancelamento": None}
INVOICE = {
    "id_cliente_servico": None, "empresa": None, "nosso_numero": None, "data_vencimento": None,
    "data_pagamento": None, "data_credito": None, "data_cadastro": None, "valor": 0,
    "valor_pago": None, "valor_juros_pago": None, "valor_desconto": 0,
    "tipo_cobranca": "boleto_bancario", "cancelada": False, "recibo": None}
RECEIPT = {"id_fatura": None, "valor": 0, "data_pagamento": None, "data_cadastro": None}
TABLES = {"companies": COMPANY, "customers": CUSTOMER, "services": SERVICE, "invoices": INVOICE,
          "receipts": RECEIPT}
ADDRESS = {
    "endereco": "Rua do Exemplo", "numero": "100", "complemento": None, "referencia": None,
    "bairro": "Centro", "cep": "89801000", "estado": "SC", "uf": "SANTA CATARINA",
    "cidade": "Chapecó"}


class Base:
    """All rows. Whoever uses it holds `lock`."""

    def __init__(self, now):
        self.lock = threading.RLock()
        self.now = now
        self.empty()

    def empty(self):
        """Throws all rows away; numbers begin anew."""
        self.companies, self.customers, self.services = {}, {}, {}
        self.invoices, self.receipts = {}, {}
        self.last = dict.fromkeys(TABLES, 0)

    def set_clock(self, text):
        self.now = moment(text)

    @property
    def moment(self):
        return self.now.isoformat(sep=" ", timespec="seconds")

    @property
    def today(self):
        return self.now.date().isoformat()

    def add(self, table, number=None, **fields):
        """A row with a number that was never given before; answers with the number."""
        self._check(table, fields)
        rows = getattr(self, table)
        if number is None:
            number = self.last[table] + 1
        if number in rows:
            raise LookupError(f"{table} has a row {number}")
        self.last[table] = max(number, self.last[table])
        rows[number] = {**TABLES[table], **fields}
        return number

    def change(self, table, number, **fields):
        self._check(table, fields)
        self.row(table, number).update(fields)

    def row(self, table, number):
        rows = getattr(self, table)
        if number not in rows:
            raise LookupError(f"{table} has no row {number}")
        return rows[number]

    @staticmethod
    def _check(table, fields):
        unknown = set(fields) - set(TABLES[table])
        if unknown:
            raise LookupError(f"{table} has no column {', '.join(sorted(unknown))}")

    def customer_of(self, invoice):
        return self.services[invoice["id_cliente_servico"]]["id_cliente"]
