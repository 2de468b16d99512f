"""What the fake's own tests stand on: the fake as a process, and a caller as a test is one."""

import base64
import http.client
import json
import pathlib
import subprocess
import sys
import unittest

FOLDER = pathlib.Path(__file__).resolve().parent
TOKEN = "7:" + "fedcba9876543210" * 4
NOW = "2026-01-05T09:00:00"
# Seconds after which an answer that has not come is a failure.
PATIENCE = 30


class Answer:
    def __init__(self, answer):
        self.status, self.kind = answer.status, answer.headers.get("Content-Type", "")
        self.body = answer.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def rows(self):
        return self.json.get("registros", [])

    @property
    def ids(self):
        return [int(row["id"]) for row in self.rows]

    @property
    def is_html(self):
        return self.kind.startswith("text/html") and self.body.lstrip().startswith(b"<")


class Fake:
    """`serve.py` on a free port, until `stop`."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, str(FOLDER / "serve.py"), "--port", "0", "--clock", NOW,
             "--token", TOKEN, *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.line = self.process.stdout.readline()
        self.port = int(self.line.rsplit(":", 1)[1])
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def send(self, method, path, body=None, headers=()):
        text = body if isinstance(body, (str, bytes, type(None))) else json.dumps(body)
        self.connection.request(method, path, text, dict(headers))
        return Answer(self.connection.getresponse())

    def control(self, method, name, body=None):
        answer = self.send(method, "/_fake/" + name, body)
        if answer.status != 200:
            raise AssertionError(answer.body.decode())
        return answer.json

    def happen(self, event, **fields):
        return self.control("POST", "events", {"event": event, **fields})

    def switch(self, **switches):
        return self.control("POST", "switches", {
            name.replace("_", "-"): value for name, value in switches.items()})

    def ask(self, resource, qtype=None, oper=None, query=None, method="POST", token=TOKEN,
            grid=None, **more):
        """A question as the product asks it."""
        body = {"page": "1", "rp": "500", **more}
        for name, value in (("qtype", qtype), ("oper", oper), ("query", query)):
            if value is not None:
                body[name] = value
        if grid is not None:
            body["grid_param"] = json.dumps(grid)
        return self.send(method, "/webservice/v1/" + resource, body, headers(token))

    def stop(self):
        self.connection.close()
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()


def headers(token=TOKEN):
    return {"Authorization": "Basic " + base64.b64encode(token.encode()).decode(),
            "ixcsoft": "listar", "Content-Type": "application/json"}


class FakeTest(unittest.TestCase):
    """Tests of one process, whose base is empty before each of them."""

    @classmethod
    def setUpClass(cls):
        cls.fake = Fake()

    @classmethod
    def tearDownClass(cls):
        cls.fake.stop()

    def setUp(self):
        self.fake.control("POST", "reset", {"clock": NOW})

    def titles(self, count=3):
        """A customer with so many titles, 1 due on 2025-11-01 and so on."""
        self.fake.happen("foundation")
        self.fake.happen("customer", id=7, razao="João Valdoro", cnpj_cpf="111.444.777-35")
        for day in range(1, count + 1):
            self.fake.happen("issue", id_cliente=7, valor="100.00",
                             data_vencimento=f"2025-11-{day:02d}", data_emissao="2025-10-10")

    def title(self, number=1):
        return self.fake.control("GET", f"rows?table=fn_areceber&id={number}")[0]
