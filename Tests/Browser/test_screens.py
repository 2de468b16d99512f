"""Every screen of the product, wide and narrow, light and dark: axe, width, console, layout."""

import unittest

import house
import stage

# Largest cumulative layout shift that counts as good (web.dev, Core Web Vitals).
STEADY = 0.1
# Bytes of a page at the most.
PAGE_BYTES = 150 * 1024


# The screens that the manual shows, by the names of its pictures (docs/manual).
MANUAL = {
    "painel": "painel", "configuracoes-integracoes-id": "integracao",
    "configuracoes-filiais-id": "filial", "configuracoes-parametros": "parametros",
    "negativacoes-id": "negativacao", "crm-cobranca-parametros": "parametros-de-cobranca",
    "crm-cobranca-simular": "simulacao", "financeiro-retorno": "retorno-bancario",
    "relatorios": "relatorio",
}


def check(test, browser, name, folder=""):
    """Looks at the open page in both schemes; axe is asked in both, for the colours change."""
    for dark in (False, True):
        browser.paint(dark)
        browser.picture(f"{folder}{browser.form}/{name}")
        test.assertEqual(browser.axe(only_colours=dark), [], browser.form)
    browser.paint(False)
    test.assertFalse(browser.overflows(), "wider than the window")
    test.assertEqual(browser.complaints(), [])
    test.assertLess(browser.layout_shift(), STEADY)
    test.assertLess(len(browser.driver.page_source.encode()), PAGE_BYTES)


class Screens(unittest.TestCase):
    """Each page that has its text in the repository is looked at, so none is forgotten."""

    @classmethod
    def setUpClass(cls):
        cls.demo = demo = stage.Demo("2026-11-24T13:00:00Z")
        cls.addClassCleanup(demo.stop)
        house.fill(demo)
        house.furnish(demo)
        listing = demo.api("GET", "/listings?limit=1")["data"][0]["id"]
        browser = stage.Browser()
        try:
            browser.sign_in(demo).see("Painel")
            cls.addresses = house.addresses(browser, demo, (
                f"/financeiro/titulos/{demo.open_title}", f"/negativacoes/{demo.waiting}",
                f"/financeiro/titulos/{demo.blocked_title}", f"/consultas/{demo.stranger}",
                f"/negativacoes/baixa/resultado?negativacao={listing}"))
        finally:
            browser.quit()

    def look(self, size):
        browser = stage.Browser(size=size)
        self.addCleanup(browser.quit)
        browser.sign_in(self.demo).see("Painel")
        for parts, address in self.addresses.items():
            name = "-".join(parts)
            with self.subTest(page=address.removeprefix(self.demo.url)):
                browser.open(address)
                if size == stage.WIDE and name in MANUAL:
                    browser.picture(MANUAL[name])
                check(self, browser, name)

    def test_none_is_out_of_reach(self):
        self.assertEqual(
            [], sorted(".".join(parts) for parts in house.screens() - set(self.addresses)))

    def test_wide(self):
        self.look(stage.WIDE)

    def test_narrow(self):
        self.look(stage.NARROW)


class Empty(unittest.TestCase):
    """A house in its first hour: the first access, and lists in which there is nothing yet."""

    def test_first_hour(self):
        empty = stage.EmptyHouse("2026-11-24T13:00:00Z")
        self.addCleanup(empty.stop)
        browser = stage.Browser()
        self.addCleanup(browser.quit)
        browser.open(empty.url + "/").see("Primeiro acesso")
        check(self, browser, "primeiro-acesso", "empty/")
        browser.fill("Código do terminal", empty.first_code())
        browser.fill("Nome", "Ana Prado").fill("E-mail", "ana@provedor.example")
        browser.fill("Senha", "curta").fill("Repita a senha", "outra")
        browser.find("main form button").click()
        browser.until(lambda: browser.all("[aria-invalid]"), "no field is told to be wrong")
        self.assertEqual(2, len(browser.all("[aria-invalid]")), "both faults at once")
        check(self, browser, "primeiro-acesso-recusado", "empty/")
        browser.fill("Senha", "uma frase bem longa").fill("Repita a senha", "uma frase bem longa")
        browser.find("main form button").click()
        browser.see("Painel")
        for parts, address in house.addresses(browser, empty).items():
            with self.subTest(page=address.removeprefix(empty.url)):
                browser.open(address)
                check(self, browser, "-".join(parts), "empty/")


class Gate(unittest.TestCase):
    """Before the login."""

    def test_nobody_sees_a_page_without_a_login(self):
        demo = stage.Demo("2026-11-24T13:00:00Z")
        self.addCleanup(demo.stop)
        browser = stage.Browser()
        self.addCleanup(browser.quit)
        browser.open(demo.url + "/negativacoes")
        self.assertIn("/entrar", browser.driver.current_url)
        check(self, browser, "entrar")
        browser.fill("E-mail", demo.email).fill("Senha", "uma senha errada")
        browser.link("Entrar")
        browser.see("senha")
        self.assertEqual(browser.field("E-mail").get_attribute("value"), demo.email)
        browser.fill("Senha", demo.password).link("Entrar")
        browser.see("Negativações")
        self.assertIn("/negativacoes", browser.driver.current_url)


if __name__ == "__main__":
    unittest.main()
