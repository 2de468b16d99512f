"""A bureau of its own in a temporary folder, for the checks from outside."""
import base64
import json
import os
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

PORT = int(os.environ.get("PORT", "8120"))
BINARY = os.environ.get("ADIMPLE", ".build/debug/adimple")
URL = f"http://127.0.0.1:{PORT}"
START = "2026-11-23T12:00:00Z"


def folder():
    return tempfile.mkdtemp(prefix="bureau-outside-")


def environment(place):
    key = os.path.join(place, "key")
    if not os.path.exists(key):
        with open(key, "w") as file:
            file.write(base64.b64encode(os.urandom(32)).decode())
    with open(key) as file:
        return dict(os.environ, ADIMPLE_KEY=file.read(), ADIMPLE_LOG="error")


def database(place):
    return "sqlite:" + os.path.join(place, "bureau.sqlite")


def participant(place):
    output = subprocess.run(
        [BINARY, "bureau", "participant", "add", "--name", "Credor de fora", "--document",
         "12.ABC.345/01DE-35", "--database", database(place), "--json"],
        env=environment(place), check=True, capture_output=True, text=True).stdout
    return json.loads(output)


def serve(place):
    return start(
        place, URL, "bureau", "serve", "--port", str(PORT), "--database", database(place),
        "--virtual-clock", START)


def start(place, url, *arguments):
    """A server of ours, once it answers."""
    process = subprocess.Popen(
        [BINARY, *arguments], env=environment(place), stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL)
    for _ in range(400):
        try:
            urllib.request.urlopen(url + "/healthz", timeout=1).read()
            return process
        except (urllib.error.URLError, OSError):
            if process.poll() is not None:
                raise SystemExit(f"the server ended with {process.returncode}")
            time.sleep(0.025)
    process.kill()
    raise SystemExit("the server does not answer")


def call(method, path, token=None, body=None, headers=None, url=URL):
    """Status and JSON of one request."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url + path, data=data, method=method)
    if body is not None:
        request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    for name, value in (headers or {}).items():
        request.add_header(name, value)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
            return answer.status, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        text = error.read()
        return error.code, json.loads(text) if text else None


def token(credentials):
    form = urllib.parse.urlencode({
        "grant_type": "client_credentials", "client_id": credentials["clientId"],
        "client_secret": credentials["clientSecret"]}).encode()
    with urllib.request.urlopen(URL + "/oauth/token", data=form, timeout=30) as answer:
        return json.load(answer)["access_token"]


def cpf(number):
    """A fictitious CPF with right check digits."""
    digits = [int(letter) for letter in f"{number % 10**9:09d}"]
    for length in (10, 11):
        total = sum(digit * weight for digit, weight in zip(digits, range(length, 1, -1)))
        rest = total % 11
        digits.append(0 if rest < 2 else 11 - rest)
    return "".join(map(str, digits))


def listing(reference, document, due="2026-08-10"):
    return {
        "reference": reference,
        "debtor": {
            "document": document, "name": "Pessoa Fictícia",
            "address": {
                "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000",
                "city": "São Paulo", "state": "SP"}},
        "creditorBranchDocument": "12ABC34501DE35", "contractNumber": "C-" + reference,
        "restrictionCode": "internet", "dueOn": due, "amountCents": 15990}
