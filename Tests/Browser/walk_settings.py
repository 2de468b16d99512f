"""Configurações: the integration, its link to the branch, the global switch."""

from walk import manual


class Settings:
    """Items 7-26."""

    name = "Crédito na medida, filial Matriz"

    def open_integration(self):
        return self.browser.menu("Integrações").link(self.name)

    @manual(2, 7, 8, 9, 10, 11, 12, 15, 16, 17)
    def test_08_new_integration(self):
        browser = self.browser
        browser.menu("Integrações").see("Integrações Análise de crédito")
        browser.link("Novo").see("Preencha todos os campos")
        browser.choose("Provedor", "Crédito na Medida")
        browser.fill("Nome", self.name).fill("Filial", "Matriz")
        browser.choose("Ambiente", "Homologação")
        browser.fill("Endereço do birô", self.demo.bureau_url)
        browser.fill("Client_ID", self.credentials[0])
        browser.fill("Client_secret", self.credentials[1])
        browser.choose("Incluir/Remover automaticamente", "Não")
        browser.link("Salvar").see("Integração salva")
        # Item 17: nobody fills the token in, and there is none before the bureau was asked.
        browser.see("Gerado pelo sistema").see("Ainda não gerado")
        self.assertEqual(browser.field("Client_secret").get_attribute("value"), "")
        # Item 7: the way to the distributor's own site.
        self.assertEqual(
            browser.named("Mais informações sobre Crédito na Medida").get_attribute("href"),
            "https://www.creditonamedida.com.br/")

    @manual(18, 19, 20)
    def test_20_no_then_save_then_yes(self):
        browser = self.open_integration()
        browser.see("Inclusão/Exclusão Automática")
        self.assertEqual(browser.chosen("Incluir/Remover automaticamente"), "Não")
        self.assertEqual(len(browser.field(
            "Restrição Crédito pessoa física").text.strip().splitlines()), 1)
        browser.choose("Incluir/Remover automaticamente", "Sim").link("Salvar")
        browser.see("Códigos buscados").see("Códigos de baixa (")
        self.assertEqual(browser.chosen("Incluir/Remover automaticamente"), "Sim")

    @manual(21)
    def test_21_a_code_for_each_kind_of_person(self):
        browser = self.browser
        code = "Serviço de conexão à internet (internet)"
        browser.fill("Restrição Crédito pessoa física", code).link("Salvar")
        browser.see("pessoa jurídica")
        self.assertIn("Escolha", self.field_fault("Restrição Crédito pessoa jurídica"))
        # What was chosen is kept, and what is missing stands at its field.
        self.assertEqual(
            browser.field("Restrição Crédito pessoa física").get_attribute("value"), "internet")

    @manual(22)
    def test_22_save(self):
        browser = self.browser
        browser.fill(
            "Restrição Crédito pessoa jurídica", "Serviço de conexão à internet (internet)")
        browser.link("Salvar").see("passa a incluir e remover sozinha")
        browser.link("Testar conexão").see("o birô aceitou as credenciais").see("Válido")
        saved = next(row for row in self.demo.api("GET", "/integrations")["data"]
                     if row["name"] == self.name)
        self.assertTrue(saved["automatic"])
        self.assertEqual(
            (saved["restrictionCodeNatural"], saved["restrictionCodeLegal"]),
            ("internet", "internet"))
        type(self).integration = saved["id"]

    @manual(23)
    def test_23_link_to_the_branch(self):
        browser = self.browser
        browser.menu("Filiais").link("Matriz").link("Análise de crédito")
        browser.fill("Integração de análise de crédito", self.name).link("Salvar")
        browser.see("Matriz")
        self.assertEqual(
            self.demo.api("GET", "/branches")["data"][0]["integrationId"], self.integration)
        browser.menu("Filiais").see(self.name)

    @manual(24, 25, 26, 60)
    def test_24_the_switch_hides_everything(self):
        browser = self.browser
        switch = "Utiliza integração com análise de crédito"
        browser.menu("Parâmetros").see("Parâmetros gerais").see("Integrações")
        self.assertEqual(browser.chosen(switch), "Sim")
        browser.choose(switch, "Não").link("Salvar")
        browser.until(lambda: browser.chosen(switch) == "Não", "the switch is still on")
        menu = browser.find("nav.menu").text
        for hidden in ("Cobrança", "Central de consultas", "Negativações", "Integrações"):
            self.assertNotIn(hidden, menu)
        self.customer(self.beatriz)
        self.picture("26_hidden")
        self.assertFalse(browser.has("Análise de crédito"))
        tabs = browser.find("nav.tabs").text
        for hidden in ("Consultas", "Negativações de crédito"):
            self.assertNotIn(hidden, tabs)
        browser.menu("Leads").see("Leads/Contatos")
        self.assertFalse(browser.has("Consultar Análise de crédito"))
        with self.assertRaises(AssertionError):
            self.demo.api("POST", "/inquiries", {
                "document": self.beatriz.document, "product": "basic", "purpose": "collection"})
        browser.menu("Parâmetros").choose(switch, "Sim").link("Salvar")
        browser.until(lambda: browser.chosen(switch) == "Sim", "the switch is still off")
        self.customer(self.beatriz)
        self.assertTrue(browser.has("Análise de crédito"))
        self.assertTrue(browser.has("Negativações de crédito"))
        # Nothing was deleted: the integration is as it was, and still linked.
        browser.menu("Filiais").see(self.name)
