"""The process and its door: HTTP with bodies, also those of a GET, on loopback alone, until the
standard input closes."""

import argparse
import datetime
import http.server
import json
import os
import signal
import ssl
import sys
import threading
import time

from common import control
from common.switches import written

# So many requests are remembered; older ones are only counted.
REMEMBERED = 20_000


class Requests:
    """What was asked of the web service, numbered from 1. `started` and `ended` are seconds of a
    clock that only goes on; `beside` counts the requests that were under way at the same time."""

    def __init__(self):
        self.lock = threading.Lock()
        self.count, self.under_way, self.entries = 0, 0, []

    def begin(self, **entry):
        with self.lock:
            self.count += 1
            entry.update(number=self.count, beside=self.under_way, started=time.monotonic())
            self.under_way += 1
            self.entries.append(entry)
            if len(self.entries) > 2 * REMEMBERED:
                del self.entries[:REMEMBERED]
            return entry

    def end(self, entry):
        with self.lock:
            self.under_way -= 1
            entry["ended"] = time.monotonic()

    def after(self, number, limit, resource):
        with self.lock:
            return [dict(entry) for entry in self.entries if entry["number"] > number
                    and resource in (None, entry["resource"])][-limit:]

    def forget(self):
        with self.lock:
            self.entries.clear()


class Handler(http.server.BaseHTTPRequestHandler):
    """One connection. The server carries the service, the control and the list of requests."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except (ConnectionError, TimeoutError, OSError):
            self.close_connection = True

    def any_method(self):
        body = self._body()
        if self.path.startswith(control.ROOT):
            status, value = self.server.control.answer(self.command, self.path, body)
            self._send(status, "application/json", json.dumps(value, ensure_ascii=False).encode())
        elif self.path.startswith(self.server.service.root):
            self._service(body)
        else:
            self._send(404, "text/html; charset=UTF-8", b"<html><body>404</body></html>")

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = any_method

    def _service(self, body):
        service = self.server.service
        entry = self.server.requests.begin(
            method=self.command, path=self.path, question=None, silences=[], outcome="none",
            rows=0, total=None, cookie=self.headers.get("Cookie"),
            **service.describe(self.command, self.path, self.headers))
        answer, failure = service.answer(entry, self.headers, body)
        kind = failure["kind"] if failure else ""
        if kind == "slow":
            time.sleep(failure.get("seconds", 60))
        # Ended before the bytes leave: who has them may look at the list at once.
        self.server.requests.end(entry)
        if answer is None:
            self.close_connection = True
        else:
            self._send(answer.status, answer.kind, answer.body, answer.headers, kind == "cut")

    def _body(self):
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            parts = []
            while True:
                size = int(self.rfile.readline().split(b";")[0] or b"0", 16)
                parts.append(self.rfile.read(size))
                self.rfile.readline()
                if size == 0:
                    return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _send(self, status, kind, body, headers=(), cut=False):
        """Head and body in one piece. A body that is cut ends in its middle, and so does the
        connection."""
        # Without a date: the wall clock plays no part in here.
        self.send_response_only(status)
        self.send_header("Server", "nginx")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in dict(headers).items():
            self.send_header(name, value)
        self._headers_buffer.append(b"\r\n")
        head = b"".join(self._headers_buffer)
        self._headers_buffer = []
        if cut:
            self.close_connection = True
            body = body[:len(body) // 2]
        self.wfile.write(head + (b"" if self.command == "HEAD" else body))

    def log_message(self, *_):
        """Nothing is printed: standard output has one line."""


class Server(http.server.ThreadingHTTPServer):
    """Answers with a service and the control of it."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, wanted, service, control_of):
        super().__init__(("127.0.0.1", wanted.port), Handler)
        self.service, self.requests = service, Requests()
        self.control = control_of(service, self.requests)
        if wanted.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(wanted.certificate, wanted.key)
            # The thread of the connection shakes hands, not the one that accepts.
            self.socket = context.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, request, client_address):
        """A caller who goes away is no error; anything else is told."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError, ssl.SSLError)):
            super().handle_error(request, client_address)


def parser(description):
    """The arguments that every fake has."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("--port", type=int, default=0, help="0 takes a free one")
    made.add_argument("--clock", default="2026-01-05T09:00:00", type=moment,
                      help="where the clock of the base stands: local time without a zone")
    made.add_argument("--switch", action="append", default=[], metavar="NAME=VALUE", type=written,
                      help="the value is JSON or a word; may be given several times")
    made.add_argument("--certificate", help="a PEM file; with --key the fake speaks TLS")
    made.add_argument("--key")
    made.add_argument("--stay", action="store_true",
                      help="do not end when standard input closes")
    return made


def moment(text):
    """The time of a clock that has no zone."""
    read = datetime.datetime.fromisoformat(text)
    if read.tzinfo is not None:
        raise ValueError("the clock of the base has no zone")
    return read


def run(wanted, make, control_of):
    """Serves what `make` makes until standard input closes or SIGTERM comes. The process ends with
    its input also while the base is still being made."""
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    if not wanted.stay:
        threading.Thread(target=end_with_input, daemon=True).start()
    server = Server(wanted, make(), control_of)
    print(f"listening on 127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


def end_with_input():
    while os.read(sys.stdin.fileno(), 65536):
        pass
    os._exit(0)
