"""The service: tokens, the lists of customers, invoices and states, and their silences."""

import datetime
import json
import re
import urllib.parse

import records
from base import STATES
from events import happen
from population import populate

from common.service import Answer, Service
from common.switches import Switches

DEFAULTS = {
    "auth": "open", "token-seconds": 2_592_000, "word": "success", "empty": "message",
    "cancelled-services": "with", "ignored": [], "missing": [], "shrink": 1,
    "pages-required": ["cliente/todos"]}
CHOICES = {
    "auth": {"open", "credentials", "token"}, "word": {"success", "suscess"},
    "empty": {"message", "list"}, "cancelled-services": {"with", "only"}}
INTEGRATION = "api/v1/integracao/"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
REQUIRED = "Preencha os campos obrigatórios como especificado"
# What each list understands; anything else is left out in silence.
KNOWN = {
    "cliente/todos": {"pagina", "itens_por_pagina", "data_inicio", "data_fim", "cancelado",
                      "servico_status", "relacoes", "possui_pacote", "codigo_pacote"},
    "financeiro/fatura": {
        "pagina", "itens_por_pagina", "documento", "busca", "termo_busca", "tipo_data",
        "tipo_resultado", "data_inicio", "data_fim", "apenas_quitado", "apenas_em_aberto",
        "valor_zerado", "exibir_pix_copia_cola", "status_cadastro_cliente"},
    "cliente/financeiro": {"busca", "termo_busca", "limit", "apenas_pendente", "order_by",
                           "order_type", "data_inicio", "data_fim"},
    "configuracao/servico_status": set()}
KINDS = ("data_vencimento", "data_pagamento", "data_cadastro")


class Unfit(Exception):
    """A question that is answered with a message."""


