"""The keyboard alone: everything is reached by Tab, where one is can be seen, keys are told."""

import unittest

from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

import stage
from cast import Person

# What a person can act on, as the page says it: one stop for a group of radio buttons.
STOPS = """
  const seen = element => element.checkVisibility({visibilityProperty: true})
    && !element.closest('[hidden]') && element.tabIndex >= 0;
  const groups = new Set();
  return [...document.querySelectorAll(
    'a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea,'
    + ' summary')].filter(seen).filter(element => {
      if (element.type !== 'radio') return true;
      const group = (element.form ? [...document.forms].indexOf(element.form) : '') + element.name;
      if (groups.has(group)) return false;
      groups.add(group);
      return true;
    }).length;"""

# The element that has the focus: a mark of its own, and whether one sees that it has it.
FOCUS = """
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  if (!element.dataset.stop) element.dataset.stop = String(++window.stops || (window.stops = 1));
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const target = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1));
  return {mark: element.dataset.stop, words: (element.textContent || element.name || '').trim(),
    html: element.outerHTML.slice(0, 140),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    free: !target || element.contains(target) || target.contains(element)
      || (element.labels && [...element.labels].some(label => label.contains(target)))};"""

PAGES = (
    "/", "/crm/leads", "/clientes", "/consultas", "/financeiro/titulos", "/negativacoes",
    "/crm/cobranca", "/crm/cobranca/parametros", "/relatorios", "/configuracoes/integracoes/novo",
    "/configuracoes/parametros", "/configuracoes/tarefas/collect", "/ajuda/negativar")


