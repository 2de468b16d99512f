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
        cls.demo = demo = stage.Demo()
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


if __name__ == "__main__":
    unittest.main()
