"""Negativação and Excluir Negativação, by hand."""

from selenium.webdriver import ActionChains
from walk import manual

REASON = "Serviço de conexão à internet"


class Listings:
    """Items 34-50."""

    def open_listing_form(self, person):
        self.customer(person).link("Análise de crédito").link("Incluir")
        return self.browser.see("Negativação")

    def choose_reason(self):
        self.browser.fill("Restrição", REASON)

    def status(self, title):
        """The status of a title's listing in the tab of its customer."""
        cell = self.browser.row(title).find_element("css selector", "td[data-label=Status]")
        return cell.text.strip()

    def wait_for(self, title, status):
        """Presses Atualizar until the bureau's answer is there (item 50)."""
        self.browser.renew_until(
            "Atualizar", lambda: self.status(title) == status, f"{title} is not {status}")

    @manual(34)
    def test_34_nobody_without_overdue_titles(self):
        self.open_listing_form(self.caio).see("Nenhum título vencido")
        self.assertFalse(self.browser.has("Enviar"))

    @manual(35, 36, 37, 38, 39)
    def test_35_reasons_and_titles(self):
        browser = self.open_listing_form(self.beatriz)
        self.assertEqual(browser.find("h1").text, "Negativação")
        for title in self.beatriz.titles[:2]:
            browser.pick(title)
        browser.link("Buscar motivos restrição").see("Lista do birô buscada em")
        # What was marked is still marked when the reasons have come.
        marked = [box for box in browser.all("[data-pick]") if box.is_selected()]
        self.assertEqual(len(marked), 2)
        self.choose_reason()
        self.show("incluir-negativacao")

    @manual(41)
    def test_41_failure(self):
        browser = self.browser
        title = self.title(self.beatriz.titles[1])
        payment = self.demo.api("POST", f"/receivables/{title['id']}/payments", {
            "amountCents": title["openCents"], "paidOn": self.today, "availableOn": self.today})
        browser.link("Enviar").see("Falha: nada foi enviado ao birô")
        browser.see(f"Título {title['number']}: O título está pago")
        self.picture("41_failure_shown")
        self.assertEqual(self.beatriz.listings(self.demo), [])
        self.demo.api("POST", f"/payments/{payment['paymentId']}/reversal", {"reason": "engano"})

    @manual(3, 40, 41)
    def test_41_success(self):
        browser = self.open_listing_form(self.beatriz)
        self.choose_reason()
        for title in self.beatriz.titles[:2]:
            browser.pick(title)
        browser.link("Enviar").see("Sucesso: 2 negativações a caminho do birô")
        self.assertEqual(len(self.beatriz.listings(self.demo)), 2)

    @manual(42, 44)
    def test_42_active_in_the_tab(self):
        browser = self.customer(self.beatriz, "Negativações de crédito")
        for title in self.beatriz.titles[:2]:
            self.wait_for(title, "Ativo")
        states = {row["state"] for row in self.beatriz.listings(self.demo)}
        self.assertEqual(states, {"inNotice"})
        browser.see("Ativo: no birô")

    @manual(43, 62)
    def test_43_details(self):
        browser = self.browser
        line = browser.row(self.beatriz.titles[0])
        if self.javascript:
            amount = line.find_element("css selector", "td.number")
            ActionChains(browser.driver).double_click(amount).perform()
        else:
            line.find_element("css selector", "a.main").click()
        browser.see("Linha do tempo")
        self.assertIn("/negativacoes/lst_", browser.driver.current_url)
        browser.see(self.beatriz.titles[0]).see("Beatriz Antunes")
        # The status of the manual, and beside it the exact state.
        browser.see("Carta a postar")
        self.assertIn("Ativo", [fact.text for fact in browser.all("dl.facts dd")])

    @manual(44)
    def test_44_error_and_what_it_takes_to_mend_it(self):
        browser = self.open_listing_form(self.dora)
        self.choose_reason()
        browser.pick(self.dora.titles[0]).link("Enviar").see("Sucesso")
        self.wait_for(self.dora.titles[0], "Erro")
        self.picture("44_error")
        browser.link(self.dora.titles[0]).see("abrevie-a")
        # The cause is mended on the record, and the title asked for again.
        self.customer(self.dora).link("Editar").fill("Logradouro", "Rua da Conceição")
        browser.link("Salvar").see("Cadastro salvo")
        self.open_listing_form(self.dora)
        self.choose_reason()
        browser.pick(self.dora.titles[0]).link("Enviar").see("Sucesso")
        browser.renew_until(
            "Atualizar", lambda: browser.all("main .badge.public"), "Dora is not listed")
        statuses = [cell.text for cell in browser.all("td[data-label=Status]")]
        self.assertEqual(sorted(statuses), ["Ativo", "Erro"])

    @manual(45, 46, 47, 48)
    def test_46_several_are_picked_for_removal(self):
        browser = self.customer(self.beatriz, "Negativações de crédito")
        for title in self.beatriz.titles[:2]:
            browser.pick(title)
        browser.link("Remover negativação").see("Excluir Negativação")
        # None arrives marked: each is marked again (item 47).
        self.assertEqual(
            len([box for box in browser.all("[data-pick]") if box.is_selected()]), 0)
        for title in self.beatriz.titles[:2]:
            browser.pick(title)
        browser.see("sem ele vai o que o título diz")
        browser.fill("Código de baixa", "Pagamento da dívida")
        self.show("excluir-negativacao")

    @manual(49, 50)
    def test_49_the_result_and_the_refreshed_grid(self):
        browser = self.browser
        browser.link("Remover negativação").see("Sucesso: as baixas de 2 negativações")
        browser.renew_until(
            "Atualizar", lambda: browser.text().count("Confirmada") == 2,
            "the bureau did not confirm")
        browser.link("Voltar").see("Negativações de crédito")
        for title in self.beatriz.titles[:2]:
            self.assertEqual(self.status(title), "Baixada")
        self.assertEqual(
            {row["state"] for row in self.beatriz.listings(self.demo)}, {"removed"})

    @manual(44)
    def test_50_the_three_statuses_in_the_list_of_all(self):
        browser = self.browser.menu("Negativações")
        browser.see("Baixada").see("Recusada").see(self.dora.name)

    @property
    def today(self):
        return self.demo.today()

    def title(self, number):
        """A title by its number, as the API answers it."""
        people = [self.beatriz, self.caio, self.dora, self.elias]
        owner = next(person for person in people if number in person.titles)
        rows = self.demo.api("GET", f"/receivables?personId={owner.id}")["data"]
        return next(row for row in rows if row["number"] == number)
