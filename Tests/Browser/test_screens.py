"""Every screen of the menu, wide and narrow, light and dark: axe, width, console, layout."""

import unittest

import stage

# Largest cumulative layout shift that counts as good (web.dev, Core Web Vitals).
STEADY = 0.1
# Bytes of a page at the most.
PAGE_BYTES = 150 * 1024


# The screens that the manual shows, by the names of its pictures (docs/manual).
MANUAL = {
    "painel": "painel", "configuracoes-integracoes-um": "integracao",
    "configuracoes-filiais-um": "filial", "configuracoes-parametros": "parametros",
    "negativacoes-um": "negativacao", "crm-cobranca-parametros": "parametros-de-cobranca",
    "crm-cobranca-simular": "simulacao", "financeiro-retorno": "retorno-bancario",
    "relatorios": "relatorio",
}


def fill(demo):
    """Gives the screens something to show: listings in every common state."""
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


def pages(browser, demo):
    """The addresses of the menu and of the first record and the tabs that each list shows."""
    browser.open(demo.url + "/")
    found = [link.get_attribute("href") for link in browser.all("nav.menu a[href^='/']")]
    assert len(found) >= 3, found
    seen = []
    for address in found:
        if address in seen:
            continue
        seen.append(address)
        browser.open(address)
        for css in ("main table tbody th a.main", "main nav.tabs a"):
            for link in browser.all(css)[:12 if "tabs" in css else 1]:
                target = link.get_attribute("href").split("#")[0]
                if target.startswith(demo.url) and target not in seen:
                    seen.append(target)
    return seen


def name(address, demo):
    path = address.removeprefix(demo.url).split("?")[0].strip("/") or "painel"
    parts = [part for part in path.split("/")]
    return "-".join("um" if "_" in part else part for part in parts)


class Screens(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.demo = stage.Demo()
        cls.addClassCleanup(cls.demo.stop)
        fill(cls.demo)

    def look(self, size, dark):
        browser = stage.Browser(size=size, dark=dark)
        self.addCleanup(browser.quit)
        browser.sign_in(self.demo)
        browser.see("Painel")
        for address in pages(browser, self.demo):
            with self.subTest(page=address.removeprefix(self.demo.url)):
                browser.open(address)
                form = ("dark" if dark else "light") + ("-wide" if size == stage.WIDE else "-narrow")
                browser.picture(f"{form}/{name(address, self.demo)}")
                if form == "light-wide" and name(address, self.demo) in MANUAL:
                    browser.picture(MANUAL[name(address, self.demo)])
                self.assertEqual(browser.axe(), [])
                self.assertFalse(browser.overflows(), "wider than the window")
                self.assertEqual(browser.complaints(), [])
                self.assertLess(browser.layout_shift(), STEADY)
                source = browser.driver.page_source.encode()
                self.assertLess(len(source), PAGE_BYTES)

    def test_light_wide(self):
        self.look(stage.WIDE, dark=False)

    def test_dark_wide(self):
        self.look(stage.WIDE, dark=True)

    def test_light_narrow(self):
        self.look(stage.NARROW, dark=False)

    def test_dark_narrow(self):
        self.look(stage.NARROW, dark=True)


class Gate(unittest.TestCase):
    """Before the login."""

    def test_nobody_sees_a_page_without_a_login(self):
        demo = stage.Demo()
        self.addCleanup(demo.stop)
        browser = stage.Browser()
        self.addCleanup(browser.quit)
        browser.open(demo.url + "/negativacoes")
        self.assertIn("/entrar", browser.driver.current_url)
        self.assertEqual(browser.axe(), [])
        browser.fill("E-mail", demo.email).fill("Senha", "uma senha errada")
        browser.link("Entrar")
        browser.see("senha")
        self.assertEqual(browser.field("E-mail").get_attribute("value"), demo.email)
        browser.fill("Senha", demo.password).link("Entrar")
        browser.see("Negativações")
        self.assertIn("/negativacoes", browser.driver.current_url)


if __name__ == "__main__":
    unittest.main()
