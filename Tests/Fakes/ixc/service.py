"""The web service: from a request to an answer, with its traps."""

import base64
import collections
import json
import urllib.parse

from answers import HTML_FAULT, STATUSES, TEXTS, Answers
from columns import RESOURCES
from plans import Plans
from question import Question, Refused
from search import Search, records
from switches import plans

ROOT = "/webservice/v1/"
# A resource that holds the passwords of the provider's own people.
FORBIDDEN = "usuarios"


class Service:
    """Answers what comes under `/webservice/v1/`, and remembers it."""

    def __init__(self, base, switches, token):
        self.base, self.switches, self.token = base, switches, token
        self.answers, self.search = Answers(switches), Search(base)
        self.faults = []
        self.plans = Plans(base, switches)
        # How often each plan of failures was looked at.
        self.tries = collections.Counter()

    def answer(self, entry, authorization, body):
        """The answer to a request that the log knows as `entry`; None drops the connection. The
        second value is the plan that spoils the bytes: cut, or late by seconds."""
        with self.base.lock:
            self._watch(entry)
            failure = self._failure(entry)
            if failure and failure["kind"] not in ("cut", "slow"):
                entry["outcome"] = "flaky " + str(failure["kind"])
                answer, failure = self._failed(failure["kind"]), None
            else:
                answer = self._refusal(authorization) or self._answer(entry, body)
                entry.update(outcome=answer.outcome, rows=answer.rows, total=answer.total)
                if failure:
                    entry["outcome"] += ", " + failure["kind"]
            self.plans.answered(entry["resource"])
            return answer, failure

    def _failure(self, entry):
        """The failure that is planned for this request: the first `fail` of each `of` requests, or
        the next `next` ones."""
        for place, plan in enumerate(plans(self.switches["flaky"])):
            if entry["resource"] not in plan.get("resources", [entry["resource"]]):
                continue
            key = (place, json.dumps(plan, sort_keys=True))
            turn = self.tries[key]
            self.tries[key] += 1
            if "next" in plan:
                fails = turn < plan["next"]
            else:
                fails = turn % plan.get("of", 1) < plan.get("fail", 1)
            if fails:
                return plan
        return None

    def _failed(self, kind):
        if kind == "drop":
            return None
        if kind == "html":
            return self.answers.html("html", HTML_FAULT)
        return self.answers.html("status", HTML_FAULT, int(kind))

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

    def _watch(self, entry):
        """Notes what may never be sent, also where the answer is a refusal."""
        reasons = []
        if not entry["list"] and not self._may_write(entry):
            reasons.append("without the list header")
        if entry["resource"] == FORBIDDEN:
            reasons.append("asked for the users of the provider")
        for reason in reasons:
            self.faults.append({"number": entry["number"], "method": entry["method"],
                                "path": entry["path"], "reason": reason})

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


def address(path):
    """Resource, id and query of a path under the root."""
    parts = urllib.parse.urlsplit(path)
    names = parts.path.removeprefix(ROOT).split("/")
    return (urllib.parse.unquote(names[0]),
            names[1] if len(names) > 1 else None, parts.query)
