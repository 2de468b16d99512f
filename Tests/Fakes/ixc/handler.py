"""HTTP: reads requests with their bodies, also those of a GET, and sends answers."""

import http.server
import json
import threading
import time

import control
import service

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
        elif self.path.startswith(service.ROOT):
            self._service(body)
        else:
            self._send(404, "text/html; charset=UTF-8", b"<html><body>404</body></html>")

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = any_method

    def _service(self, body):
        resource, row_id, query = service.address(self.path)
        entry = self.server.requests.begin(
            method=self.command, path=self.path, resource=resource, id=row_id, query=query,
            list=self.headers.get("ixcsoft", "").strip().lower() == "listar", question=None,
            silences=[], outcome="none", rows=0, total=None,
            cookie=self.headers.get("Cookie"))
        answer, plan = self.server.service.answer(
            entry, self.headers.get("Authorization", ""), body)
        kind = plan["kind"] if plan else ""
        if kind == "slow":
            self.server.waiting.wait(plan.get("seconds", 60))
        # Ended before the bytes leave: who has them may look at the list at once.
        self.server.requests.end(entry)
        if answer is None:
            self.close_connection = True
        else:
            self._send(answer.status, answer.kind, answer.body, kind == "cut")

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

    def _send(self, status, kind, body, cut=False):
        """Head and body in one piece. A body that is cut ends in its middle, and so does the
        connection."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if self.path.startswith(service.ROOT):
            self.send_header("Set-Cookie", f"IXC_Session=fake-{self.client_address[1]}; path=/")
        self._headers_buffer.append(b"\r\n")
        head = b"".join(self._headers_buffer)
        self._headers_buffer = []
        if cut:
            self.close_connection = True
            body = body[:len(body) // 2]
        self.wfile.write(head + (b"" if self.command == "HEAD" else body))

    def version_string(self):
        return "nginx"

    def log_message(self, *_):
        """Nothing is printed: standard output has one line."""
