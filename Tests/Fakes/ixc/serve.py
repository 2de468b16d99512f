"""Starts the fake: prints `listening on ADDRESS:PORT`, and ends when its standard input closes."""

import argparse
import datetime
import http.server
import os
import signal
import ssl
import sys
import threading

from base import Base
from control import Control
from handler import Handler, Requests
from population import populate
from service import Service
from switches import Switches, written


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """A caller who goes away is no error; anything else is told."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError, ssl.SSLError)):
            super().handle_error(request, client_address)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--clock", default="2026-01-05T09:00:00",
                        help="where the clock of the base stands: local time without a zone")
    parser.add_argument("--token", default="1:" + "0123456789abcdef" * 4)
    parser.add_argument("--customers", type=int, default=0)
    parser.add_argument("--titles", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--switch", action="append", default=[], metavar="NAME=VALUE",
                        help="the value is JSON or a word; may be given several times")
    parser.add_argument("--certificate", help="a PEM file; with --key the fake speaks TLS")
    parser.add_argument("--key")
    parser.add_argument("--stay", action="store_true",
                        help="do not end when standard input closes")
    return parser.parse_args()


def server(wanted):
    """A server of a filled base, not yet serving."""
    base, switches = Base(datetime.datetime.fromisoformat(wanted.clock)), Switches()
    base.set_clock(wanted.clock)
    for text in wanted.switch:
        switches.change(written(text))

    def refill(customers=0, titles=0, seed=1):
        base.empty()
        populate(base, customers, titles, seed)
        base.index()

    refill(wanted.customers, wanted.titles, wanted.seed)
    made = Server(("127.0.0.1", wanted.port), Handler)
    made.requests = Requests()
    made.service = Service(base, switches, wanted.token)
    made.control = Control(made.service, made.requests, refill)
    # Set when the fake ends, so that a late answer waits no longer.
    made.waiting = threading.Event()
    if wanted.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(wanted.certificate, wanted.key)
        # The thread of the connection shakes hands, not the one that accepts.
        made.socket = context.wrap_socket(
            made.socket, server_side=True, do_handshake_on_connect=False)
    return made


def end_with_input():
    while os.read(sys.stdin.fileno(), 65536):
        pass
    os._exit(0)


def main():
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    wanted = arguments()
    if not wanted.stay:
        threading.Thread(target=end_with_input, daemon=True).start()
    made = server(wanted)
    print(f"listening on 127.0.0.1:{made.server_port}", flush=True)
    made.serve_forever()


if __name__ == "__main__":
    main()
