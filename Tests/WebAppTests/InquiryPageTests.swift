import Credit
import DebtCollection
import HTTPTypes
import SQLDatabase
import TestKit
import Testing

@testable import CreditorAPI
@testable import CreditorPages

/// Asking, the report, the history and the report of inquiries.
@Suite struct InquiryPageTests {
  private static func ask(
    _ browser: Browser, _ person: PersonRow, again: Bool = false
  ) async throws -> PageSeen {
    let path = "/consultas/pessoa/\(person.id)"
    var fields = ["product": "basic", "purpose": "credit-granting"]
    if !again { fields["reuse"] = "true" }
    return try await browser.get(path).submit(to: path, fields)
  }

  @Test func item30_theReportSaysFirstWhatItMeans() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let person = try await book.person("José da Conceição", .customer, number: 1)
      let browser = try await site.browser(as: .collector)
      site.bureau.answer(inquiry: PeopleBook.report(restricted: true))
      let report = try await Self.ask(browser, person).follow()
      try expectGolden(report.main, "report-restricted.html")
      #expect(report.holds("Constam restrições"))
      #expect(report.holds("Não vender a prazo"))
      // Blocks that nobody foresaw are shown; phones never are.
      #expect(report.holds("somethingNew"))
      #expect(!report.holds("3333-3333"))
      let pdf = try await browser.get(report.path + "/relatorio.pdf")
      #expect(pdf.status == .ok)
      #expect(pdf.headers[.contentType] == "application/pdf")
    }
  }

  @Test func anotherNameAtTheBureauIsNotedBeforeTheDecision() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let browser = try await site.browser(as: .attendant)
      for (number, name, isSame) in [
        (UInt64(1), "JOSE  DA CONCEICAO", true), (2, "Maria das Dores", false),
      ] {
        let person = try await book.person(name, .lead, number: number)
        site.bureau.answer(inquiry: PeopleBook.report(restricted: false))
        let report = try await Self.ask(browser, person).follow()
        #expect(report.holds("Confira um documento com foto") != isSame, "\(name)")
        #expect(report.holds("Conferir identidade") != isSame, "\(name)")
        #expect(report.holds("Não decidir ainda") != isSame)
        #expect(report.holds("class=\"result good\"") == isSame)
        let list = try await browser.get("/crm/leads/\(person.id)/consultas")
        #expect(list.holds("Conferir identidade") != isSame)
      }
    }
  }

  @Test func neverNadaConstaWhileASourceIsDown() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let person = try await book.person("José da Conceição", .customer, number: 1)
      let browser = try await site.browser(as: .attendant)
      site.bureau.answer(inquiry: PeopleBook.report(restricted: false, silent: true))
      let report = try await Self.ask(browser, person).follow()
      try expectGolden(report.main, "report-partial.html")
      #expect(!report.main.lowercased().contains("nada consta"))
      #expect(report.holds("Não responderam: Protestos"))
      #expect(report.holds("sem resposta de Protestos") && !report.main.contains("protests"))
      #expect(report.holds("não respondeu"))
      let list = try await browser.get("/consultas")
      #expect(list.holds("Incompleta") && !list.holds("Consta restrição; incompleta"))
      // Without the right to see costs there is none on the page.
      #expect(!report.main.contains("Custo"))
    }
  }

  @Test func aFailureIsToldAndNeverBilled() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let person = try await book.person("José", .lead, number: 1)
      let browser = try await site.browser(as: .collector)
      let report = try await Self.ask(browser, person).follow()
      #expect(report.holds("A consulta não foi respondida"))
      #expect(report.holds("Não decidir ainda"))
      #expect(report.holds("Consultar de novo"))
      #expect(!report.main.lowercased().contains("nada consta"))
      #expect(try await site.office.inquiries.inquiryTotals(InquiryBrowse()).cost == .zero)
    }
  }

  @Test func insideTheIntervalNothingIsPaidTwiceWithoutBeingTold() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let person = try await book.person("José da Conceição", .customer, number: 1)
      let browser = try await site.browser(as: .collector)
      site.bureau.answer(inquiry: PeopleBook.report(restricted: false))
      _ = try await Self.ask(browser, person)
      let form = try await browser.get("/consultas/pessoa/\(person.id)")
      #expect(form.holds("Usar a resposta de hoje"))
      #expect(form.holds("Consultar de novo · R$ 1,90"))
      let reused = try await Self.ask(browser, person).follow()
      #expect(reused.holds("sem novo custo"))
      let alert = try await Self.ask(browser, person, again: true)
      #expect(alert.status == .ok)
      try expectGolden(alert.main, "inquiry-again.html")
      #expect(try await site.office.inquiries.inquiryTotals(InquiryBrowse()).count == 2)
      site.bureau.answer(inquiry: PeopleBook.report(restricted: true))
      let paid = try await alert.submit(
        to: alert.path,
        [
          "product": "basic", "purpose": "credit-granting", "choice": "pay",
        ])
      #expect(try await paid.follow().holds("Constam restrições"))
      let totals = try await site.office.inquiries.inquiryTotals(InquiryBrowse())
      #expect([totals.count, totals.reusedCount] == [3, 1])
      #expect(totals.cost == Cents(380))
    }
  }

  @Test func whatIsPromisedBelongsToTheProductOfTheButton() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      try await site.office.database.write { transaction in
        _ = try transaction.execute(
          """
          INSERT INTO integration_products (integration_id, code, name, person, price_cents,
            sections)
          SELECT integration_id, 'plus', 'Consulta completa', 'any', 590, '[]'
          FROM integration_products WHERE code = 'basic'
          """)
      }
      let person = try await book.person("José da Conceição", .customer, number: 1)
      let browser = try await site.browser(as: .collector)
      let path = "/consultas/pessoa/\(person.id)"
      site.bureau.answer(inquiry: PeopleBook.report(restricted: false))
      let fresh = try await browser.get(path)
      #expect(fresh.holds("Consultar · R$ 1,90") && fresh.holds("Consultar · R$ 5,90"))
      _ = try await fresh.submit(
        to: path, ["ask": "reuse:plus", "purpose": "credit-granting"])
      // The product asked for last stands first; only it is promised without cost.
      let form = try await browser.get(path)
      #expect(form.holds("value=\"reuse:plus\">Usar a resposta de hoje"))
      #expect(form.holds("Consultar · R$ 1,90"))
      let first = try #require(form.main.firstRange(of: "Consulta completa"))
      let second = try #require(form.main.firstRange(of: "Consulta básica"))
      #expect(first.lowerBound < second.lowerBound)
      let reused = try await form.submit(
        to: path, ["ask": "reuse:plus", "purpose": "credit-granting"])
      #expect(try await reused.follow().holds("sem novo custo"))
      site.bureau.answer(inquiry: PeopleBook.report(restricted: false))
      _ = try await form.submit(to: path, ["ask": "reuse:basic", "purpose": "credit-granting"])
      // The bureau itself says what it charges: R$ 1,90 each time.
      #expect(try await site.office.inquiries.inquiryTotals(InquiryBrowse()).cost == Cents(2 * 190))
      let alert = try await form.submit(
        to: path, ["ask": "pay:plus", "purpose": "credit-granting"])
      #expect(alert.holds("Este documento já foi consultado"))
    }
  }

  @Test func askingAgainKeepsWhoIsNotRegisteredAndTellsWhatWasCharged() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let browser = try await site.browser(as: .collector)
      let document = CPF.fictitious(number: 50)
      let report = try await browser.get("/consultas").submit(
        to: "/consultas",
        ["document": document.formatted, "product": "basic", "purpose": "collection"]
      ).follow()
      #expect(report.holds("cobrado"))
      let again = "\(report.path)/de-novo"
      #expect(report.holds("href=\"\(again)\""))
      let form = try await browser.get(again)
      #expect(form.holds(document.masked) && !form.holds(document.bare))
      site.bureau.answer(inquiry: PeopleBook.report(restricted: false))
      let asked = try await form.submit(
        to: again, ["ask": "reuse:basic", "purpose": "collection"])
      #expect(try await asked.follow().holds(document.masked))
    }
  }

  @Test func theCentralTakesAnyDocumentAndTellsAllFaultsAtOnce() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      let browser = try await site.browser(as: .attendant)
      let empty = try await browser.get("/consultas")
      #expect(empty.holds("Buscar produtos do birô"))
      try await book.fetchLists()
      let central = try await browser.get("/consultas")
      try expectGolden(central.main, "central.html")
      let refused = try await central.submit(
        to: "/consultas", ["document": "123", "product": "basic", "purpose": ""])
      #expect(refused.status == .unprocessableContent)
      #expect(refused.holds("f-document-fault"))
      #expect(refused.holds("f-purpose-fault"))
      #expect(refused.holds("value=\"123\""))
      site.bureau.answer(inquiry: PeopleBook.report(restricted: false))
      let document = CPF.fictitious(number: 50)
      let report = try await central.submit(
        to: "/consultas",
        ["document": document.formatted, "product": "basic", "purpose": "collection"])
      let shown = try await report.follow()
      #expect(shown.holds("Nada consta"))
      #expect(shown.holds(document.masked))
      #expect(!shown.holds(document.bare))
      let found = try await browser.get("/consultas").submit(
        to: "/consultas/busca", ["search": document.formatted])
      let location = try #require(found.location)
      #expect(location.hasPrefix("/consultas?documento-de=inq_"))
      #expect(try await found.follow().holds(document.masked))
    }
  }

  @Test func theReportOfInquiriesCountsReuseAndCost() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let person = try await book.person("José da Conceição", .customer, number: 1)
      let collector = try await site.browser(as: .collector)
      site.bureau.answer(inquiry: PeopleBook.report(restricted: false))
      _ = try await Self.ask(collector, person)
      _ = try await Self.ask(collector, person)
      let page = try await collector.get("/relatorios/consultas")
      try expectGolden(page.main, "report-inquiries.html")
      #expect(try await collector.get("/relatorios").holds("/relatorios/consultas"))
      let csv = try await collector.get("/relatorios/consultas/exportar.csv?tipo=fisica")
      #expect(csv.text.split(separator: "\r\n").count == 3)
      #expect(csv.text.contains(";1,90"))
      let none = try await collector.get("/relatorios/consultas/exportar.csv?tipo=juridica")
      #expect(none.text.split(separator: "\r\n").count == 1)
      let pdf = try await collector.get("/relatorios/consultas/relatorio.pdf")
      #expect(pdf.headers[.contentType] == "application/pdf")
      // A day is read as it is typed, and one that does not exist is told.
      let typed = try await page.submit(to: "/relatorios/consultas/busca", ["de": "01112026"])
      #expect(typed.location?.contains("de=2026-11-01") == true)
      let wrong = try await page.submit(to: "/relatorios/consultas/busca", ["de": "31/02/2026"])
      #expect(wrong.status == .unprocessableContent)
      #expect(wrong.holds("deve ser uma data que existe"))
      // A search that found nobody prints nobody.
      let miss = try await collector.get(
        "/relatorios/consultas/relatorio.pdf?busca=documento-desconhecido")
      #expect(miss.text.utf8.count < pdf.text.utf8.count)
      let attendant = try await site.browser(as: .attendant)
      #expect(!(try await attendant.get("/relatorios/consultas").main.contains("1,90")))
    }
  }
}