class HubsoftService(Service):
    root = "/"

    def __init__(self, base, credentials):
        super().__init__(base, Switches(DEFAULTS, CHOICES))
        self.credentials = credentials
        # Tokens that were given, with the moment until which each is good.
        self.tokens = {}

    def describe(self, method, path, headers):
        parts = urllib.parse.urlsplit(path)
        return {"resource": parts.path.strip("/").removeprefix(INTEGRATION),
                "query": dict(urllib.parse.parse_qsl(parts.query))}

    def watch(self, entry):
        if entry["resource"] != "oauth/token" and entry["method"] != "GET":
            yield "changes something"
        if entry["resource"] == "cliente/all":
            yield "asked for the list that may stop a server"
        if "senhas" in entry["query"].get("relacoes", ""):
            yield "asked for passwords"

    def happen(self, script):
        return happen(self.base, script)

    def state(self):
        return {"counts": {name: len(getattr(self.base, name)) for name in (
            "companies", "customers", "services", "invoices", "receipts")}}

    def refill(self, customers=0, titles=0, seed=1):
        self.base.empty()
        populate(self.base, customers, titles, seed)

    def broken(self, status):
        return Answer("status", 200 if status == "html" else int(status),
                      "text/html; charset=UTF-8", b"<html><body>Server Error</body></html>")

    def json(self, outcome, value, status=200, **counts):
        return Answer(outcome, status, "application/json",
                      json.dumps(value, ensure_ascii=False).encode(), **counts)

    def message(self, text):
        return self.json("message", {"status": "error", "msg": text})

    def respond(self, entry, headers, body):
        if entry["resource"] == "oauth/token":
            return self._token(entry, body)
        kind, _, token = headers.get("Authorization", "").partition(" ")
        good_until = self.tokens.get(token)
        if (kind.lower() != "bearer" or not good_until or good_until < self.base.now
                or self.switches["auth"] == "token"):
            return self.json("token", {"message": "Unauthenticated."}, 401)
        if entry["method"] != "GET" or entry["resource"] not in KNOWN:
            return self.json("no-resource", {"message": "Not Found"}, 404)
        return self._list(entry)

    def _token(self, entry, body):
        try:
            given = json.loads(body or b"{}")
        except ValueError:
            given = dict(urllib.parse.parse_qsl(body.decode("utf-8", "replace")))
        wanted = {"grant_type": "password", **self.credentials}
        is_right = isinstance(given, dict) and all(
            given.get(name) == value for name, value in wanted.items())
        if not is_right or entry["method"] != "POST" or self.switches["auth"] == "credentials":
            text = "The user credentials were incorrect."
            return self.json("credentials", {
                "error": "invalid_credentials", "error_description": text, "message": text}, 401)
        seconds = self.switches["token-seconds"]
        token = f"token-{len(self.tokens) + 1}"
        self.tokens[token] = self.base.now + datetime.timedelta(seconds=seconds)
        return self.json("token given", {
            "access_token": token, "expires_in": seconds, "refresh_token": "of-" + token,
            "token_type": "Bearer"})

    def _list(self, entry):
        name = entry["resource"]
        asked, entry["question"] = {}, entry["query"]
        for key, value in entry["query"].items():
            if key in KNOWN[name] and key not in self.switches["ignored"]:
                asked[key] = value
            else:
                entry["silences"].append("ignored " + key)
        try:
            if name == "configuracao/servico_status":
                return self._states()
            if name == "cliente/todos":
                return self._page(name, "clientes", asked, self._customers(asked))
            if name == "financeiro/fatura":
                return self._page(name, "faturas", asked, self._invoices(asked, entry))
            return self._own_invoices(asked)
        except Unfit as reason:
            return self.message(str(reason))

    def _states(self):
        return self.json("rows", {"status": "success", "msg": "Dados consultados com sucesso.",
                                  "servico_status": [
                                      {"id_servico_status": place, "descricao": text,
                                       "prefixo": prefix}
                                      for place, (prefix, text) in enumerate(STATES.items(), 1)]})

    def _page(self, name, key, asked, rows):
        """A page of rows, each made only when it is shown. The first page is 0."""
        for field in ("pagina", "itens_por_pagina"):
            if field not in asked and name in self.switches["pages-required"]:
                raise Unfit(REQUIRED)
        page = whole(asked.get("pagina", "0"), 0, None)
        size = whole(asked.get("itens_por_pagina", "50"), 1, 500)
        rows = rows[::self.switches["shrink"]]
        shown = [make() for make in rows[page * size:(page + 1) * size]]
        for row in shown:
            for field in self.switches["missing"]:
                row.pop(field, None)
        if not shown and self.switches["empty"] == "message":
            raise Unfit("Nenhum registro encontrado")
        return self.json("rows", {
            "status": self.switches["word"], "msg": "Dados consultados com sucesso",
            "paginacao": {"primeira_pagina": 0, "ultima_pagina": max(len(rows) - 1, 0) // size,
                          "pagina_atual": page, "total_registros": len(rows)},
            key: shown}, rows=len(shown), total=len(rows))

    def _customers(self, asked):
        """Without `cancelado=sim` cancelled services are left out, and who has no other."""
        cancelled = asked.get("cancelado", "nao") == "sim"
        only = cancelled and self.switches["cancelled-services"] == "only"
        relations = asked.get("relacoes", "").split(",")
        since, until = date(asked, "data_inicio"), date(asked, "data_fim")
        state = asked.get("servico_status")
        by_owner = {}
        for number, row in self.base.services.items():
            is_over = row["status_prefixo"] == "cancelado"
            if (is_over and not cancelled or only and not is_over
                    or state and row["status_prefixo"] != state):
                continue
            by_owner.setdefault(row["id_cliente"], []).append((number, row))
        return [lambda n=number, s=services: records.customer(self.base, n, s, relations)
                for number, services in sorted(by_owner.items())
                if within(self.base.customers[number]["data_cadastro"], since, until)]

    def _invoices(self, asked, entry):
        """Without dates only the last ten days are meant, and nothing says so."""
        kind = asked.get("tipo_data", KINDS[0])
        if kind not in KINDS:
            raise Unfit(REQUIRED)
        if "data_inicio" not in asked or "data_fim" not in asked:
            entry["silences"].append("default dates")
        ten_days_ago = (self.base.now - datetime.timedelta(days=10)).date().isoformat()
        since = date(asked, "data_inicio") or ten_days_ago
        until = date(asked, "data_fim") or self.base.today
        by, term = asked.get("busca"), asked.get("termo_busca")
        detailed = asked.get("tipo_resultado") == "detalhado"
        found = [number for number, row in sorted(self.base.invoices.items())
                 if not row["cancelada"] and within(row[kind], since, until)
                 and self._fits(row, asked) and (not by or self._belongs(row, by, term))]
        return [lambda n=number: records.invoice(self.base, n, detailed) for number in found]

    @staticmethod
    def _fits(row, asked):
        return not (asked.get("apenas_em_aberto") == "sim" and row["data_pagamento"]
                    or asked.get("apenas_quitado") == "sim" and not row["data_pagamento"]
                    or asked.get("valor_zerado", "nao") == "nao" and not row["valor"]
                    or asked.get("documento") and asked["documento"] != row["empresa"])

    def _belongs(self, row, by, term):
        owner = self.base.customer_of(row)
        details = self.base.customers[owner]
        values = {"id_cliente": owner, "codigo_cliente": details["codigo_cliente"],
                  "cpf_cnpj": details["cpf_cnpj"],
                  "id_cliente_servico": row["id_cliente_servico"]}
        if by not in values:
            raise Unfit(REQUIRED)
        return str(values[by]) == term

    def _own_invoices(self, asked):
        """The invoices of one customer, at most 50 and only those that are open unless asked."""
        by, term = asked.get("busca"), asked.get("termo_busca")
        if by not in ("cpf_cnpj", "codigo_cliente", "id_cliente_servico") or not term:
            raise Unfit(REQUIRED)
        limit = whole(asked.get("limit", "20"), 1, 50)
        since, until = date(asked, "data_inicio"), date(asked, "data_fim")
        is_open = asked.get("apenas_pendente", "sim") == "sim"
        found = sorted(
            (row["data_vencimento"], number) for number, row in self.base.invoices.items()
            if not row["cancelada"] and self._belongs(row, by, term)
            and not (is_open and row["data_pagamento"])
            and within(row["data_vencimento"], since, until))
        if asked.get("order_type") == "desc":
            found.reverse()
        shown = [records.own_invoice(self.base, number) for _, number in found[:limit]]
        if not shown and self.switches["empty"] == "message":
            raise Unfit("Nenhuma fatura encontrada")
        return self.json("rows", {"status": "suscess", "msg": "Dados consultados com sucesso",
                                  "faturas": shown}, rows=len(shown), total=len(found))


def whole(text, least, most):
    try:
        value = int(text)
    except ValueError:
        raise Unfit(REQUIRED) from None
    if value < least or most is not None and value > most:
        raise Unfit(REQUIRED)
    return value


def date(asked, name):
    text = asked.get(name)
    if text and not DATE.fullmatch(text):
        raise Unfit(REQUIRED)
    return text


def within(value, since, until):
    """A row without that date is in no range."""
    if value is None:
        return not since and not until
    return (not since or value[:10] >= since) and (not until or value[:10] <= until)
