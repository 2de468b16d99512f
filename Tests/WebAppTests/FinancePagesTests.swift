import Credit
import DebtCollection
import HTTPTypes
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

@Suite struct FinancePagesTests {
  @Test func item56_aReceiptIsTakenAtTheTitleAndUndoneThere() async throws {
    try await TestSite.with { site in
      let person = try await site.customer(1, name: "José & Filhos")
      let title = try await site.title(
        of: person.id, "2026/1", daysOverdue: 70, bankNumber: "00012345")
      let browser = try await site.browser(as: .collector)
      let list = try await browser.get("/financeiro/titulos?situacao=vencidos")
      try expectGolden(list.golden, "titulos.html")
      try expectGolden(
        try await browser.get(TitlePages.path(of: title.id)).golden, "titulo.html")
      let form = try await browser.get("/financeiro/titulos/\(title.id)/receber")
      try expectGolden(form.golden, "receber.html")

      let refused = try await form.submit(
        to: "/financeiro/titulos/\(title.id)/receber",
        ["amountCents": "12,x", "paidOn": "2026-12-01", "availableOn": "2026-11-30"])
      #expect(refused.status == .unprocessableContent)
      #expect(refused.holds("value=\"12,x\""))
      #expect(refused.holds("aria-invalid=\"true\""))
      let future = try await form.submit(
        to: "/financeiro/titulos/\(title.id)/receber",
        ["amountCents": "129,90", "paidOn": "2026-12-01", "availableOn": "2026-11-30"])
      #expect(future.holds("O pagamento não pode ser de um dia que não chegou."))
      #expect(future.holds("O dinheiro não fica disponível antes de ser pago."))

      let done = try await form.submit(
        to: "/financeiro/titulos/\(title.id)/receber",
        ["amountCents": "129,90", "paidOn": "2026-11-24", "availableOn": "2026-11-25"])
      #expect(done.location == TitlePages.path(of: title.id))
      let paid = try await done.follow()
      #expect(paid.holds("Recebido: R$ 129,90. O título está pago."))
      #expect(try await site.office.receivables.receivable(title.id).status == .paid)

      let payments = try await browser.get("/financeiro/recebimentos")
      try expectGolden(payments.golden, "recebimentos.html")
      let payment = try #require(try await site.office.payments.payments(of: title.id).first)
      let undo = try await browser.get(TitlePages.reversalPath(of: payment.id))
      let empty = try await undo.submit(
        to: TitlePages.reversalPath(of: payment.id), ["reason": " "])
      #expect(empty.holds("Preencha este campo."))
      let undone = try await undo.submit(
        to: TitlePages.reversalPath(of: payment.id), ["reason": "cheque devolvido"])
      #expect(try await undone.follow().holds("cheque devolvido"))
      #expect(try await site.office.receivables.receivable(title.id).status == .open)
    }
  }

  @Test func aTitleIsDisputedAndClosedWithItsReasonKept() async throws {
    try await TestSite.with { site in
      let person = try await site.customer(1, name: "Ana")
      let title = try await site.title(of: person.id, "1", daysOverdue: 70)
      let browser = try await site.browser(as: .collector)
      let path = "/financeiro/titulos/\(title.id)"
      let form = try await browser.get(path + "/contestar")
      let refused = try await form.submit(to: path + "/contestar", ["open": "true"])
      #expect(refused.holds("Diga o motivo da contestação."))
      let opened = try await form.submit(
        to: path + "/contestar",
        ["open": "true", "reason": "não reconhece", "courtOrder": "true"])
      let page = try await opened.follow()
      #expect(page.holds("Contestado") && page.holds("Ordem judicial"))
      #expect(page.holds("não reconhece"))
      let closing = try await browser.get(path + "/contestar")
      #expect(closing.holds("Encerre só se ela não vale mais"))
      _ = try await closing.submit(to: path + "/contestar", ["open": "false"])
      #expect(try await !site.office.receivables.receivable(title.id).isDisputed)
      let cancel = try await browser.get(path + "/cancelar")
      #expect(cancel.holds("nada muda no birô"))
      let silent = try await cancel.submit(to: path + "/cancelar", ["reason": " "])
      #expect(silent.status == .unprocessableContent && silent.holds("Preencha este campo."))
      let gone = try await cancel.submit(to: path + "/cancelar", ["reason": "Cobrança indevida"])
      #expect(try await gone.follow().holds("Cobrança indevida"))
      #expect(try await site.office.receivables.receivable(title.id).status == .cancelled)
      let late = try await cancel.submit(
        to: path + "/renegociar",
        [
          "agreement.amountCents": "100,00", "agreement.parts": "2",
          "agreement.firstDueOn": "31/12/2026",
        ])
      #expect(late.status == .conflict)
      #expect(late.holds("O título está cancelado e não pode mudar assim."))
    }
  }

