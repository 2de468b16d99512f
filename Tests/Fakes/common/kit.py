"""What the fakes' own tests stand on: a fake as a process, and a caller as a test is one."""

import http.client
import json
import subprocess
import sys
import unittest

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


class Fake:
    """The `serve.py` of a folder on a free port, until `stop`."""

    answer = Answer

    def __init__(self, folder, *arguments):
        self.process = subprocess.Popen(
            [sys.executable, str(folder / "serve.py"), "--port", "0", "--clock", NOW, *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.line = self.process.stdout.readline()
        self.port = int(self.line.rsplit(":", 1)[1])
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def send(self, method, path, body=None, headers=()):
        text = body if isinstance(body, (str, bytes, type(None))) else json.dumps(body)
        self.connection.request(method, path, text, dict(headers))
        return self.answer(self.connection.getresponse())

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

    def faults(self):
        return [fault["reason"] for fault in self.control("GET", "faults")]

    def silences(self):
        """What the fake did otherwise than asked, in the last request."""
        return self.control("GET", "requests")[-1]["silences"]

    def stop(self):
        self.connection.close()
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()


class FakeTest(unittest.TestCase):
    """Tests of one process, whose base is empty before each of them."""

    @classmethod
    def setUpClass(cls):
        cls.fake = cls.start()

    @classmethod
    def tearDownClass(cls):
        cls.fake.stop()

    def setUp(self):
        self.fake.control("POST", "reset", {"clock": NOW})
