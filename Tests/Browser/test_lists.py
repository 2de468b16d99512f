"""Lists with JavaScript on: another order, page, choice or tab comes without a full load, and the
address, Back, the title, the focus, what is picked and what is announced are right all the same."""

import unittest
from urllib.parse import parse_qs, urlsplit

from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

import house
import stage
from test_screens import STEADY


class InPlace(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.demo = stage.Demo("2026-11-29T13:00:00Z")
        cls.addClassCleanup(cls.demo.stop)
        house.fill(cls.demo)
        cls.browser = stage.Browser()
        cls.addClassCleanup(cls.browser.quit)
        cls.browser.sign_in(cls.demo).see("Painel")

    def open(self, path):
        """Opens a page and marks it, so that a full load shows."""
        self.browser.open(self.demo.url + path)
        self.browser.driver.execute_script("window.isFirst = true")
        return self.browser

    def same_load(self):
        return self.browser.driver.execute_script("return window.isFirst === true")

    def asked(self):
        query = parse_qs(urlsplit(self.browser.driver.current_url).query)
        return {name: values[0] for name, values in query.items()}

    def press(self, *keys):
        ActionChains(self.browser.driver).send_keys(*keys).perform()

    def focus(self):
        return self.browser.driver.execute_script(
            "return document.activeElement.textContent.trim()")

    def names(self):
        return self.browser.driver.execute_script(
            "return [...document.querySelectorAll('main tbody .main')].map(a => a.textContent)")

    def comes(self, condition, what):
        self.browser.until(condition, what)
        self.assertTrue(self.same_load(), "the whole page was loaded: " + what)

    def announced(self, words):
        self.browser.until(
            lambda: words in self.browser.driver.execute_script(
                "return document.querySelector('body > [role=status]').textContent"),
            f"«{words}» was not announced")

    def test_order_page_and_choice(self):
        browser = self.open("/negativacoes")
        first = self.names()
        browser.link("Pedida em")
        self.comes(lambda: self.asked().get("ordem") == "pedida", "no order")
        self.assertEqual(self.focus(), "Pedida em")
        self.announced("50 negativações nesta página")
        browser.link("Próxima página")
        self.comes(lambda: "cursor" in self.asked(), "no next page")
        self.assertEqual(self.asked()["ordem"], "pedida")
        self.assertNotEqual(self.names(), first)
        self.assertTrue(browser.driver.execute_script(
            "return document.activeElement.matches('[data-list]')"))
        self.assertTrue(browser.driver.execute_script(
            "const top = document.querySelector('[data-list]').getBoundingClientRect().top;"
            "return top >= 0 && top < innerHeight"), "the next page begins out of sight")
        browser.link("Ativas")
        self.comes(lambda: self.asked() == {"situacao": "ativas"}, "no choice")
        self.assertEqual(self.focus(), "Ativas")
        browser.until(lambda: browser.find(".chips [aria-current]").text == "Ativas", "no mark")
        for expected in ("cursor", "ordem", None):
            browser.driver.back()
            self.comes(
                lambda: expected in self.asked() if expected else not self.asked(),
                f"Back does not lead to {expected}")
        browser.until(lambda: self.names() == first, "Back shows another list")
        browser.driver.forward()
        self.comes(lambda: self.asked().get("ordem") == "pedida", "no way forward")
        self.assertLess(browser.layout_shift(), STEADY)
        self.assertEqual(browser.complaints(), [])

    def test_back_leads_to_where_one_was_reading(self):
        browser = self.open("/negativacoes")
        browser.driver.execute_script("scrollTo(0, document.body.scrollHeight)")
        place = browser.driver.execute_script("return scrollY")
        self.assertGreater(place, 300)
        browser.link("Próxima página")
        self.comes(lambda: "cursor" in self.asked(), "no next page")
        browser.driver.back()
        self.comes(lambda: not self.asked(), "no way back")
        browser.until(
            lambda: abs(browser.driver.execute_script("return scrollY") - place) < 120,
            "Back lost the place")

    def test_a_word_is_one_step_back(self):
        browser = self.open("/clientes")
        everybody = self.names()
        some = everybody[0][:4]
        browser.field("Nome ou CPF/CNPJ").send_keys(some[:2])
        self.comes(lambda: self.asked().get("nome") == some[:2], "no filter")
        self.press(some[2:])
        self.comes(lambda: self.asked().get("nome") == some, "typing does not go on")
        field = browser.driver.switch_to.active_element
        self.assertEqual(field.get_attribute("value"), some)
        self.announced("nesta página")
        browser.driver.back()
        self.comes(lambda: not self.asked(), "Back leads through the letters")
        browser.until(lambda: self.names() == everybody, "Back shows another list")
        self.assertEqual(browser.field("Nome ou CPF/CNPJ").get_attribute("value"), "")

    def test_a_day_is_typed_to_its_end(self):
        browser = self.open("/relatorios/acessos")
        field = browser.field("De")
        browser.driver.execute_script("arguments[0].focus()", field)
        self.press("01012026")
        self.assertEqual(field.get_attribute("value"), "01012026")
        self.assertEqual(self.asked(), {})
        self.press(Keys.TAB, Keys.TAB)
        self.comes(lambda: self.asked().get("de"), "the day filters nothing")
        self.assertEqual(browser.field("De").get_attribute("value"), "01/01/2026")
        self.assertNotEqual(browser.driver.switch_to.active_element.tag_name, "body")

    def test_nothing_found_offers_the_whole_list(self):
        browser = self.open("/clientes")
        browser.field("Nome ou CPF/CNPJ").send_keys("Xyzzy")
        self.comes(lambda: "Ninguém com este nome aqui" in browser.text(), "no empty list")
        self.announced("Ninguém com este nome aqui")
        browser.link("Limpar a busca")
        self.comes(lambda: not self.asked() and self.names(), "the list did not come back")
        self.assertNotEqual(browser.driver.switch_to.active_element.tag_name, "body")

    def test_tabs_of_a_customer(self):
        browser = self.open("/clientes")
        name = self.names()[0]
        browser.link(name).see("Linha do tempo")
        browser.driver.execute_script("window.isFirst = true")
        before = browser.driver.title
        browser.link("Contratos")
        self.comes(lambda: browser.driver.current_url.endswith("/contratos"), "no tab")
        self.assertEqual(self.focus(), "Contratos")
        self.assertEqual(browser.find(".tabs [aria-current]").text.split()[0], "Contratos")
        self.assertEqual(browser.driver.title.split(" · ")[-1], before.split(" · ")[-1])
        browser.driver.back()
        self.comes(lambda: not browser.driver.current_url.endswith("/contratos"), "no way back")
        browser.until(
            lambda: browser.find(".tabs [aria-current]").text.split()[0] != "Contratos", "no tab")

    def test_what_fails_is_a_plain_link(self):
        browser = self.open("/negativacoes")
        browser.driver.execute_script("window.fetch = () => Promise.reject(new Error('off'))")
        browser.link("Ativas")
        browser.until(lambda: self.asked() == {"situacao": "ativas"}, "the link was not followed")
        browser.until(lambda: not self.same_load(), "it was no plain link")
        self.assertEqual(browser.find(".chips [aria-current]").text, "Ativas")

    def test_a_click_for_another_tab_opens_one(self):
        browser = self.open("/negativacoes")
        own = browser.driver.current_window_handle
        link = browser.named("Ativas")
        ActionChains(browser.driver).key_down(Keys.CONTROL).click(link).key_up(
            Keys.CONTROL).perform()
        browser.until(lambda: len(browser.driver.window_handles) == 2, "no other tab")
        self.assertEqual(self.asked(), {})
        other = next(h for h in browser.driver.window_handles if h != own)
        browser.driver.switch_to.window(other)
        browser.driver.close()
        browser.driver.switch_to.window(own)

    def test_picked_rows_stay_picked_and_are_named(self):
        browser = self.open("/negativacoes?situacao=ativas")
        boxes = browser.all("main [data-pick]")
        boxes[0].click()
        first = self.names()[0]
        self.assertEqual(browser.find("[data-picked]").text, "1 escolhido")
        browser.link("Próxima página")
        self.comes(lambda: "cursor" in self.asked(), "no next page")
        self.assertEqual(
            browser.find("[data-picked]").text, f"1 escolhido, 1 fora desta página: {first}")
        browser.all("main [data-pick]")[1].click()
        second = self.names()[1]
        self.assertIn("2 escolhidos, 1 fora desta página", browser.find("[data-picked]").text)
        browser.picture("listas/escolhidos-fora-da-pagina")
        self.assertEqual(browser.axe(), [])
        browser.link("Remover negativação")
        browser.see("Marque de novo as negativações a remover")
        self.assertIn(first, browser.text())
        self.assertIn(second, browser.text())
        self.assertEqual(len(browser.all("main tbody tr")), 2)

    def test_picks_are_taken_back(self):
        browser = self.open("/negativacoes?situacao=ativas")
        browser.all("main [data-pick]")[0].click()
        browser.link("Próxima página")
        self.comes(lambda: "cursor" in self.asked(), "no next page")
        browser.link("Desmarcar")
        self.assertNotIn("escolhido", browser.find("[data-picked]").text)
        self.assertEqual(browser.all("[data-kept]"), [])
        browser.link("Início")
        self.comes(lambda: "cursor" not in self.asked(), "no first page")
        self.assertEqual(browser.all("main [data-pick]:checked"), [])
        browser.link("Escolher todos desta página")
        count = len(browser.all("main [data-pick]:checked"))
        self.assertEqual(browser.find("[data-picked]").text, f"{count} escolhidos")
        self.assertEqual(self.focus(), "Desmarcar")

    def test_the_keyboard_on_rows(self):
        browser = self.open("/negativacoes?situacao=ativas")
        boxes = browser.all("main [data-pick]")
        browser.driver.execute_script("arguments[0].focus()", boxes[1])
        self.press(Keys.SPACE, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
        self.assertEqual(browser.driver.switch_to.active_element, boxes[3])
        ActionChains(browser.driver).key_down(Keys.SHIFT).send_keys(Keys.SPACE).key_up(
            Keys.SHIFT).perform()
        self.assertEqual(
            [box.is_selected() for box in boxes[:5]], [False, True, True, True, False])
        self.assertEqual(browser.find("[data-picked]").text, "3 escolhidos")
        ActionChains(browser.driver).key_down(Keys.SHIFT).click(boxes[6]).key_up(
            Keys.SHIFT).perform()
        self.assertEqual(browser.find("[data-picked]").text, "6 escolhidos")
        self.press("?")
        browser.see("Atalhos do teclado")
        text = browser.find("dialog[open]").text
        for words in ("Linha de cima", "Abrir a linha", "Escolher da última escolhida até esta"):
            self.assertIn(words, text)
        self.press(Keys.ESCAPE)
        name = self.names()[6]
        browser.until(lambda: not browser.all("dialog[open]"), "the list of keys stays")
        self.press(Keys.ENTER)
        browser.until(lambda: "/negativacoes/lst_" in browser.driver.current_url, "no row opened")
        browser.see(name)


if __name__ == "__main__":
    unittest.main()
