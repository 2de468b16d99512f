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


def letter_code(browser, demo):
    """The code of the first letter of the day, read as the person reads it."""
    browser.open(demo.bureau_url + "/console/registros?situacao=visible")
    browser.find("main table a.main").click()
    browser.see("Linha do tempo").link("Carta em página")
    return re.search(r"\b[0-9A-F]{4}-?[0-9A-F]{4}-?[0-9A-F]{4}\b", browser.text()).group(0)


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
            cls.code = letter_code(browser, cls.demo)
            browser.open(cls.demo.bureau_url + "/console").picture("console-do-biro")
        finally:
            browser.quit()

    def look(self, size):
        browser = stage.Browser(size=size)
        self.addCleanup(browser.quit)
        browser.open(self.demo.bureau_url + "/")
        check(self, browser, "biro-pessoa-entrada")
        browser.fill("Código da carta", self.code).link("Ver o que consta")
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
        browser.fill("Código da carta", self.code).link("Ver o que consta")
        browser.see("Quem consultou seu nome").see("Contestar")
        self.assertNotIn(self.code.replace("-", ""), browser.driver.current_url)


if __name__ == "__main__":
    unittest.main()
