"""Leads, Prospecções, Clientes: inquiries, and that they follow the person."""

from cast import cpf, masked
from walk import manual


class Inquiries:
    """Items 27-33, and what is tested before Produção is marked (13, 14)."""

    lead = "Marina Sant'Anna Vidal"
    lead_document = cpf("417628905")

    def ask(self, product="completa", purpose="Concessão de crédito", reuse=True):
        """Fills the form of an inquiry in and waits for its report."""
        browser = self.browser
        browser.see("Finalidade").fill("Finalidade", purpose)
        # Each product has a button that says what pressing it costs, and another one where an
        # answer that was paid for serves.
        buttons = browser.row(product).find_elements("css selector", "button")
        words = [button.text.strip() for button in buttons]
        uses = reuse and words[0].startswith("Usar a resposta")
        self.assertTrue(uses or words[-1].startswith("Consultar"), words)
        buttons[0 if uses else -1].click()
        browser.until(
            lambda: browser.find("h1").text in (
                "Relatório da consulta", "Este documento já foi consultado"), "no report")
        # Inside of the interval the product asks before the same is paid for again.
        if browser.has("Consultar e pagar de novo"):
            self.assertFalse(reuse)
            browser.link("Consultar e pagar de novo")
        return browser.see("Relatório da consulta")

    @manual(27, 28, 29)
    def test_28_a_lead_in_the_list(self):
        browser = self.browser
        browser.menu("Leads").see("Leads/Contatos")
        browser.link("Novo lead").see("Endereço")
        browser.fill("Nome", self.lead).fill("CPF ou CNPJ", self.lead_document)
        browser.link("Salvar").see("Cadastro criado").see(masked(self.lead_document))
        browser.menu("Leads").pick(self.lead).link("Consultar Análise de crédito")
        # A lead belongs to no branch yet: the integration that is linked answers (item 23).
        browser.see("Consulta de crédito").see(self.lead).see(self.name)

    @manual(1, 30)
    def test_30_the_report(self):
        browser = self.ask()
        browser.see("Constam restrições").see("Resumo").see("Protestos").see("Sobre esta consulta")
        self.assertNotIn(self.lead_document, browser.driver.page_source)
        self.show("relatorio-da-consulta")
        type(self).report = browser.driver.current_url

    @manual(13, 14)
    def test_30_then_production(self):
        browser = self.open_integration()
        browser.see("não tem ambiente de testes")
        # The option is there; the reference bureau, on http, stays what it is: the missing test
        # environment. What was typed is kept beside the reason.
        browser.choose("Ambiente", "Produção").link("Salvar").see("corrija e envie de novo")
        self.assertEqual(browser.chosen("Ambiente"), "Produção")
        self.assertIn("https://", self.field_fault("Endereço do birô"))
        browser.choose("Ambiente", "Homologação").link("Salvar").see("Integração salva")

    @manual(31)
    def test_31_inside_of_the_lead(self):
        browser = self.browser
        browser.menu("Leads").link(self.lead).see("Contato")
        self.assertEqual(
            browser.find("nav.tabs a[aria-current]").text, "Contato")
        browser.link("Consulta de crédito").see("Usar a resposta de hoje")
        self.ask().see("Resposta reaproveitada")
        inquiries = self.demo.api("GET", "/inquiries")["data"]
        self.assertEqual([row["reused"] for row in inquiries[:2]], [True, False])
        self.assertEqual(inquiries[0]["costCents"], 0)

    @manual(32)
    def test_32_conversion_keeps_the_inquiries(self):
        browser = self.browser
        browser.menu("Leads").link(self.lead).link("Converter em prospecção")
        browser.see("as consultas vieram junto")
        self.assertIn("/crm/prospeccoes/", browser.driver.current_url)
        browser.link("Consultas de análise de crédito")
        self.assertEqual(len(browser.all("main tbody tr")), 2)
        browser.row("Conferir identidade").find_element("css selector", "a").click()
        browser.see("Relatório da consulta").see(self.lead)

    @manual(27)
    def test_32_prospect(self):
        browser = self.browser
        browser.menu("Prospecções").pick(self.lead).link("Consultar Análise de crédito")
        browser.see("Usar a resposta de")
        browser.menu("Prospecções").link(self.lead).see("Consulta de crédito")

    @manual(33)
    def test_33_a_customer(self):
        browser = self.browser
        self.customer(self.caio).link("Análise de crédito").link("Consulta de crédito")
        self.ask().see("Nada consta").see(self.caio.name)
        # From the list too, with the customer marked.
        browser.menu("Clientes")
        self.search("Nome ou CPF/CNPJ", self.caio.name)
        browser.pick(self.caio.name).link("Consulta de crédito")
        browser.see("Usar a resposta de").see(self.caio.name)
