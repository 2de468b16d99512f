"""Fictitious people that a browser test brings along, entered through the API."""

import datetime


def cpf(nine):
    """A CPF from its nine digits; the last three choose what the reference bureau answers."""
    digits = [int(letter) for letter in nine]
    for count in (9, 10):
        total = sum(digit * (count + 1 - place) for place, digit in enumerate(digits[:count]))
        digits.append(total * 10 % 11 % 10)
    return "".join(map(str, digits))


def masked(document):
    """As the screens show a CPF."""
    return f"{document[:3]}.***.***-{document[9:]}"


class Person:
    """A customer with titles due so many days ago; the contract is no telecom contract, so that
    only the days of the title count."""

    def __init__(self, demo, name, nine, due_days=(), **address):
        self.name, self.document = name, cpf(nine)
        self.id = demo.api("POST", "/people", {
            "stage": "customer", "kind": "natural", "document": self.document, "name": name,
            "birthDate": "1985-04-12", "branchId": demo.branch,
            "address": {
                "postalCode": "01310100", "street": "Avenida Paulista", "number": "900",
                "district": "Bela Vista", "city": "São Paulo", "state": "SP", **address}})["id"]
        contract = demo.api("POST", "/contracts", {
            "personId": self.id, "number": f"K{nine}", "kind": "other", "status": "active"})
        today = datetime.date.fromisoformat(demo.today())
        self.titles = []
        for place, days in enumerate(due_days):
            number = f"{nine}-{place + 1}"
            due = today - datetime.timedelta(days=days)
            demo.api("POST", "/receivables", {
                "personId": self.id, "contractId": contract["id"], "number": number,
                "bankNumber": f"{nine}{place}", "dueOn": due.isoformat(),
                "issuedOn": (due - datetime.timedelta(days=20)).isoformat(),
                "amountCents": 12_990 + 1_000 * place})
            self.titles.append(number)

    def listings(self, demo):
        return demo.api("GET", f"/listings?personId={self.id}")["data"]
