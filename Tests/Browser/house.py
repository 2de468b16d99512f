"""A demo in which every screen has something to show, and the addresses of all screens."""

import json
import re
import urllib.parse
import urllib.request

import stage
from cast import Person, cpf

# The texts of all pages of the product, one file each; their names are the screens there are.
TEXTS = stage.REPOSITORY / "Tests/WebAppTests/Goldens/Pages"
MANUAL = stage.REPOSITORY / "docs/manual"
# Parts of those names that stand for any part of an address.
ANY = {"id", "contract", "name"}
# Screens that are shown only to those who are not logged in yet, or whose password was set anew.
BEFORE_LOGIN = {("entrar",), ("nova-senha",)}
# Screens that only work which failed leads to; nothing fails in this house. Their texts are golden.
AFTER_A_FAILURE = {("configuracoes", "filas", "descartar"), ("configuracoes", "filas", "tentar")}


# More listings than one page of a list shows.
MORE_THAN_A_PAGE = 51


def fill(demo):
    """Listings in every common state: the routine lists, and days pass until more of them are
    public than one page shows. How many days that takes depends on weekends and holidays: letters
    leave on business days only."""
    integration = demo.api("GET", "/integrations")["data"][0]
    codes = demo.api(
        "GET", f"/integrations/{integration['id']}/codes?kind=restriction")["data"]

    def code(person):
        return next(c["code"] for c in codes if c.get("person") in (person, None, "any"))

    demo.api("PATCH", f"/integrations/{integration['id']}", {
        "automatic": True, "restrictionCodeNatural": code("natural"),
        "restrictionCodeLegal": code("legal")})
    demo.api("POST", "/collection-runs", {})
    demo.advance(days=16)
    demo.advance_until(lambda: public(demo) >= MORE_THAN_A_PAGE, "too little is public")


def public(demo):
    return len(demo.api("GET", "/listings?state=active&limit=200")["data"])


def furnish(demo):
    """What the routine does not bring: a lead and a prospect with inquiries, a title that can
    still be received, one that waits for approval, one that was declined, an inquiry about a
    document without a card, a webhook, a contestation, and a record at the bureau that nobody here
    knows."""
    demo.branch = demo.api("GET", "/branches")["data"][0]["id"]
    for place, stage_name in enumerate(("lead", "prospect")):
        person = demo.api("POST", "/people", {
            "stage": stage_name, "kind": "natural", "name": ("Alana", "Abel")[place] + " Teles",
            "document": cpf(f"10330440{place}"), "branchId": demo.branch})
        demo.api("POST", "/inquiries", {
            "personId": person["id"], "product": "basic", "purpose": "credit-granting"})
    demo.open_title = late(demo, "Aline Couto", "103304403")
    demo.api("POST", "/webhook-endpoints", {"url": "https://example.com/avisos"})
    keep_unknown_record(demo)
    contest(demo)
    demo.api("POST", "/reconciliations", {})
    demo.api("PATCH", "/parameters", {"requiresListingApproval": True})
    demo.waiting = demo.api("POST", "/listings", {
        "receivableIds": [late(demo, "Ângela Muniz", "103304404")],
        "restrictionCode": "internet"})["data"][0]["id"]
    decline(demo)
    demo.stranger = demo.api("POST", "/inquiries", {
        "document": cpf("103304407"), "product": "basic", "purpose": "credit-granting"})["id"]


def late(demo, name, nine):
    """A new customer's title, 95 days late."""
    person = Person(demo, name, nine, (95,))
    return demo.api("GET", f"/receivables?personId={person.id}")["data"][0]["id"]


def bureau_token(demo):
    """The creditor's own access at the bureau, past the creditor's side."""
    client, secret = re.search(r"credor no birô\s+(\S+)\s+(\S+)", demo.greeting).groups()
    form = urllib.parse.urlencode({
        "grant_type": "client_credentials", "client_id": client, "client_secret": secret})
    with urllib.request.urlopen(demo.bureau_url + "/oauth/token", form.encode()) as answer:
        return json.load(answer)["access_token"]


def bureau_call(demo, method, path, body=None):
    """A call of the bureau's API with that access; answers with the parsed JSON."""
    request = urllib.request.Request(
        demo.bureau_url + "/v1" + path, method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + bureau_token(demo),
                 "Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def keep_unknown_record(demo):
    """Lists somebody at the bureau with the creditor's own access, past the creditor's side."""
    branch = demo.api("GET", f"/branches/{demo.branch}")
    person = Person(demo, "Anita Roriz", "103304405", (120,))
    due = demo.api("GET", f"/receivables?personId={person.id}")["data"][0]["dueOn"]
    bureau_call(demo, "POST", "/listings", {
        "reference": "fora-do-sistema-1", "creditorBranchDocument": branch["document"],
        "contractNumber": "C-1", "restrictionCode": "internet", "dueOn": due,
        "amountCents": 15_990,
        "debtor": {"document": person.document, "name": person.name, "address": {
            "postalCode": "01310100", "street": "Avenida Paulista", "number": "900",
            "district": "Bela Vista", "city": "São Paulo", "state": "SP"}}})


def contest(demo):
    """A person contests a public record at the bureau; the creditor's side hears of it."""
    record = bureau_call(demo, "GET", "/listings?state=visible&limit=1")["data"][0]["id"]
    bureau_call(demo, "POST", f"/simulation/listings/{record}/dispute", {
        "reason": "paid", "statement": "Paguei na agência em outubro."})
    demo.advance_until(
        lambda: demo.api("GET", "/disputes")["data"], "no contestation has come", days=3)


def decline(demo):
    """Somebody declines a listing that waits for approval; its title is blocked from then on."""
    blocked = late(demo, "Álvaro Muniz", "103304406")
    waiting = demo.api("POST", "/listings", {
        "receivableIds": [blocked], "restrictionCode": "internet"})["data"][0]["id"]
    demo.api("POST", f"/listings/{waiting}/approval", {
        "approve": False, "note": "O contrato está em discussão."})
    demo.blocked_title = blocked


def screens():
    """All screens there are, each as the parts of its address."""
    texts = {tuple(path.stem.split(".")) for path in TEXTS.glob("*.txt")}
    chapters = {("ajuda", re.sub(r"^\d+-", "", path.stem)) for path in MANUAL.glob("*.md")}
    return (texts | chapters) - BEFORE_LOGIN - AFTER_A_FAILURE


def screen(path, known):
    """The screen that an address shows; None for a file."""
    if "." in path:
        return None
    parts = tuple(path.strip("/").split("/")) if path.strip("/") else ("painel",)
    fits = [pattern for pattern in known if len(pattern) == len(parts)
            and all(a == b or a in ANY for a, b in zip(pattern, parts))]
    return min(fits, key=lambda pattern: sum(part in ANY for part in pattern), default=None)


def addresses(browser, demo, starts=()):
    """The first address of each screen: where some begin, and what links lead to. The links of
    all beginnings are followed, also of two that are the same screen."""
    known = screens()
    begins = [demo.url + start for start in (*starts, "/")]
    found, waiting = {}, list(begins)
    while waiting:
        address = waiting.pop(0)
        key = screen(address.removeprefix(demo.url).split("#")[0].split("?")[0], known)
        if key is None or (key in found and address not in begins):
            continue
        found.setdefault(key, address)
        begins = [begin for begin in begins if begin != address]
        browser.open(address)
        waiting += [link for link in browser.links() if link.startswith(demo.url)]
    return found
