"""The forms in which the service answers, good and bad."""

import json

from common.service import Answer

HTML_FAULT = ('<div style="color: red;">Ocorreu um erro ao processar a requisição. '
              "Entre em contato com o suporte.</div>")
HTML_LOGIN = ('<!DOCTYPE html><html><head><title>Acesso</title></head><body><form method="post">'
              '<input name="login"><input name="password" type="password"></form></body></html>')
TEXTS = {
    "token": "Token inválido<br />Gere o token de novo no cadastro do usuário.",
    "address": "O IP 203.0.113.9 não está liberado para login.<br />Veja as redes permitidas.",
    "right": "Usuário sem permissão para este recurso.",
    "retired": "Erro inesperado, tente novamente",
}
# What the same refusals are where the service answers by status.
STATUSES = {"token": 401, "address": 401, "right": 401, "moved": 403, "login": 401,
            "no-header": 404, "question": 500, "no-resource": 404}


# Clients need no session; whoever sends one of these back shows that it keeps it.
COOKIE = {"Set-Cookie": "IXC_Session=of-the-fake; path=/"}


class Answers:
    """Makes answers as the switches say."""

    def __init__(self, switches):
        self.switches = switches

    def json(self, outcome, value, **counts):
        encoding = self.switches["encoding"]
        if self.switches["double-encoded"]:
            value = twice(value)
        text = json.dumps(value, ensure_ascii=encoding == "escaped", separators=(",", ":"))
        if encoding == "latin-1":
            return Answer(outcome, 200, "text/html; charset=ISO-8859-1",
                          text.encode("latin-1", "replace"), headers=COOKIE, **counts)
        return Answer(outcome, 200, "text/x-json; charset=utf-8", text.encode(),
                      headers=COOKIE, **counts)

    def html(self, outcome, text, status=200):
        return Answer(outcome, status, "text/html; charset=UTF-8", text.encode(),
                      headers=COOKIE)

    def page(self, question, rows, total):
        name = question.resource.name
        counts = {"rows": len(rows), "total": total}
        if name in self.switches["bare"] and len(rows) == 1:
            return self.json("rows", rows[0], **counts)
        as_number = self.switches["total"] == "number"
        head = {"page": question.page if as_number else str(question.page),
                "total": total if as_number else str(total)}
        if name in self.switches["rows"]:
            cells = [{"id": row["id"], "cell": list(row.values())} for row in rows]
            return self.json("rows", {**head, "rows": cells, "tot": ""}, **counts)
        if rows or self.switches["empty"] == "list":
            head["registros"] = rows
        return self.json("rows", head, **counts)

    def refusal(self, reason):
        """Token, address, right: a text in JSON with 200, or a status of the web server."""
        if reason in ("moved", "login") or self.switches["errors"] == "status":
            return self.html(reason, HTML_LOGIN, STATUSES[reason])
        return self.error(reason, TEXTS[reason])

    def error(self, outcome, message):
        return self.json(outcome, {"type": "error", "message": message})

    def unavailable(self, name):
        return self.error("unavailable", f"Recurso {name} não está disponível")

    def not_understood(self):
        by_status = self.switches["errors"] == "status"
        return self.html("html", HTML_FAULT, STATUSES["question"] if by_status else 200)

    def success(self, outcome, row_id, message="Registro inserido com sucesso!"):
        return self.json(outcome, {"type": "success", "message": message, "id": str(row_id),
                                   "atualiza_campos": []})


def twice(value):
    """Accents as a base shows them whose texts were encoded a second time."""
    if isinstance(value, str):
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte)
                       for byte in value.encode()) if not value.isascii() else value
    if isinstance(value, dict):
        return {twice(key): twice(inner) for key, inner in value.items()}
    return [twice(inner) for inner in value] if isinstance(value, list) else value
