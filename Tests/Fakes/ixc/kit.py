"""The fake of IXC as a process, asked as the product asks it."""

import base64
import json
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.append(str(FOLDER.parent))

from common import kit

TOKEN = "7:" + "fedcba9876543210" * 4


class Answer(kit.Answer):
    @property
    def rows(self):
        return self.json.get("registros", [])

    @property
    def ids(self):
        return [int(row["id"]) for row in self.rows]

    @property
    def is_html(self):
        return self.kind.startswith("text/html") and self.body.lstrip().startswith(b"<")


class Fake(kit.Fake):
    answer = Answer

    def __init__(self, *arguments):
        super().__init__(FOLDER, "--token", TOKEN, *arguments)

    def ask(self, resource, qtype=None, oper=None, query=None, method="POST", token=TOKEN,
            grid=None, **more):
        body = {"page": "1", "rp": "500", **more}
        for name, value in (("qtype", qtype), ("oper", oper), ("query", query)):
            if value is not None:
                body[name] = value
        if grid is not None:
            body["grid_param"] = json.dumps(grid)
        return self.send(method, "/webservice/v1/" + resource, body, headers(token))


def headers(token=TOKEN):
    return {"Authorization": "Basic " + base64.b64encode(token.encode()).decode(),
            "ixcsoft": "listar", "Content-Type": "application/json"}


class FakeTest(kit.FakeTest):
    start = Fake

    def titles(self, count=3):
        """A customer with so many titles, 1 due on 2025-11-01 and so on."""
        self.fake.happen("foundation")
        self.fake.happen("customer", id=7, razao="João Valdoro", cnpj_cpf="111.444.777-35")
        for day in range(1, count + 1):
            self.fake.happen("issue", id_cliente=7, valor="100.00",
                             data_vencimento=f"2025-11-{day:02d}", data_emissao="2025-10-10")

    def title(self, number=1):
        return self.fake.control("GET", f"rows?table=fn_areceber&id={number}")[0]
