"""Names that are no plain words: quotes, markup, combining characters, right to left, 200 letters."""

import unittest

from selenium.common.exceptions import NoAlertPresentException

import stage
from cast import Person

NAMES = {
    "quotes": """D'Ávila "Zé" O`Brien & Filhos \\ 100% 'ok'""",
    "markup": """<script>alert(1)</script><img src=x onerror="alert(2)">&lt;b&gt;{{7*7}}${7}""",
    "combining": "Zöé ñão Z" + "\u0300\u0316\u0347" * 20 + "algo",
    "right-to-left": "محمد بن عبد الله שָׁלוֹם",
    "long-words": "Wilhelmina " * 18 + "ii",
    "one-word": "W" * 200,
}
# Pages of a record, behind the address of its list.
TABS = ("", "/contratos", "/financeiro", "/consultas", "/negativacoes", "/linha-do-tempo",
        "/editar", "/negativar")
LISTS = (
    "/", "/crm/leads", "/crm/prospeccoes", "/clientes", "/crm/cobranca", "/crm/cobranca/execucoes",
    "/consultas", "/financeiro/titulos", "/financeiro/recebimentos", "/negativacoes",
    "/negativacoes/aprovar", "/relatorios/consultas", "/relatorios/negativacoes",
    "/configuracoes/auditoria", "/relatorios/acessos", "/configuracoes/filiais",
    "/configuracoes/usuarios")


class Names(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.demo = demo = stage.Demo("2028-02-29T13:00:00Z")
        cls.addClassCleanup(demo.stop)
        branch = demo.api("GET", "/branches")["data"][0]
        demo.branch = branch["id"]
        demo.api("PATCH", f"/branches/{demo.branch}", {"name": "Ш" * 60 + "<b>" + "W" * 57})
        demo.api("PATCH", f"/integrations/{branch['integrationId']}", {
            "automatic": True, "restrictionCodeNatural": "internet",
            "restrictionCodeLegal": "internet"})
        cls.people = {}
        for place, (kind, name) in enumerate(NAMES.items()):
            person = Person(demo, name, f"20304050{place}", (100,))
            cls.people[kind] = person
            demo.api("POST", "/inquiries", {
                "personId": person.id, "product": "basic", "purpose": "collection"})
            for stage_name in ("lead", "prospect"):
                demo.api("POST", "/people", {"stage": stage_name, "kind": "natural", "name": name,
                    "document": stage_document(place, stage_name)})
        titles = [row for person in cls.people.values()
                  for row in demo.api("GET", f"/receivables?personId={person.id}")["data"]]
        demo.api("POST", "/listings", {
            "receivableIds": [row["id"] for row in titles], "restrictionCode": "internet"})
        cls.titles = [row["id"] for row in titles]
        demo.advance(days=15)
        rows = [row for person in cls.people.values() for row in person.listings(demo)]
        cls.listings = [row["id"] for row in rows]
        demo.advance_to(max(row["visibleFrom"] for row in rows))

    def look(self, size):
        browser = stage.Browser(size=size)
        self.addCleanup(browser.quit)
        browser.sign_in(self.demo).see("Painel")
        removal = "/negativacoes/baixa?" + "&".join(
            f"negativacao={listing}" for listing in self.listings)
        inquiries = self.demo.api("GET", "/inquiries?limit=10")["data"]
        addresses = list(LISTS) + [removal]
        addresses += [f"/consultas/{row['id']}" for row in inquiries]
        addresses += [f"/negativacoes/{listing}" for listing in self.listings]
        addresses += [f"/financeiro/titulos/{title}" for title in self.titles[-2:]]
        addresses += [f"/financeiro/titulos/{title}/receber" for title in self.titles[-1:]]
        for kind in ("markup", "combining", "right-to-left", "one-word"):
            addresses += [f"/clientes/{self.people[kind].id}{tab}" for tab in TABS]
        shown = set()
        for address in addresses:
            with self.subTest(page=address):
                browser.open(self.demo.url + address)
                with self.assertRaises(NoAlertPresentException):
                    browser.driver.switch_to.alert
                self.assertFalse(browser.overflows(), "wider than the window")
                self.assertEqual(browser.complaints(), [])
                text = browser.text()
                shown |= {kind for kind, name in NAMES.items() if name.strip() in text}
        # Each is shown as it was written, and nothing of it was taken for markup.
        self.assertEqual(shown, set(NAMES))
        for address, picture in (
                ("/clientes?ordem=-cadastro", "clientes"),
                (f"/clientes/{self.people['one-word'].id}", "pessoa"),
                (f"/negativacoes/{self.listings[-1]}", "negativacao")):
            browser.open(self.demo.url + address)
            width = "wide" if size == stage.WIDE else "narrow"
            browser.picture(f"names/{width}-{picture}")

    def test_wide(self):
        self.look(stage.WIDE)

    def test_narrow(self):
        self.look(stage.NARROW)

    def test_letter_and_console(self):
        from test_bureau import enter
        for size in (stage.WIDE, stage.NARROW):
            browser = stage.Browser(size=size)
            self.addCleanup(browser.quit)
            enter(browser, self.demo)
            for path in ("", "/registros", "/cartas", "/consultas", "/credores"):
                browser.open(self.demo.bureau_url + "/console" + path)
                self.assertFalse(browser.overflows(), path)
                self.assertEqual(browser.complaints(), [])
            browser.open(self.demo.bureau_url + "/console/registros?situacao=visible")
            browser.find("main table a.main").click()
            browser.see("Linha do tempo")
            self.assertFalse(browser.overflows())


def stage_document(place, stage_name):
    from cast import cpf
    return cpf(f"{'305' if stage_name == 'lead' else '306'}04050{place}")


if __name__ == "__main__":
    unittest.main()
