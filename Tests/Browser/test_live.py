"""Work in sight: imports, bank returns, runs and reconciliations show how far they are; a reload, a
second tab and a server that went away show the same, and at the end the report is there, without a
hand on the keyboard. So do the lists: a row changes while one looks at it."""

import pathlib
import unittest

import stage
from cast import Person, cpf

LINES = 30_000
RETURNED = 20_000
ADDRESS = ";;;50010000;Rua do Sol;1;;Centro;Recife;PE;\n"


class Live(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.demo = stage.Demo("2026-12-24T13:00:00Z")
        cls.addClassCleanup(cls.demo.stop)
        cls.browser = stage.Browser()
        cls.addClassCleanup(cls.browser.quit)
        cls.browser.sign_in(cls.demo).see("Painel")
        cls.file = pathlib.Path(cls.demo.folder, "pessoas.csv")
        with cls.file.open("w") as file:
            file.write(
                "codigo;etapa;tipo;documento;nome;nascimento;email;telefone;cep;logradouro;numero;"
                "complemento;bairro;cidade;uf;filial\n")
            for place in range(LINES):
                file.write(
                    f"L{place};cliente;fisica;{cpf(f'4{place:08}')};Pessoa {place};"
                    + ADDRESS)
            file.write("L-errada;cliente;fisica;11111111111;Sem documento;" + ADDRESS)

    def progress(self):
        """How far the bar is, while it is there."""
        bars = self.browser.all("[data-progress] progress")
        return float(bars[0].get_attribute("value") or 0) if bars else None

    def follow(self, end):
        """Sees the work move, reloads in the middle of it, and waits for its end."""
        browser = self.browser
        before = browser.until(
            lambda: self.progress() or self.progress() is None and end in browser.text(),
            "the bar does not move")
        if before is True:
            return None
        browser.driver.refresh()
        after = self.progress()
        if after is not None:
            self.assertGreaterEqual(after, before, "the reload lost what was done")
            browser.picture("andamento/importacao")
        # However busy the machine is: it takes as long as the bar goes on.
        while (seen := self.progress()) is not None:
            browser.until(lambda: self.progress() != seen, f"the bar stays at {seen}")
        browser.see(end)
        return after

    def test_import(self):
        browser = self.browser
        browser.menu("Financeiro").link("Importações")
        browser.fill("O que o arquivo traz", "Pessoas")
        browser.field("Arquivo CSV").send_keys(str(self.file))
        browser.link("Conferir o arquivo")
        seen = [self.follow("Confirmar importação")]
        browser.see("Linhas recusadas").see("Nada foi gravado")
        browser.link("Confirmar importação")
        seen.append(self.follow("Baixar as linhas recusadas"))
        self.assertTrue(any(value is not None for value in seen), "it was over before the reload")
        refused = browser.download(
            browser.named("Baixar as linhas recusadas").get_attribute("href")).decode()
        self.assertEqual(len(refused.strip().splitlines()), 2)

    def test_bank_return_in_two_tabs(self):
        """A second tab tells the same, and both end with the report."""
        browser = self.browser
        path = pathlib.Path(self.demo.folder, "retorno.ret")
        path.write_bytes(bradesco(RETURNED, self.demo.today()))
        browser.menu("Financeiro").link("Importar retorno bancário")
        browser.field("Arquivo de retorno").send_keys(str(path))
        browser.link("Conferir o arquivo")
        browser.until(lambda: "/importacoes/imp_" in browser.driver.current_url, "no import")
        address, first = browser.driver.current_url, browser.driver.current_window_handle
        browser.driver.switch_to.new_window("tab")
        try:
            browser.open(address)
            seen = self.follow("Sem título")
            self.assertIsNotNone(seen, "it was over before the second tab looked")
            second = browser.find("main").text
        finally:
            browser.driver.close()
            browser.driver.switch_to.window(first)
        browser.until(lambda: self.progress() is None, "the first tab stays behind")
        self.assertEqual(browser.find("main").text, second)
        lines = browser.download(
            browser.named("Exportar CSV").get_attribute("href")).decode()
        self.assertEqual(len(lines.strip().splitlines()), RETURNED + 1)

    def test_reconciliation(self):
        browser = self.browser
        browser.menu("Negativações").link("Conciliação").link("Conciliar agora")
        browser.until(lambda: browser.all("dialog[open]"), "no dialog")
        browser.link("Conciliar agora").see("A conciliação começou.")
        browser.until(
            lambda: "/conciliacao/rcn_" in browser.driver.current_url, "no reconciliation")
        browser.driver.refresh()
        browser.until(lambda: self.progress() is None, "the reconciliation has not ended")
        browser.see("Conferem")
        report = browser.download(
            browser.named("Exportar CSV").get_attribute("href")).decode("utf-8-sig")
        self.assertTrue(report.startswith("tipo;negativacao;"), report[:80])

    def test_a_server_that_went_away(self):
        """The page says that nobody answers, and goes on by itself when the server is back."""
        browser = self.browser
        browser.menu("Financeiro").link("Importações")
        browser.fill("O que o arquivo traz", "Pessoas")
        browser.field("Arquivo CSV").send_keys(str(self.file))
        browser.link("Conferir o arquivo")
        browser.until(self.progress, "the bar does not move")
        browser.driver.execute_script("window.isFirst = true")
        self.demo.halt()
        browser.see("a página tenta de novo sozinha")
        self.demo.start_again()
        browser.until(
            lambda: self.progress() is None and "Confirmar importação" in browser.text(),
            "the page did not go on")
        self.assertTrue(
            browser.driver.execute_script("return window.isFirst === true"), "it was reloaded")
        browser.complaints()

    def test_run(self):
        browser = self.browser
        browser.menu("Cobrança").link("Simular")
        browser.find("main form button.primary").click()
        browser.until(lambda: "/execucoes/run_" in browser.driver.current_url, "no run")
        browser.driver.refresh()
        browser.until(lambda: self.progress() is None, "the run has not ended")
        browser.see("Exportar CSV")


class Moving(unittest.TestCase):
    """A row of Negativações while one looks at it."""

    def test_a_row_changes_by_itself(self):
        demo = stage.Demo("2027-01-31T13:00:00Z")
        self.addCleanup(demo.stop)
        demo.branch = demo.api("GET", "/branches")["data"][0]["id"]
        person = Person(demo, "Zuleica Prado", "101202391", (95,))
        title = demo.api("GET", f"/receivables?personId={person.id}")["data"][0]["id"]
        listing = demo.api("POST", "/listings", {
            "receivableIds": [title], "restrictionCode": "internet"})["data"][0]["id"]
        browser = stage.Browser()
        self.addCleanup(browser.quit)
        browser.sign_in(demo).see("Painel")
        browser.open(f"{demo.url}/negativacoes?nome=Zuleica")
        browser.driver.execute_script("window.isFirst = true; scrollTo(0, 40)")

        def becomes(*words):
            browser.until(
                lambda: any(word in browser.row("Zuleica Prado").text for word in words),
                f"the row did not become {words}")

        becomes("Carta a postar")
        demo.advance(days=5)
        becomes("Carta enviada")
        demo.advance_to(person.listings(demo)[0]["visibleFrom"])
        becomes("Ativa")
        demo.api("POST", "/listings/removals", {"listingIds": [listing], "reason": "payment"})
        becomes("Baixa na fila", "Baixa pedida", "Baixada")
        demo.advance(days=1)
        becomes("Baixada")
        self.assertTrue(browser.driver.execute_script("return window.isFirst === true"))
        self.assertEqual(browser.complaints(), [])
        self.assertLess(browser.layout_shift(), 0.1)


def bradesco(count, today):
    """A return file (CNAB 400) of so many settlements of titles that nobody here knows."""
    year, month, day = today.split("-")
    date = day + month + year[2:]

    def line(*fields):
        text = [" "] * 400
        for place, field in fields:
            text[place - 1:place - 1 + len(field)] = field
        return "".join(text) + "\r\n"

    lines = [line((1, "02RETORNO01COBRANCA"), (27, "0" * 14 + "654321"), (77, "237"), (95, date),
                  (395, "000001"))]
    for place in range(count):
        lines.append(line(
            (1, "1"), (71, f"{place:012}"), (109, "06"), (111, date), (117, f"X{place:09}"),
            (147, date), (153, f"{12_990:013}"), (254, f"{12_990:013}"), (296, date),
            (395, f"{(place + 2) % 1_000_000:06}")))
    lines.append(line((1, "9201"), (395, f"{(count + 2) % 1_000_000:06}")))
    return "".join(lines).encode("latin-1")


if __name__ == "__main__":
    unittest.main()