  @Test func aReceiptFarAboveWhatIsDueIsAskedForOnceMoreAndOwedBack() async throws {
    try await TestSite.with { site in
      let person = try await site.customer(1, name: "Ana")
      let title = try await site.title(of: person.id, "1", daysOverdue: 70, cents: 11_457)
      let browser = try await site.browser(as: .collector)
      let path = "/financeiro/titulos/\(title.id)"
      let form = try await browser.get(path + "/receber")
      #expect(form.holds("Valor atualizado: R$ 119,53 hoje"))
      #expect(!form.holds("name=\"excess\""))
      var fields = [
        "amountCents": "1.234,5", "paidOn": "2026-11-24", "availableOn": "2026-11-24",
        "settleBy": "principal",
      ]
      let asked = try await form.submit(to: path + "/receber", fields)
      #expect(asked.status == .unprocessableContent)
      #expect(asked.holds("É R$ 1.114,97 a mais do que falta."))
      #expect(asked.holds("name=\"excess\"") && asked.holds("value=\"1.234,5\""))
      #expect(try await site.office.receivables.receivable(title.id).status == .open)
      fields["excess"] = "true"
      let done = try await asked.submit(to: path + "/receber", fields)
      let page = try await done.follow()
      #expect(page.holds("R$ 1.114,97 a devolver"))
      #expect(try await site.office.receivables.receivable(title.id).status == .paid)
      // Nothing is due any more: the first button is no receipt.
      #expect(page.holds("Registrar valor a devolver"))
      let again = try await browser.get(path + "/receber")
      #expect(again.holds("tudo o que entrou por ele fica a devolver"))
      fields["amountCents"] = "114,57"
      fields["excess"] = nil
      let refused = try await again.submit(to: path + "/receber", fields)
      #expect(refused.holds("Nada falta pagar: R$ 114,57 ficam a devolver."))
      #expect(try await site.office.payments.payments(of: title.id).count == 1)
    }
  }

  @Test func aRenegotiationCreatesTheTitlesOfTheAgreement() async throws {
    try await TestSite.with { site in
      let person = try await site.customer(1, name: "Ana")
      let title = try await site.title(of: person.id, "2026/7", daysOverdue: 70, cents: 10_000)
      let browser = try await site.browser(as: .collector)
      let path = "/financeiro/titulos/\(title.id)"
      let form = try await browser.get(path + "/renegociar")
      #expect(form.holds("value=\"104,33\""))
      let wrong = try await form.submit(
        to: path + "/renegociar",
        [
          "agreement.amountCents": "0,01", "agreement.parts": "3",
          "agreement.firstDueOn": "01/01/2026",
        ])
      #expect(wrong.holds("A primeira parcela não vence antes de hoje."))
      #expect(wrong.holds("O valor do acordo vai de R$ 0,01 por parcela"))
      let done = try await form.submit(
        to: path + "/renegociar",
        [
          "agreement.amountCents": "100,00", "agreement.parts": "3",
          "agreement.firstDueOn": "15/12/2026",
        ])
      let page = try await done.follow()
      #expect(page.holds("3 títulos do acordo foram criados."))
      #expect(page.holds("2026/7-A1") && page.holds("15/02/2027") && page.holds("R$ 33,34"))
      let first = try #require(
        try await site.office.receivables.agreementTitles(of: title.id).first)
      let part = try await browser.get(TitlePages.path(of: first.id))
      #expect(part.holds(TitlePages.path(of: title.id)))
    }
  }

  @Test func searchNeverPutsADocumentIntoAnAddress() async throws {
    try await TestSite.with { site in
      let person = try await site.customer(1, name: "Ana")
      _ = try await site.title(of: person.id, "1", daysOverdue: 70)
      let browser = try await site.browser(as: .attendant)
      let page = try await browser.get("/financeiro/titulos?situacao=vencidos")
      let document = CPF.fictitious(number: 1).bare
      let found = try await page.submit(
        to: TitlePages.searchPath, ["search": document, "situacao": "vencidos"])
      #expect(found.location == "/financeiro/titulos?situacao=vencidos&pessoa=\(person.id)")
      let missed = try await page.submit(
        to: TitlePages.searchPath, ["search": CPF.fictitious(number: 2).bare])
      #expect(try await missed.follow().holds("Ninguém tem o documento procurado."))
      let byName = try await page.submit(to: TitlePages.searchPath, ["search": "ana"])
      #expect(try await byName.follow().holds(">Ana<"))
    }
  }

  @Test func exportIsExactlyWhatTheListShows() async throws {
    try await TestSite.with { site in
      let person = try await site.customer(1, name: "=Fórmula; \"A\"")
      _ = try await site.title(of: person.id, "velho", daysOverdue: 70)
      _ = try await site.title(of: person.id, "novo", daysOverdue: -5)
      let browser = try await site.browser(as: .attendant)
      let all = try await browser.get("/financeiro/titulos/exportar.csv").text
      #expect(all.split(separator: "\r\n").count == 3)
      let overdue = try await browser.get("/financeiro/titulos/exportar.csv?situacao=vencidos")
      let lines = overdue.text.split(separator: "\r\n")
      #expect(lines.count == 2)
      #expect(lines.last?.contains(#""'=Fórmula; ""A""""#) == true, "\(lines)")
      #expect(lines.last?.contains(";129,90;129,90;Vencido;Não;") == true, "\(lines)")
    }
  }

  @Test func whatARoleMayNotDoIsNotShownAndRefused() async throws {
    try await TestSite.with { site in
      let person = try await site.customer(1, name: "Ana")
      let title = try await site.title(of: person.id, "1", daysOverdue: 70)
      let browser = try await site.browser(as: .attendant)
      let page = try await browser.get(TitlePages.path(of: title.id))
      #expect(!page.holds("/receber"))
      let list = try await browser.get(TitlePages.path)
      #expect(!list.holds("/financeiro/importacoes") && !list.holds("/financeiro/retorno"))
      for path in [
        "/financeiro/titulos/\(title.id)/receber", "/financeiro/importacoes",
        "/financeiro/retorno", "/crm/cobranca/parametros", "/crm/cobranca/simular",
        "/negativacoes/aprovar", "/relatorios/recuperacao",
      ] {
        #expect(try await browser.get(path).status == .forbidden, "\(path)")
      }
      let token = try #require(list.token)
      let upload = try await browser.upload(
        "/financeiro/retorno", [("_token", token)], file: [1, 2, 3])
      #expect(upload.status == .forbidden)
    }
  }
}
