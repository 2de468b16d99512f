"""A bank's return file with every kind of line, walked in the browser: what each would do, what it
did, and two that a person decides."""

import datetime
import pathlib
import unittest

import stage
from cast import Person

AGREEMENT = "0" * 14 + "654321"


def line(*fields):
    text = [" "] * 400
    for place, field in fields:
        text[place - 1:place - 1 + len(field)] = field
    return "".join(text) + "\r\n"


class Returned:
    """A return file of Bradesco (CNAB 400), line by line."""

    def __init__(self, today):
        self.day = datetime.date.fromisoformat(today)
        self.date = self.day.strftime("%d%m%y")
        self.lines = [line(
            (1, "02RETORNO01COBRANCA"), (27, AGREEMENT), (77, "237"), (95, self.date),
            (395, "000001"))]

    def add(self, code, bank_number, number, face, due, paid, reason="", **changed):
        fields = [
            (1, "1"), (71, f"{int(bank_number):012}"), (109, code), (111, self.date),
            (117, f"{number:<10}"), (147, datetime.date.fromisoformat(due).strftime("%d%m%y")),
            (153, f"{face:013}"), (254, f"{paid:013}"), (296, self.date), (319, f"{reason:<10}"),
            (395, f"{len(self.lines) + 1:06}")]
        if "money" in changed:
            fields.append((254, changed["money"]))
        self.lines.append(line(*fields))
        return len(self.lines)

    def write(self, path):
        end = line((1, "9201"), (395, f"{len(self.lines) + 1:06}"))
        path.write_bytes("".join([*self.lines, end]).encode("latin-1"))
        return path


class Debt:
    """One title of one person, as a line of the file tells it."""

    def __init__(self, demo, name, nine, days=95):
        self.demo, self.name = demo, name
        person = Person(demo, name, nine, (days,))
        self.title = demo.api("GET", f"/receivables?personId={person.id}")["data"][0]
        self.id, self.number = self.title["id"], self.title["number"]
        self.face, self.due = self.title["amountCents"], self.title["dueOn"]
        self.bank_number = self.title["bankNumber"]

    def told(self, file, code="06", paid=None, **how):
        return file.add(
            code, self.bank_number, self.number, self.face, self.due,
            self.face if paid is None else paid, **how)

    def list(self):
        return self.demo.api("POST", "/listings", {
            "receivableIds": [self.id], "restrictionCode": "internet"})["data"][0]["id"]

    def pay(self):
        self.demo.api("POST", f"/receivables/{self.id}/payments", {
            "amountCents": self.face, "paidOn": self.demo.today()})


