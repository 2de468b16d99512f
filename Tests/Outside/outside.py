#!/usr/bin/env python3
"""Clients that we did not write against both sides: OAuth, webhook signatures, schemathesis."""
import http.server
import json
import os
import subprocess
import sys
import threading

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

import bureau

EXAMPLES = os.environ.get("EXAMPLES", "20")
HOOK_PORT = bureau.PORT + 1
CREDITOR_PORT = bureau.PORT + 2
CREDITOR_URL = f"http://127.0.0.1:{CREDITOR_PORT}"


def expect(condition, text):
    if not condition:
        raise SystemExit("FAILED: " + text)
    print("ok    " + text)


def oauth(credentials):
    """RFC 6749 client credentials by Authlib, both ways of client authentication."""
    for method in ("client_secret_basic", "client_secret_post"):
        session = OAuth2Session(
            credentials["clientId"], credentials["clientSecret"], scope="listings inquiries",
            token_endpoint_auth_method=method)
        token = session.fetch_token(
            bureau.URL + "/oauth/token", grant_type="client_credentials")
        expect(token["expires_in"] == 900, f"Authlib gets a token by {method}")
        answer = session.get(bureau.URL + "/v1/products")
        expect(answer.status_code == 200, "and Authlib's session uses it")
    for secret, scope, error in (
            ("wrong", "listings", "invalid_client"),
            (credentials["clientSecret"], "everything", "invalid_scope")):
        session = OAuth2Session(credentials["clientId"], secret, scope=scope)
        try:
            session.fetch_token(bureau.URL + "/oauth/token", grant_type="client_credentials")
            raise SystemExit("FAILED: a wrong request got a token")
        except OAuthError as refusal:
            expect(refusal.error == error, f"Authlib reads the refusal {error}")


class Receiver(http.server.BaseHTTPRequestHandler):
    kept = []
    arrived = threading.Event()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        Receiver.kept.append((dict(self.headers.items()), body))
        Receiver.arrived.set()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def webhooks(token):
    """Signatures verified by the package of Standard Webhooks."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", HOOK_PORT), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    status, endpoint = bureau.call(
        "POST", "/v1/webhook-endpoints", token, {"url": f"http://127.0.0.1:{HOOK_PORT}/hook"})
    expect(status == 201, "an endpoint is registered")

    def verified(reference, secret):
        Receiver.kept.clear()
        Receiver.arrived.clear()
        bureau.call(
            "POST", "/v1/listings", token, bureau.listing(reference, bureau.cpf(len(reference))))
        expect(Receiver.arrived.wait(10), "a message arrives")
        headers, body = Receiver.kept[0]
        # The package compares the time with its own clock; the bureau's is virtual.
        hook = Webhook(secret)
        hook._Webhook__verify_timestamp = lambda header: __import__("datetime").datetime.fromtimestamp(
            float(header), tz=__import__("datetime").timezone.utc)
        return hook.verify(body, {name.lower(): value for name, value in headers.items()})

    message = verified("w-1", endpoint["secret"])
    expect(message["type"] == "listing.received", "standardwebhooks verifies the signature")
    status, rotated = bureau.call(
        "POST", f"/v1/webhook-endpoints/{endpoint['id']}/secret-rotation", token,
        {"overlapSeconds": 3600})
    expect(verified("w-22", rotated["secret"]) is not None, "the new secret signs at once")
    expect(verified("w-333", endpoint["secret"]) is not None, "and the old one still does")
    try:
        verified("w-4444", "whsec_" + "A" * 43 + "=")
        raise SystemExit("FAILED: a foreign secret verified")
    except WebhookVerificationError:
        expect(True, "a foreign secret verifies nothing")
    bureau.call("DELETE", f"/v1/webhook-endpoints/{endpoint['id']}", token)
    server.shutdown()


def schemathesis(url, token, excluded):
    """Every operation of the description but those that end the test's own access."""
    command = [
        os.path.join(os.path.dirname(sys.executable), "schemathesis"), "run",
        url + "/openapi.json", "--header", f"Authorization: Bearer {token}",
        "--max-examples", EXAMPLES, "--seed", "1", "--workers", "1", "--phases",
        "examples,coverage,fuzzing",
        "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,"
        "response_headers_conformance,response_schema_conformance",
        "--request-timeout", "60"]
    for operation in excluded:
        command += ["--exclude-operation-id", operation]
    result = subprocess.run(command, check=False)
    expect(result.returncode == 0, f"schemathesis finds nothing at {url}")


def creditor(place):
    """The creditor's API over a database of its own, with a key of every permission."""
    database = "sqlite:" + os.path.join(place, "creditor.sqlite")
    output = subprocess.run(
        [bureau.BINARY, "api-key", "add", "--name", "outside", "--role", "administrator",
         "--database", database, "--json"],
        env=bureau.environment(place), check=True, capture_output=True, text=True).stdout
    process = bureau.start(
        place, CREDITOR_URL, "serve", "--port", str(CREDITOR_PORT), "--database", database,
        "--virtual-clock", bureau.START)
    key = json.loads(output)["secret"]
    try:
        status, _ = bureau.call(
            "PATCH", "/api/v1/parameters", key, {"usesCreditAnalysis": True}, url=CREDITOR_URL)
        expect(status == 200, "the creditor switches credit analysis on")
        schemathesis(CREDITOR_URL, key, ("advanceClock",))
    finally:
        process.terminate()
        process.wait()


def main():
    place = bureau.folder()
    credentials = bureau.participant(place)
    process = bureau.serve(place)
    try:
        oauth(credentials)
        webhooks(bureau.token(credentials))
        schemathesis(
            bureau.URL, bureau.token(credentials),
            ("endContract", "setFaults", "setAddresses", "advanceClock"))
    finally:
        process.terminate()
        process.wait()
    creditor(place)


if __name__ == "__main__":
    main()