class Keyboard(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.demo = demo = stage.Demo("2027-02-09T13:00:00Z")
        cls.addClassCleanup(demo.stop)
        demo.branch = demo.api("GET", "/branches")["data"][0]["id"]
        cls.person = Person(demo, "Teresa Novaes", "101202306", (100, 110))
        cls.browser = stage.Browser()
        cls.addClassCleanup(cls.browser.quit)
        cls.browser.sign_in(demo).see("Painel")

    def press(self, *keys):
        ActionChains(self.browser.driver).send_keys(*keys).perform()

    def test_everything_is_reached_and_seen(self):
        browser = self.browser
        own = (f"/clientes/{self.person.id}", f"/clientes/{self.person.id}/negativar")
        for path in PAGES + own:
            with self.subTest(page=path):
                browser.open(self.demo.url + path)
                expected = browser.driver.execute_script(STOPS)
                reached = {}
                for _ in range(3 * expected + 20):
                    self.press(Keys.TAB)
                    stop = browser.driver.execute_script(FOCUS)
                    if stop is None:
                        break
                    reached[stop["mark"]] = stop
                for stop in reached.values():
                    self.assertTrue(stop["ring"], "no focus to be seen: " + stop["html"])
                    self.assertTrue(stop["inside"], "focused out of sight: " + stop["html"])
                    self.assertTrue(stop["free"], "focused behind something: " + stop["html"])
                self.assertGreaterEqual(len(reached), expected, [
                    stop["words"] for stop in reached.values()])

    def test_the_first_stop_leads_to_the_content(self):
        browser = self.browser.open(self.demo.url + "/clientes")
        self.press(Keys.TAB)
        self.assertEqual(
            browser.driver.switch_to.active_element.text, "Ir para o conteúdo")
        self.press(Keys.ENTER)
        self.assertEqual(
            browser.driver.switch_to.active_element.get_attribute("id"), "conteudo")

    def test_question_mark_lists_the_keys(self):
        browser = self.browser.open(self.demo.url + "/clientes")
        self.press("?")
        browser.see("Atalhos do teclado")
        text = browser.find("dialog[open]").text
        for words in ("Ir para a busca", "Negativações", "Novo cliente", "Fechar"):
            self.assertIn(words, text)
        browser.picture("teclado/atalhos")
        self.press(Keys.ESCAPE)
        browser.until(lambda: not browser.all("dialog[open]"), "the list stays")
        self.press("/")
        self.assertEqual(
            browser.driver.switch_to.active_element.get_attribute("type"), "search")
        self.press(Keys.TAB, "g", "n")
        browser.see("Negativações")
        browser.until(lambda: browser.driver.current_url.endswith("/negativacoes"), "no jump")

    def test_a_dialog_keeps_the_focus_and_gives_it_back(self):
        browser = self.browser.open(self.demo.url + "/configuracoes/tarefas/alarms")
        opener = browser.named("Executar agora")
        browser.driver.execute_script("arguments[0].focus()", opener)
        self.press(Keys.ENTER)
        browser.until(lambda: browser.all("dialog[open]"), "no dialog")
        for _ in range(6):
            self.press(Keys.TAB)
            self.assertTrue(browser.driver.execute_script(
                "return document.activeElement === document.body"
                " || !!document.activeElement.closest('dialog')"))
        self.press(Keys.ESCAPE)
        browser.until(lambda: not browser.all("dialog[open]"), "the dialog stays")
        self.assertEqual(browser.driver.switch_to.active_element, opener)

    def focused(self):
        return self.browser.driver.switch_to.active_element

    def focus_on(self, element):
        self.browser.driver.execute_script("arguments[0].focus()", element)

    def test_a_menu_closes_and_gives_the_focus_back(self):
        browser = self.browser.open(f"{self.demo.url}/clientes/{self.person.id}")
        summary = browser.find("details.dropdown summary")
        self.focus_on(summary)
        self.press(Keys.ENTER, Keys.ARROW_DOWN)
        links = browser.all("details.dropdown li a")
        self.assertEqual(self.focused(), links[0])
        self.press(Keys.ARROW_UP)
        self.assertEqual(self.focused(), links[-1])
        self.press(Keys.ESCAPE)
        self.assertEqual(self.focused(), summary)
        self.assertFalse(browser.all("details.dropdown[open]"))
        self.press(Keys.ENTER)
        self.assertTrue(browser.all("details.dropdown[open]"))
        for _ in range(len(links) + 1):
            self.press(Keys.TAB)
        self.assertFalse(
            browser.all("details.dropdown[open]"), "the menu stays open behind the focus")

    def test_a_dialog_tells_what_was_done(self):
        browser = self.browser.open(self.demo.url + "/configuracoes/tarefas/alarms")
        browser.driver.execute_script("window.isFirst = true")
        browser.link("Executar agora")
        browser.until(lambda: browser.all("dialog[open] form button"), "no dialog")
        self.focus_on(browser.find("dialog[open] form button"))
        self.press(Keys.ENTER)
        browser.until(lambda: browser.all("main > .notice"), "nobody tells what was done")
        self.assertEqual(self.focused(), browser.find("main > .notice"))
        self.assertEqual(browser.all("dialog"), [])
        self.assertTrue(browser.driver.execute_script("return window.isFirst === true"))

    def test_the_way_back_closes_the_dialog(self):
        browser = self.browser.open(self.demo.url + "/configuracoes/tarefas/alarms")
        browser.driver.execute_script("window.isFirst = true")
        opener = browser.named("Executar agora")
        self.focus_on(opener)
        self.press(Keys.ENTER)
        browser.until(lambda: browser.all("dialog[open] form a"), "no dialog")
        self.focus_on(browser.find("dialog[open] form a"))
        self.press(Keys.ENTER)
        browser.until(lambda: not browser.all("dialog"), "the dialog stays")
        self.assertEqual(self.focused(), opener)
        self.assertTrue(browser.driver.execute_script("return window.isFirst === true"))

    def test_a_fault_takes_the_focus(self):
        browser = self.browser.open(self.demo.url + "/clientes/novo")
        browser.driver.execute_script(
            "for (const form of document.forms) form.noValidate = true")
        browser.find("main form button.primary").click()
        browser.until(lambda: browser.all("[aria-invalid=true]"), "no fault")
        self.assertEqual(self.focused(), browser.find("[aria-invalid=true]"))

    def test_a_fault_in_a_dialog_takes_the_focus(self):
        title = self.demo.api("GET", f"/receivables?personId={self.person.id}")["data"][0]["id"]
        browser = self.browser.open(f"{self.demo.url}/financeiro/titulos/{title}")
        browser.link("Receber")
        browser.until(lambda: browser.all("dialog[open] form"), "no dialog")
        browser.driver.execute_script(
            "const form = document.querySelector('dialog form'); form.noValidate = true;"
            "for (const field of form.querySelectorAll('input:not([type=hidden])'))"
            " if (field.type === 'text') field.value = 'nada';")
        browser.find("dialog[open] form button.primary").click()
        browser.until(lambda: browser.all("dialog[open] [aria-invalid=true]"), "no fault")
        self.assertEqual(self.focused(), browser.find("dialog[open] [aria-invalid=true]"))

    def test_letters_can_be_turned_off(self):
        browser = self.browser.open(self.demo.url + "/clientes")
        self.press("?")
        browser.until(lambda: browser.all("dialog[open]"), "no list of keys")
        browser.fill("Usar as letras soltas", False)
        self.press(Keys.ESCAPE)
        browser.until(lambda: not browser.all("dialog"), "the list stays")
        try:
            self.press("/")
            self.assertNotEqual(self.focused().get_attribute("type"), "search")
        finally:
            browser.find("[data-shortcuts]").click()
            browser.until(lambda: browser.all("dialog[open]"), "no list of keys")
            browser.fill("Usar as letras soltas", True).link("Fechar")
        self.press("/")
        self.assertEqual(self.focused().get_attribute("type"), "search")


if __name__ == "__main__":
    unittest.main()
