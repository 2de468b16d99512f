"""Long work in sight: an import and a run show how far they are, a reload shows the same, and at the
end the report is there, without a hand on the keyboard."""

import pathlib
import unittest

import stage
from cast import cpf

LINES = 30_000
ADDRESS = ";;;50010000;Rua do Sol;1;;Centro;Recife;PE;\n"


class Live(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.demo = stage.Demo()
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
        browser.until(lambda: self.progress() is None and end in browser.text(), f"no «{end}»")
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

    def test_run(self):
        browser = self.browser
        browser.menu("Cobrança").link("Simular")
        browser.find("main form button.primary").click()
        browser.until(lambda: "/execucoes/run_" in browser.driver.current_url, "no run")
        browser.driver.refresh()
        browser.until(lambda: self.progress() is None, "the run has not ended")
        browser.see("Exportar CSV")


if __name__ == "__main__":
    unittest.main()
