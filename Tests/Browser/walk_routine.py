"""Atualizar cobranças: listed at 60 days, public after the term, removed by a receipt."""

from test_bureau import enter
from walk import manual


class Routine:
    """Items 4-6 and 51-59."""

    @manual(52, 53)
    def test_52_rule(self):
        browser = self.browser
        browser.menu("Cobrança").link("Parâmetros de Cobrança").see("Regras de cobrança")
        browser.link("Parâmetros da Cobrança").see("Trata cobrança por título")
        self.browser.menu("Cobrança").link("Parâmetros de Cobrança")
        browser.row("Atualizar cobranças").find_element("partial link text", "Editar").click()
        browser.link("Geral")
        self.assertEqual(browser.chosen("Trata cobrança por título"), "Sim")

    @manual(54)
    def test_54_sixty_days(self):
        browser = self.browser
        browser.link("Enviar Análise de crédito/Cartório")
        browser.fill("Dias para executar", "59").link("Salvar")
        self.assertIn("60", self.field_fault("Dias para executar"))
        self.assertEqual(browser.field("Dias para executar").get_attribute("value"), "59")
        self.picture("54_fifty_nine")
        browser.fill("Dias para executar", "60").link("Salvar").see("60 dias")
        self.assertEqual(self.demo.api("GET", "/collection-rules")["data"][0]["daysToRun"], 60)

    @manual(61)
    def test_54b_rehearsal(self):
        browser = self.browser.menu("Cobrança").link("Simular")
        browser.see("Simular")
        before = len(self.demo.api("GET", "/listings?limit=200")["data"])
        browser.find("main form button.primary").click()
        browser.until(lambda: "/execucoes/run_" in browser.driver.current_url, "no run")
        browser.until(self.finished, "the rehearsal has not ended")
        self.assertEqual(len(self.demo.api("GET", "/listings?limit=200")["data"]), before)

    def finished(self):
        if not self.javascript:
            self.browser.driver.refresh()
        return "Em execução" not in self.browser.find("main").text

    @manual(55)
    def test_55a_task_before_the_sixtieth_day(self):
        browser = self.browser
        browser.menu("Tarefas").see("Ligada").link("Atualizar cobranças").see("Horário")
        self.assertEqual(browser.chosen("Ligada"), "Sim")
        browser.link("Executar agora").see("a rotina começa em instantes")
        browser.link("Executar agora")
        browser.until(lambda: self.runs() and self.task_ended(), "the task has not ended")
        self.assertEqual(self.elias.listings(self.demo), [])

    def runs(self):
        return [run for run in self.demo.api("GET", "/collection-runs")["data"]
                if run["state"] == "finished" and not run["dryRun"]]

    def task_ended(self):
        if not self.javascript:
            self.browser.driver.refresh()
        return "Concluída" in self.browser.text()

    @manual(51, 55, 57)
    def test_55b_listed_on_the_sixtieth_day(self):
        browser = self.browser
        for _ in range(2):
            before = self.today
            browser.menu("Relógio").link("Avançar 1 dia")
            browser.until(lambda: self.today != before, "the clock stands")
        self.customer(self.elias, "Negativações de crédito")
        self.wait_for(self.elias.titles[0], "Ativo")
        listing = self.elias.listings(self.demo)[0]
        self.assertEqual(listing["origin"], "routine")
        browser.link(self.elias.titles[0]).see("Linha do tempo")
        type(self).listing_page = browser.driver.current_url

    @manual(4)
    def test_56_letter(self):
        browser = self.browser
        if not self.elias.listings(self.demo)[0]["noticeIssuedOn"]:
            browser.menu("Relógio").link("Até a próxima carta").see("Uma carta foi emitida")
        listing = self.elias.listings(self.demo)[0]
        self.assertTrue(listing["noticeIssuedOn"])
        enter(browser, self.demo)
        browser.menu("Cartas do dia")
        day = listing["noticeIssuedOn"]
        browser.open(f"{self.demo.bureau_url}/console/cartas?dia={day}")
        browser.see("Cartas do dia").leaf_to(self.elias.name)
        self.picture("04_letters_of_the_day")
        browser.row(self.elias.name).find_element("css selector", "a.main").click()
        browser.see("Linha do tempo").link("Carta em página")
        browser.see(self.elias.name).see("Provedor Exemplo Ltda")

    @manual(5, 6)
    def test_57_not_public_before_the_term(self):
        self.browser.open(self.demo.url)
        self.inquire_elias().see("Nada consta")
        listing = self.elias.listings(self.demo)[0]
        self.assertEqual((listing["state"], listing["status"]), ("inNotice", "Ativo"))
        self.assertGreater(listing["visibleFrom"], self.today)

    def inquire_elias(self):
        self.customer(self.elias).link("Análise de crédito").link("Consulta de crédito")
        return self.ask(purpose="Cobrança", reuse=False)

    @manual(6, 57)
    def test_58_public_after_the_term(self):
        browser = self.browser
        listing = self.elias.listings(self.demo)[0]
        browser.menu("Relógio").fill("Dia", listing["visibleFrom"])
        browser.link("Avançar até o dia").see("Tudo o que vencia no caminho foi feito")
        self.inquire_elias().see("Constam restrições").see("Provedor Exemplo")
        browser.open(self.listing_page).see("Ativa")
        self.picture("06_visible")

    @manual(56, 59)
    def test_59_receipt_removes(self):
        browser = self.browser
        browser.menu("Financeiro")
        self.search("Nome ou CPF/CNPJ", self.elias.name)
        browser.link(self.elias.name).see("Receber")
        browser.link("Receber").see("Valor pago").see("baixa")
        self.picture("56_receipt")
        browser.link("Receber").see("O título está pago")
        self.customer(self.elias, "Negativações de crédito")
        browser.renew_until(
            "Atualizar", lambda: "Baixada" in self.browser.row(self.elias.titles[0]).text
            and self.elias.listings(self.demo)[0]["state"] == "removed",
            "the receipt did not remove")

    @manual(6, 63)
    def test_60_clean_again(self):
        self.inquire_elias().see("Nada consta")
        self.customer(self.elias, "Linha do tempo").see("Negativação")

    @manual(58)
    def test_61_back_to_the_integrations(self):
        browser = self.open_integration()
        browser.find("nav.trail a[href='/configuracoes/integracoes']").click()
        browser.see("Integrações Análise de crédito").link("Ajuda desta página")
        browser.see("Integração de análise de crédito")
