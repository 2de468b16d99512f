"""What the first users found wrong in law, money and decisions, walked again by hand."""

import unittest

import house
import stage
from cast import Person, cpf


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.demo = demo = stage.Demo("2026-11-24T13:00:00Z")
        cls.addClassCleanup(demo.stop)
        demo.branch = demo.api("GET", "/branches")["data"][0]["id"]
        cls.browser = stage.Browser()
        cls.addClassCleanup(cls.browser.quit)
        cls.browser.sign_in(demo).see("Painel")

    def tearDown(self):
        self.assertEqual(self.browser.complaints(), [])

    def open(self, path):
        return self.browser.open(self.demo.url + path)

    def debt(self, name, nine, days=95):
        person = Person(self.demo, name, nine, (days,))
        return person, self.demo.api("GET", f"/receivables?personId={person.id}")["data"][0]["id"]

    def list(self, title):
        return self.demo.api("POST", "/listings", {
            "receivableIds": [title], "restrictionCode": "internet"})["data"][0]["id"]

    def listings_of(self, title):
        return [each for each in self.demo.api("GET", "/listings?limit=200")["data"]
                if each["receivableId"] == title]

    def routine(self):
        """Atualizar cobranças, at once and by itself."""
        integration = self.demo.api("GET", "/integrations")["data"][0]["id"]
        self.demo.api("PATCH", f"/integrations/{integration}", {
            "automatic": True, "restrictionCodeNatural": "internet",
            "restrictionCodeLegal": "internet"})
        run = self.demo.api("POST", "/collection-runs", {})["id"]
        self.demo.advance_until(
            lambda: self.demo.api("GET", f"/collection-runs/{run}")["state"] == "finished",
            "the run does not end", days=2)

    def test_1_and_2_a_contestation_is_shown_and_what_the_bureau_took_off_stays_off(self):
        browser, demo = self.browser, self.demo
        person, title = self.debt("Ester Brandão", "417628906")
        listing = self.list(title)
        demo.advance_until(
            lambda: demo.api("GET", f"/listings/{listing}")["state"] == "active", "is not public")
        house.contest(demo)
        self.open("/").see("1 contestação espera resposta").see("Ester Brandão")
        browser.link(f"Ester Brandão, título {person.titles[0]}")
        browser.see("Paguei na agência em outubro.").see("Responda até").see("Reconhecer")
        browser.picture("falha-2-contestacao")
        self.open(f"/negativacoes/{listing}").see("Suspensa")
        # Nobody answers: the bureau takes it off.
        demo.advance_until(
            lambda: demo.api("GET", f"/listings/{listing}")["state"] == "removedByBureau",
            "the bureau does not take it off")
        self.routine()
        self.assertEqual([each["id"] for each in self.listings_of(title)], [listing])
        self.open(f"/financeiro/titulos/{title}").see("Liberar")
        browser.see("O título está bloqueado (contestação)")
        browser.picture("falha-1-bloqueio")

    def test_3_somebody_elses_document_is_not_green(self):
        browser = self.browser
        self.open("/crm/leads/novo").fill("Nome", "João da Silva")
        browser.fill("CPF ou CNPJ", cpf("417628000")).link("Salvar").see("Cadastro criado")
        browser.link("Consulta de crédito")
        browser.see("Finalidade").fill("Finalidade", "Concessão de crédito")
        browser.row("completa").find_elements("css selector", "button")[-1].click()
        browser.see("Relatório da consulta").see("Conferir identidade")
        browser.see("Não decidir ainda")
        browser.picture("falha-3-identidade")
        # Inside of the interval each product says what pressing its button does.
        browser.menu("Leads").link("João da Silva")
        browser.link("Consulta de crédito").see("Usar a resposta de hoje")
        words = [button.text for button in
                 browser.row("básica").find_elements("css selector", "button")]
        self.assertTrue(words[0].startswith("Consultar · R$"), words)

    def test_4_what_was_declined_is_not_asked_for_the_next_night(self):
        demo = self.demo
        _, title = self.debt("Ivo Taveira", "417628907")
        demo.api("PATCH", "/parameters", {"requiresListingApproval": True})
        self.addCleanup(demo.api, "PATCH", "/parameters", {"requiresListingApproval": False})
        listing = self.list(title)
        self.open(f"/negativacoes/{listing}/aprovacao").see("Não aprovar")
        self.browser.link("Não aprovar").see("corrija e envie de novo")
        demo.api("POST", f"/listings/{listing}/approval", {
            "approve": False, "note": "O cliente apresentou o comprovante."})
        self.open(f"/negativacoes/{listing}").see("Não aprovada")
        self.assertNotIn("Prazo legal da baixa", self.browser.text())
        self.browser.picture("falha-4-nao-aprovada")
        self.assertIn(demo.api("GET", f"/listings/{listing}")["costCents"], (None, 0))
        self.routine()
        self.assertEqual([each["id"] for each in self.listings_of(title)], [listing])

    def test_5_a_pix_key_is_one(self):
        browser = self.browser
        self.open(f"/configuracoes/filiais/{self.demo.branch}").fill("Chave Pix", "abc")
        browser.link("Salvar").see("corrija e envie de novo")
        self.assertTrue(browser.all("[aria-invalid]"))

    def test_7_money_far_above_the_debt_is_asked_once_more(self):
        browser = self.browser
        _, title = self.debt("Lia Seixas", "417628908")
        self.open(f"/financeiro/titulos/{title}/receber").fill("Valor pago", "1.234,50")
        browser.link("Receber").see("a mais")
        self.assertEqual(
            self.demo.api("GET", f"/receivables/{title}")["status"], "open", "it was taken")
        browser.picture("falha-7-valor-a-mais")

    def test_11_and_13_a_setting_leaves_its_trail_and_cancelling_says_why(self):
        browser = self.browser
        self.open("/configuracoes/parametros").fill("Valor mínimo para negativar", "15,00")
        browser.link("Salvar").see("salv")
        self.open("/relatorios/acessos").see("Valor mínimo")
        browser.picture("falha-11-trilha")
        _, title = self.debt("Noé Quadros", "417628909")
        self.open(f"/financeiro/titulos/{title}/cancelar").link("Cancelar título")
        self.assertEqual(
            self.demo.api("GET", f"/receivables/{title}")["status"], "open", "without a reason")


if __name__ == "__main__":
    unittest.main()