class Returns(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.demo = demo = stage.Demo("2026-11-24T13:00:00Z")
        cls.addClassCleanup(demo.stop)
        demo.branch = demo.api("GET", "/branches")["data"][0]["id"]
        names = ("Alice", "Bento", "Clara", "Davi", "Elisa", "Fábio", "Gilda", "Hugo", "Iara",
                 "João")
        cls.debts = {
            name: Debt(demo, f"{name} Serpa", f"20330450{place}")
            for place, name in enumerate(names)}
        listed = [cls.debts[name].list() for name in ("Alice", "Bento", "Gilda")]
        demo.advance(days=1)
        demo.api("POST", "/listings/removals", {
            "listingIds": listed[2:], "reason": "correction"})
        demo.advance(days=1)
        cls.debts["Davi"].pay()
        cls.browser = stage.Browser()
        cls.addClassCleanup(cls.browser.quit)
        cls.browser.sign_in(demo).see("Painel")

    def send(self, path):
        browser = self.browser
        browser.menu("Financeiro").link("Importar retorno bancário")
        browser.field("Arquivo de retorno").send_keys(str(path))
        browser.link("Conferir o arquivo")
        browser.until(lambda: browser.has("Confirmar importação"), "no preview")

    def says(self, number, *texts):
        """The row of a line shows these words."""
        cells = [
            stage.even(row.text) for row in self.browser.all("main tbody tr")
            if row.text.split() and row.text.split()[0] == str(number)]
        self.assertEqual(len(cells), 1, f"line {number}: {self.browser.text()[:2000]}")
        for text in texts:
            self.assertIn(text, cells[0])

    def decide(self, number, button):
        browser = self.browser
        row = next(
            row for row in browser.all("main tbody tr") if row.text.split()[0] == str(number))
        row.find_element(stage.By.TAG_NAME, "summary").click()
        next(each for each in row.find_elements(stage.By.TAG_NAME, "button")
             if each.text == button).click()
        browser.until(lambda: not browser.all("[aria-busy=true]"), "the page stays busy")

    def test_twelve_kinds_of_lines(self):
        browser, demo, debts = self.browser, self.demo, self.debts
        folder = pathlib.Path(demo.folder)
        before = Returned(demo.today())
        debts["Fábio"].told(before)
        self.send(before.write(folder / "ontem.ret"))
        browser.link("Confirmar importação")
        browser.see("Liquidado")

        file = Returned(demo.today())
        settled = debts["Alice"].told(file)
        partial = debts["Bento"].told(file, paid=5_000, reason="18")
        above = debts["Clara"].told(file, paid=debts["Clara"].face + 2_000)
        already = debts["Davi"].told(file)
        waiting = debts["Elisa"].told(file, reason="15")
        reversed_line = debts["Fábio"].told(file, code="40")
        removed = debts["Gilda"].told(file)
        entry = debts["Hugo"].told(file, code="02", paid=0)
        rejected = debts["Hugo"].told(file, code="03", paid=0)
        other_face = file.add(
            "06", debts["Iara"].bank_number, "OUTRO-1", debts["Iara"].face + 111,
            debts["Iara"].due, debts["Iara"].face + 111)
        unknown = file.add("06", "99887766", "NADA-1", 7_700, debts["Iara"].due, 7_700)
        broken = debts["João"].told(file, money="0000000O12990")
        self.send(file.write(folder / "retorno-de-hoje.ret"))

        kinds = {
            settled: ("Liquidado", "baixa pedida, prazo"),
            partial: ("Pago em parte", "valor da negativação corrigido para"),
            above: ("Pago a mais", "a devolver"),
            already: ("Já estava pago", "já estava pago"),
            waiting: ("Aguarda compensação",),
            reversed_line: ("Estornado",),
            removed: ("Pago depois da baixa", "já tinha sido baixada"),
            entry: ("Sem efeito",),
            rejected: ("Sem efeito",),
            other_face: ("Sem título", "não confere: número do documento, valor"),
            unknown: ("Sem título", "Nenhum título tem este nosso número"),
        }
        browser.see("Nada foi gravado").see("O que cada linha faria").see("retorno-de-hoje.ret")
        for number, texts in kinds.items():
            self.says(number, *texts)
        self.assertEqual(browser.axe(), [])
        browser.picture("importacao-de-retorno-conferida")
        self.assertEqual(self.status("Alice"), "open", "a preview changes nothing")

        browser.link("Confirmar importação")
        browser.see("O que cada linha fez").see("Linhas recusadas")
        for number, texts in kinds.items():
            self.says(number, *texts)
        self.assertIn(str(broken), browser.text())
        self.assertEqual(self.status("Alice"), "paid")
        self.assertEqual(self.status("Bento"), "partiallyPaid")
        self.assertEqual(self.status("Fábio"), "open")
        self.assertEqual(self.status("Iara"), "open", "a number alone settles nothing")
        self.assertEqual(self.status("João"), "open")

        self.decide(other_face, f"É o título {debts['Iara'].number}")
        self.says(other_face, "Liquidado", "Título escolhido por uma pessoa")
        self.assertEqual(self.status("Iara"), "paid")
        self.decide(unknown, "Não é nosso")
        self.says(unknown, "Não é nosso", "Não é desta empresa")
        self.assertFalse(browser.all("main tbody summary"), "both are decided")
        self.assertEqual(browser.complaints(), [])
        browser.picture("importacao-de-retorno-decidida")

        self.send(folder / "retorno-de-hoje.ret")
        browser.see("Este mesmo arquivo já foi importado")
        self.says(settled, "Sem efeito", "já foi registrado")

    def status(self, name):
        return self.demo.api("GET", f"/receivables/{self.debts[name].id}")["status"]


if __name__ == "__main__":
    unittest.main()
