"""The bureau's console and the page of the person concerned: axe, width, console, layout."""

import re
import unittest

import house
import stage
from test_screens import check


def console_password(demo):
    return re.search(r"console do birô\s+\S+\s+(\S+)", demo.greeting).group(1)


def enter(browser, demo):
    browser.open(demo.bureau_url + "/console/entrar")
    browser.fill("Senha do console", console_password(demo)).link("Entrar")
    return browser.see("Registros por situação")


def letter_codes(browser, demo, count=3):
    """The codes of letters, read as the persons read them: each opens once alone."""
    records = []
    for state in ("visible", "noticePeriod"):
        browser.open(demo.bureau_url + f"/console/registros?situacao={state}")
        records += [link.get_attribute("href") for link in browser.all("main table a.main")]
    codes = []
    for record in records[:count]:
        browser.open(record).see("Linha do tempo").link("Carta em página")
        codes.append(re.search(
            r"\b[0-9A-F]{4}-?[0-9A-F]{4}-?[0-9A-F]{4}\b", browser.text()).group(0))
    assert len(codes) == count, records
    return codes


def pages(browser, demo):
    """The addresses of the menu, of the first thing that each list shows and of its actions."""
    browser.open(demo.bureau_url + "/console")
    seen = [link.get_attribute("href") for link in browser.all("nav.menu ul a")]
    assert len(seen) >= 10, seen
    for address in list(seen):
        browser.open(address)
        for css in ("main table tbody th a.main", "main nav.tabs a"):
            for link in browser.all(css)[:1]:
                seen.append(link.get_attribute("href"))
    record = next(address for address in seen if "/registros/" in address)
    browser.open(record)
    seen += [link.get_attribute("href") for link in browser.all("a[data-dialog]")]
    return seen


class Bureau(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.demo = stage.Demo("2026-12-01T13:00:00Z")
        cls.addClassCleanup(cls.demo.stop)
        house.fill(cls.demo)
        browser = stage.Browser()
        try:
            enter(browser, cls.demo)
            cls.codes = letter_codes(browser, cls.demo)
            browser.open(cls.demo.bureau_url + "/console").picture("console-do-biro")
        finally:
            browser.quit()

    def look(self, size):
        browser = stage.Browser(size=size)
        self.addCleanup(browser.quit)
        browser.open(self.demo.bureau_url + "/")
        check(self, browser, "biro-pessoa-entrada")
        browser.fill("Código da carta", self.codes.pop()).link("Ver o que consta")
        browser.see("O que consta em seu nome")
        check(self, browser, "biro-pessoa")
        browser.open(self.demo.bureau_url + "/console/entrar")
        check(self, browser, "biro-entrar")
        enter(browser, self.demo)
        for address in pages(browser, self.demo):
            path = address.removeprefix(self.demo.bureau_url)
            with self.subTest(page=path):
                browser.open(address)
                parts = path.split("?")[0].strip("/").split("/")
                check(self, browser, "biro-" + "-".join(
                    "um" if "_" in part else part for part in parts))

    def test_wide(self):
        self.look(stage.WIDE)

    def test_narrow(self):
        self.look(stage.NARROW)

    def test_the_person_needs_no_script(self):
        browser = stage.Browser(javascript=False)
        self.addCleanup(browser.quit)
        browser.open(self.demo.bureau_url + "/")
        browser.fill("Código da carta", "0000 0000 0000").link("Ver o que consta")
        browser.see("não existe ou não vale mais")
        code = self.codes.pop()
        browser.fill("Código da carta", code).link("Ver o que consta")
        browser.see("Quem consultou seu nome").see("Contestar")
        self.assertNotIn(code.replace("-", ""), browser.driver.current_url)
        # Whoever finds the letter now is asked for what does not stand on it.
        other = stage.Browser(javascript=False)
        self.addCleanup(other.quit)
        other.open(self.demo.bureau_url + "/")
        other.fill("Código da carta", code).link("Ver o que consta")
        other.see("A carta já foi aberta com este código").see("CPF ou CNPJ")


if __name__ == "__main__":
    unittest.main()
