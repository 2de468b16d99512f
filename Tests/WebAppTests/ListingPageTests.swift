import Credit
import HTTPTypes
import JSONText
import SQLDatabase
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages
@testable import DebtCollection

/// Negativações: the list, one listing, approval, export.
@Suite struct ListingPageTests {
  private static let hostile = "\"\u{301} onmouseover=alert(1) <b>\u{5D0}D'Ávila"

  private func list(
    _ book: PeopleBook, _ person: ID<Person>, _ number: String
  ) async throws -> ID<Listing> {
    let title = try await book.title(of: person, number, daysLate: 90)
    let made = try await book.site.office.listings.requestListings(
      of: [title.id], restrictionCode: "internet", actor: Actor.user("ana@provedor.example"))
    return try #require(made.first).id
  }

  @Test func theListShowsFiltersAndGoesOnWhereItEnded() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let ana = try await book.person("Ana Souza", .customer, number: 1)
      let hostile = try await book.person(Self.hostile, .customer, number: 2)
      _ = try await list(book, ana.id, "A-1")
      _ = try await list(book, hostile.id, "<i>B-1")
      let browser = try await site.browser(as: .collector)
      let page = try await browser.get("/negativacoes")
      #expect(!page.holds(Self.hostile))
      let named = try await page.submit(to: "/negativacoes/busca", ["search": "ana s"])
      #expect(named.location == "/negativacoes?nome=ana%20s")
      let narrowed = try await named.follow()
      #expect(narrowed.holds("A-1"))
      #expect(!narrowed.holds("B-1"))
      let document = CPF.fictitious(number: 2).formatted
      let found = try await page.submit(to: "/negativacoes/busca", ["search": document])
      #expect(found.location == "/negativacoes?pessoa=\(hostile.id)")
      let nobody = try await page.submit(
        to: "/negativacoes/busca", ["search": CPF.fictitious(number: 77).bare])
      #expect(nobody.location == "/negativacoes?busca=documento-desconhecido")
      #expect(try await nobody.follow().holds("Ninguém tem o documento procurado."))
      #expect(
        try await browser.get("/negativacoes?situacao=ativas").holds(
          "Nenhuma negativação nesta situação"))
      #expect(
        try await browser.get("/negativacoes?cursor=x").status == .unprocessableContent)
      #expect(try await browser.get("/negativacoes?foo=1").status == .unprocessableContent)
    }
  }

  @Test func theFileHoldsExactlyWhatTheListShows() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let ana = try await book.person("Ana", .customer, number: 1)
      let formula = try await book.person("=cmd|x", .customer, number: 2)
      for number in 1...3 { _ = try await list(book, ana.id, "A-\(number)") }
      _ = try await list(book, formula.id, "F-1")
      let browser = try await site.browser(as: .auditor)
      let file = try await browser.get("/negativacoes/exportar.csv?nome=ana")
      #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
      let lines = file.text.split(separator: "\r\n")
      #expect(lines.count == 4)
      #expect(lines[0].hasPrefix("\u{FEFF}codigo;pessoa;documento"))
      #expect(lines.dropFirst().allSatisfy { $0.contains(";Ana;") && $0.contains("***") })
      let all = try await browser.get("/negativacoes/exportar.csv")
      #expect(all.text.contains("\"'=cmd|x\""))
    }
  }

  @Test func oneListingTellsItsLifeAndWhatCanBeDone() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let ana = try await book.person("Ana Souza", .customer, number: 1)
      let id = try await list(book, ana.id, "A-1")
      let browser = try await site.browser(as: .collector)
      let page = try await browser.get("/negativacoes/\(id)")
      #expect(page.holds("Remover negativação"))
      // What ends it by way of its title is offered too, and why the letter is not there yet.
      let title = try await site.office.listings.listing(id).0.receivable
      for part in [
        "href=\"/financeiro/titulos/\(title)\"", "/financeiro/titulos/\(title)/receber",
        "/financeiro/titulos/\(title)/contestar", "O birô ainda não emitiu a carta.",
      ] { #expect(page.holds(part), "\(part) is missing") }
      let unpicked = try await browser.get(ListingPages.removalPath)
      #expect(unpicked.location == ListingPages.path)
      #expect(try await unpicked.follow().holds("marque pelo menos uma"))
      #expect(try await browser.get("/negativacoes/lst_0000000000000").status == .notFound)
      #expect(try await browser.get("/negativacoes/per_0000000000001").status == .notFound)
      let letter = try await browser.get("/negativacoes/\(id)/carta.pdf")
      #expect(letter.status == .conflict)
      #expect(letter.holds("ainda não emitiu a carta comunicado"))
      // What a role may not do is not shown, and is refused all the same.
      let attendant = try await site.browser(as: .attendant)
      let seen = try await attendant.get("/negativacoes/\(id)")
      #expect(!seen.holds("Remover negativação") && !seen.holds("/receber"))
      #expect(
        try await attendant.get("/negativacoes/baixa?negativacao=\(id)").status == .forbidden)
    }
  }

  @Test func approvalTakesASecondPerson() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      var change = ParametersChange()
      change.requiresListingApproval = true
      _ = try await site.office.houseParameters.updateParameters(change)
      let ana = try await book.person("Ana", .customer, number: 1)
      let id = try await list(book, ana.id, "A-1")
      let path = "/negativacoes/\(id)/aprovacao"
      #expect(try await site.browser(as: .collector).get(path).status == .forbidden)
      let approver = try await site.browser(as: .approver)
      let page = try await approver.get(path)
      let token = try #require(page.token)
      try expectGolden(
        PageText.content(page.text, replacing: [(token, "TOKEN")]), "aprovacao.txt")
      let kept = try await page.submit(
        to: path, ["decision": "approve", "note": String(repeating: "n", count: 501)])
      #expect(kept.status == .unprocessableContent)
      #expect(kept.holds("o máximo é 500"))
      #expect(kept.holds(String(repeating: "n", count: 501)))
      let done = try await kept.submit(to: path, ["decision": "approve", "note": "Conferido."])
      #expect(done.location == "/negativacoes/\(id)")
      let after = try await done.follow()
      #expect(after.holds("Conferido."))
      #expect(after.holds("Aprovada"))
      #expect(try await site.office.listings.listing(id).listing.state.word == .queued)
      #expect(try await approver.get(path).holds("já não espera aprovação"))
    }
  }

  /// Several are decided at once: what they come to is told before, and each is on its way after.
  @Test func severalAreApprovedTogether() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      var change = ParametersChange()
      change.requiresListingApproval = true
      _ = try await site.office.houseParameters.updateParameters(change)
      let ana = try await book.person("Ana", .customer, number: 1)
      let ids = [try await list(book, ana.id, "A-1"), try await list(book, ana.id, "A-2")]
      let approver = try await site.browser(as: .approver)
      let picked = ids.map { "negativacao=\($0)" }.joined(separator: "&")
      let path = "/negativacoes/aprovar/decidir"
      let page = try await approver.get("\(path)?\(picked)")
      #expect(page.holds("as 2 negativações (<strong>R$ 246,90</strong>) seguem para o birô"))
      let token = try #require(page.token)
      let fields = [("_token", token), ("decision", "approve"), ("note", "Conferidas.")]
      let done = try await approver.post(
        path, fields + ids.map { ("negativacao", $0.description) })
      let told = try await done.follow()
      #expect(told.holds("2 aprovadas: seguem para o birô"))
      #expect(told.holds("Nada espera aprovação"))
      for id in ids {
        #expect(try await site.office.listings.listing(id).listing.state.word == .queued)
      }
    }
  }

  /// The bureau sends the letter a while after it accepts: until then no page says it was sent.
  @Test func theLetterIsSentOnlyOnceItIs() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let ana = try await book.person("Ana Souza", .customer, number: 1)
      let id = try await list(book, ana.id, "A-1")
      let browser = try await site.browser(as: .administrator)
      let paths = [
        "/negativacoes", "/negativacoes/\(id)", "/clientes/\(ana.id)/negativacoes",
        "/financeiro/titulos", "/negativacoes/exportar.csv",
        "/negativacoes/baixa?negativacao=\(id)",
      ]
      for (issuedOn, words, other) in [
        (nil, "Carta a postar", "Carta enviada"),
        (PeopleBook.today, "Carta enviada", "Carta a postar"),
      ] as [(CivilDate?, String, String)] {
        try await report(
          site, id, .noticePeriod, version: issuedOn == nil ? 2 : 3, issuedOn: issuedOn)
        for path in paths {
          let page = try await browser.get(path)
          let main = PageText.content(page.text)
          let text = main.hasPrefix("(no") ? page.text : main
          #expect(text.contains(words), "\(path): \(text)")
          #expect(!text.contains(other), "\(path): \(text)")
        }
      }
    }
  }

  @Test("manual-checklist 44: the word under Status says what is the case, and nothing else")
  func theWordUnderStatus() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let ana = try await book.person("Ana Souza", .customer, number: 1)
      let id = try await list(book, ana.id, "A-1")
      let browser = try await site.browser(as: .collector)
      let steps: [(BureauRecordState, String)] = [
        (.noticePeriod, "Ativo"), (.visible, "Ativo"), (.suspended, "Suspensa"),
        (.removed, "Baixada pelo birô"),
      ]
      for (version, step) in steps.enumerated() {
        try await report(
          site, id, step.0, version: Int64(version + 2), issuedOn: PeopleBook.today)
        let page = try await browser.get("/negativacoes/\(id)")
        #expect(page.holds("<dt>Status</dt><dd>\(step.1)</dd>"), "\(step.0)")
        let isShown = step.0 == .visible
        let list = try await browser.get("/negativacoes?situacao=ativas")
        #expect(list.holds("A-1") == isShown, "\(step.0)")
        // What is hidden is not counted as visible.
        let figures = try await site.office.figures.bookFigures()
        let visible = ListingSituation.active.states.reduce(0) {
          $0 + (figures.listings[$1]?.count ?? 0)
        }
        #expect(visible == (isShown ? 1 : 0), "\(step.0)")
      }
    }
  }

  @Test("manual-checklist 47: on Excluir Negativação the records are marked again")
  func nothingArrivesMarked() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let ana = try await book.person("Ana Souza", .customer, number: 1)
      let ids = [try await list(book, ana.id, "A-1"), try await list(book, ana.id, "A-2")]
      let browser = try await site.browser(as: .collector)
      let query = ids.map { "negativacao=\($0)" }.joined(separator: "&")
      let page = try await browser.get("/negativacoes/baixa?\(query)")
      #expect(page.holds("Marque de novo as negativações a remover"))
      #expect(page.holds("A-1") && page.holds("A-2") && !page.holds(" checked"))
      // Without a mark nothing is removed; what was marked stays so where the reason is unknown.
      let token = try #require(page.token)
      let offered = ids.map { ("oferecida", $0.description) }
      let unmarked = try await browser.post(
        "/negativacoes/baixa", offered + [("reason", "payment"), ("_token", token)])
      #expect(unmarked.status == .unprocessableContent)
      #expect(unmarked.holds("Marque pelo menos uma negativação."))
      let marked = try await browser.post(
        "/negativacoes/baixa",
        offered + [
          ("negativacao", ids[0].description), ("reason", "nothing"), ("_token", token),
        ])
      #expect(marked.status == .unprocessableContent && marked.holds(" checked"))
      for id in ids {
        #expect(try await site.office.listings.listing(id).listing.state.word == .queued)
      }
    }
  }

  /// A removal that the bureau has and does not confirm is asked about again from the page.
  @Test func aRemovalThatIsNotConfirmedIsAskedForAgain() async throws {
    try await TestSite.with { site in
      let book = try await PeopleBook.make(site)
      try await book.fetchLists()
      let ana = try await book.person("Ana Souza", .customer, number: 1)
      let id = try await list(book, ana.id, "A-1")
      try await report(site, id, .visible, version: 2, issuedOn: PeopleBook.today)
      _ = try await site.office.removals.removeListings([id], reason: .payment, actor: .system)
      site.bureau.answer(removal: .answered(.accepted))
      let worker = TransmissionDuty(office: site.office, worker: "teste")
      while try await worker.runDue() {}
      #expect(try await site.office.listings.listing(id).listing.state.word == .removalSubmitted)
      let browser = try await site.browser(as: .collector)
      #expect(try await browser.get("/negativacoes").holds("name=\"negativacao\""))
      let page = try await browser.get("/negativacoes/\(id)")
      #expect(page.holds("Pedir a baixa de novo") && page.holds("data-live"))
      let form = try await browser.get("/negativacoes/baixa?negativacao=\(id)")
      #expect(form.holds("o birô é consultado agora"))
      let fields = [
        "negativacao": id.description, "oferecida": id.description, "reason": "payment",
      ]
      let done = try await form.submit(to: "/negativacoes/baixa", fields)
      #expect(try await done.follow().holds("Sucesso: a baixa foi pedida"))
      #expect(try await browser.get("/negativacoes/\(id)").holds("A baixa foi pedida de novo"))
    }
  }

  private func report(
    _ site: TestSite, _ id: ID<Listing>, _ state: BureauRecordState, version: Int64,
    issuedOn: CivilDate?
  ) async throws {
    let listing = try await site.office.listings.listing(id).listing
    let now = site.clock.now()
    try await site.office.database.write { transaction in
      _ = try site.office.listings.applyReport(
        reference: listing.reference,
        record: BureauRecord(
          reference: "B-1", version: version, state: state, acceptedAt: now,
          noticeIssuedOn: issuedOn, visibleFrom: issuedOn?.adding(days: 15),
          visibleAt: state == .visible ? now : nil),
        actor: .bureau, in: transaction)
    }
  }
}
