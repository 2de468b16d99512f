"""The web service: from a request to an answer, with its traps."""

import base64
import json
import urllib.parse

from answers import HTML_FAULT, STATUSES, TEXTS, Answers
from columns import RESOURCES
from events import happen
from population import populate
from question import Question, Refused
from search import Search, records

from common.service import Service

# A resource that holds the passwords of the provider's own people.
FORBIDDEN = "usuarios"


class IxcService(Service):
    """Answers what comes under `/webservice/v1/`."""

    root = "/webservice/v1/"

    def __init__(self, base, switches, token):
        super().__init__(base, switches)
        self.token = token
        self.answers, self.search = Answers(switches), Search(base)

    def describe(self, method, path, headers):
        parts = urllib.parse.urlsplit(path)
        names = parts.path.removeprefix(self.root).split("/")
        return {"resource": urllib.parse.unquote(names[0]),
                "id": names[1] if len(names) > 1 else None, "query": parts.query,
                "list": headers.get("ixcsoft", "").strip().lower() == "listar"}

    def watch(self, entry):
        if not entry["list"] and not self._may_write(entry):
            yield "without the list header"
        if entry["resource"] == FORBIDDEN:
            yield "asked for the users of the provider"

    def respond(self, entry, headers, body):
        return (self._refusal(headers.get("Authorization", ""))
                or self._answer(entry, body))

    def broken(self, status):
        if status == "html":
            return self.answers.html("html", HTML_FAULT)
        return self.answers.html("status", HTML_FAULT, int(status))

    def happen(self, script):
        return happen(self.base, self.switches, script)

    def state(self):
        return {"counts": self.base.counts()}

    def refill(self, customers=0, titles=0, seed=1, odd=False):
        self.base.empty()
        populate(self.base, customers, titles, seed, odd)
        self.base.index()

    def _answer(self, entry, body):
        name = entry["resource"]
        if not entry["list"]:
            return self._write(entry, body)
        if entry["query"] or name in self.switches["unavailable"] or name not in RESOURCES:
            return self.answers.unavailable(name)
        if name in self.switches["retired"]:
            return self.answers.error("retired", TEXTS["retired"])
        if self.switches["auth"] == "right" or name in self.switches["forbidden"]:
            return self.answers.refusal("right")
        wanted = self.switches["method"]
        if entry["method"] not in ("GET", "POST") or wanted not in ("both",
                                                                    entry["method"].lower()):
            return self.answers.html("method", HTML_FAULT)
        return self._list(entry, body)

    def _refusal(self, authorization):
        auth = self.switches["auth"]
        if auth in ("token", "address", "moved", "login"):
            return self.answers.refusal(auth)
        kind, _, given = authorization.partition(" ")
        if kind.lower() != "basic":
            return self.answers.refusal("login")
        try:
            text = base64.b64decode(given, validate=True).decode()
        except ValueError:
            text = ""
        return None if text == self.token else self.answers.refusal("token")

    def _list(self, entry, body):
        try:
            asked = json.loads(body or b"{}")
        except ValueError:
            return self.answers.not_understood()
        if not isinstance(asked, dict):
            return self.answers.not_understood()
        entry["question"] = asked
        try:
            question = Question(asked, RESOURCES[entry["resource"]], self.switches, self.base)
        except Refused as reason:
            entry["silences"] = [str(reason)]
            return self.answers.not_understood()
        stored, total = self.search.rows(question)
        entry["silences"] = question.silences
        return self.answers.page(question, records(question, stored, self.switches), total)

    def _may_write(self, entry):
        return (entry["method"] == "POST"
                and entry["resource"] in self.switches["allowed-writes"])

    def _write(self, entry, body):
        """A request without the header of a list: it changes the base, and that is the trap."""
        name, method = entry["resource"], entry["method"]
        if method == "GET" or name not in RESOURCES:
            return self.answers.html("no-header", HTML_FAULT, STATUSES["no-header"])
        if self.switches["create-trap"] == "refuse" and not self._may_write(entry):
            return self.answers.error("refused", "Requisição recusada")
        table = RESOURCES[name].table
        row = self._fields(table, body)
        if method == "POST":
            return self.answers.success("created", self.base.insert(table.name, row))
        try:
            row_id = int(entry["id"])
            if method == "DELETE":
                self.base.delete(table.name, row_id)
            else:
                # What a body does not say is emptied.
                self.base.update(table.name, row_id, {
                    column.name: row.get(column.name, column.empty)
                    for column in table.columns.values() if column.name != "id"})
        except (TypeError, ValueError, LookupError):
            return self.answers.error("no-row", "Registro não encontrado")
        return self.answers.success("changed", row_id, "Registro atualizado com sucesso!")

    @staticmethod
    def _fields(table, body):
        """What a body says of the columns that there are; the rest is dropped without a word."""
        try:
            given = json.loads(body or b"{}")
        except ValueError:
            given = {}
        if not isinstance(given, dict):
            return {}
        return {name: value for name, value in given.items()
                if name in table.columns and name != "id"
                and isinstance(value, (str, int, float))}
