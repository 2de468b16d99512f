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
      _ = try await cancel.submit(to: path + "/cancelar", [:])
      #expect(try await site.office.receivables.receivable(title.id).status == .cancelled)
      let late = try await cancel.submit(to: path + "/renegociar", [:])
      #expect(late.status == .conflict)
      #expect(late.holds("O título está cancelado e não pode mudar assim."))
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
