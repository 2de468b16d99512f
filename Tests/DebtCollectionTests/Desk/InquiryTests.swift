import Credit
import JSONText
import Letters
import Outbound
import Refusals
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

@Suite("Inquiries")
struct InquiryTests {
  private let document = Document.cpf(CPF.fictitious(number: 1))

  private func request(reuse: Bool = true) -> InquiryRequest {
    InquiryRequest(
      subject: .document(document), product: "basic", purpose: .creditGranting, reuse: reuse)
  }

  @Test(
    "manual-checklist 24, 26: switched off, nothing is asked", arguments: TestDatabase.available)
  func switchedOff(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      _ = try await desk.office.database.write {
        try $0.execute("UPDATE parameters SET uses_credit_analysis = 0")
      }
      let refusal = await #expect(throws: Refusal.self) {
        try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      }
      #expect(refusal?.code == "credit-analysis-off")
      #expect(desk.bureau.inquiryCount == 0)
    }
  }

  @Test(
    "manual-checklist 30: the answer is kept, priced, published, sealed and logged",
    arguments: TestDatabase.available)
  func answered(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      desk.bureau.answer { _, question in
        // Recorded before the call.
        let running = try? await desk.number(
          "SELECT count(*) FROM inquiries WHERE state = 'running'")
        #expect(running == 1)
        #expect(question.document == self.document.bare)
        return .answered(sampleReport(restricted: true))
      }
      let record = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      #expect(record.outcome == .restricted)
      #expect(record.cost == Cents(250))
      #expect(record.maskedDocument == document.masked)
      #expect(record.recommendation.decision == .deny)
      #expect(record.recommendation.reasons.map(\.code) == ["has-listings"])
      #expect(record.digest?.summary.first?.total == Cents(30_000))
      #expect(try await desk.office.eventLog.events().items.map(\.name) == ["inquiry.completed"])
      let sealed = try await desk.office.database.read {
        try $0.first("SELECT report_sealed FROM inquiries") { try $0.bytes(0) }
      }
      #expect(!String(decoding: sealed ?? [], as: UTF8.self).contains("Souza"))
      let opened = try await desk.office.inquiries.openInquiry(record.id, actor: desk.actor)
      #expect(opened.report?["name"]?.string == "Ana de Souza")
      #expect(opened.sections["listings"] != nil)
      #expect(opened.sections["phones"] == nil)
      let log = try await desk.office.accessRecords.accessLog(bareDocument: document.bare).items
      #expect(log.map(\.action) == ["inquiry.report-opened", "inquiry.requested"])
      #expect(log.allSatisfy { $0.actor == desk.actor.name && $0.purpose == "credit-granting" })
    }
  }

  struct Wait: Sendable {
    let days: Int
    let interval: Int
    let reused: Bool
  }

  @Test(
    "inside the interval the same document is answered without cost, whoever asks",
    arguments: TestDatabase.available,
    [
      Wait(days: 0, interval: 30, reused: true), Wait(days: 29, interval: 30, reused: true),
      Wait(days: 30, interval: 30, reused: false), Wait(days: 0, interval: 1, reused: true),
      Wait(days: 1, interval: 1, reused: false), Wait(days: 0, interval: 0, reused: false),
    ])
  func reuse(engine: TestDatabase, wait: Wait) async throws {
    try await Desk.with(engine) { desk in
      _ = try await desk.office.database.write {
        try $0.execute("UPDATE parameters SET inquiry_interval_days = ?1", [wait.interval])
      }
      let person = try await desk.addPerson()
      desk.bureau.answer(.answered(sampleReport()))
      let first = try await desk.office.inquiries.inquire(
        InquiryRequest(subject: .person(person), product: "basic", purpose: .creditGranting),
        actor: desk.actor)
      desk.advance(days: wait.days)
      let second = try await desk.office.inquiries.inquire(
        request(), actor: Actor("user:outro@x.example"))
      #expect(second.isReused == wait.reused)
      #expect(second.reusedFrom == (wait.reused ? first.id : nil))
      #expect(second.cost == (wait.reused ? .zero : Cents(250)))
      #expect(second.outcome == .clean)
      #expect(second.person == person)
      #expect(desk.bureau.inquiryCount == (wait.reused ? 1 : 2))
      let opened = try await desk.office.inquiries.openInquiry(second.id, actor: desk.actor)
      #expect(opened.report?["protocol"]?.string == "P-1")
      let totals = try await desk.office.inquiries.inquiryTotals(InquiryFilter())
      #expect(
        totals
          == InquiryTotals(
            count: 2, reusedCount: wait.reused ? 1 : 0, cost: Cents(wait.reused ? 250 : 500)))
      var reusedOnly = InquiryFilter()
      reusedOnly.reused = true
      #expect(
        try await desk.office.inquiries.inquiries(reusedOnly).items.count == (wait.reused ? 1 : 0))
    }
  }

  @Test(
    "asked not to reuse, or for another product, the bureau is asked again",
    arguments: TestDatabase.available)
  func noReuse(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      desk.bureau.answer(.answered(sampleReport()))
      _ = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      #expect(
        try await !desk.office.inquiries.inquire(request(reuse: false), actor: desk.actor).isReused)
      let other = InquiryRequest(
        subject: .document(document), product: "plus", purpose: .creditGranting)
      #expect(try await !desk.office.inquiries.inquire(other, actor: desk.actor).isReused)
      #expect(desk.bureau.inquiryCount == 3)
    }
  }

  @Test("an incomplete report is never clean and never reused", arguments: TestDatabase.available)
  func partial(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      // The flag is missing; the source that is down tells.
      desk.bureau.answer(.answered(sampleReport(down: "protests")))
      let first = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      #expect(first.outcome == .partial)
      #expect(first.recommendation.decision == .review)
      #expect(!(first.outcome?.portuguese.lowercased().contains("nada consta") ?? true))
      let second = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      #expect(!second.isReused)
    }
  }

  @Test("a failure costs nothing and is not reused", arguments: TestDatabase.available)
  func failures(engine: TestDatabase) async throws {
    let outcomes: [(BureauOutcome<BureauReport>, InquiryOutcome, String)] = [
      (.unavailable(detail: "fora", pause: 5), .failed, "bureau-unavailable"),
      (.unclear(detail: "perdida"), .failed, "answer-lost"),
      (
        .refused(BureauRefusal(status: 422, code: "bad-product", detail: "não", rejections: [])),
        .failed, "bad-product"
      ),
      (
        .refused(BureauRefusal(status: 404, code: "x", detail: "desconhecido", rejections: [])),
        .notFound, "not-found"
      ),
    ]
    for (answer, outcome, code) in outcomes {
      try await Desk.with(engine) { desk in
        desk.bureau.answer(answer)
        let record = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
        #expect(record.outcome == outcome)
        #expect(record.problemCode == code)
        #expect(record.cost == .zero)
        #expect(record.recommendation.decision == (outcome == .notFound ? .review : .undecided))
        let again = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
        #expect(again.isReused == (outcome == .notFound))
      }
    }
  }

  @Test(
    "refused credentials stop further tries before the operator is locked",
    arguments: TestDatabase.available)
  func credentials(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      desk.bureau.answer(.unauthorized(detail: "senha recusada"))
      let record = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      #expect(record.outcome == .failed)
      #expect(
        try await desk.office.integrations.integration(desk.integration).tokenState == .refused)
      let refusal = await #expect(throws: Refusal.self) {
        try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      }
      #expect(refusal?.code == "credentials-refused")
      #expect(desk.bureau.inquiryCount == 1)
    }
  }

  @Test("two at once on one document are paid for once", arguments: TestDatabase.available)
  func twoAtOnce(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      desk.bureau.answer { _, _ in
        let refusal = await #expect(throws: Refusal.self) {
          try await desk.office.inquiries.inquire(request(), actor: desk.actor)
        }
        #expect(refusal?.code == "inquiry-running")
        return .answered(sampleReport())
      }
      _ = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      #expect(desk.bureau.inquiryCount == 1)
    }
  }

  @Test("an inquiry whose process died is given up at its time", arguments: TestDatabase.available)
  func rescue(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let ticket = try await desk.office.database.write {
        try desk.office.inquiries.openInquiry(request(), actor: desk.actor, in: $0)
      }
      guard case .toAsk(let id, _, _, _) = ticket else { throw Refusal.notFound("ticket") }
      let duty = InquiryRescueDuty(office: desk.office)
      let due = try await duty.nextDue()
      #expect(due == desk.clock.now().adding(seconds: Inquiries.inquiryStaleSeconds))
      #expect(try await !duty.runDue())
      desk.advance(seconds: Inquiries.inquiryStaleSeconds)
      #expect(try await duty.runDue())
      let record = try await desk.office.inquiries.inquiry(id)
      #expect(record.outcome == .failed && record.problemCode == "interrupted")
      #expect(try await duty.nextDue() == nil)
    }
  }

  @Test("reports are erased after their term, figures stay", arguments: TestDatabase.available)
  func retention(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      desk.bureau.answer(.answered(sampleReport()))
      let record = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      desk.advance(days: 90)
      #expect(try await desk.office.erasure.eraseExpired()["inquiries"] == 0)
      desk.advance(days: 1)
      #expect(try await desk.office.erasure.eraseExpired()["inquiries"] == 1)
      let opened = try await desk.office.inquiries.openInquiry(record.id, actor: desk.actor)
      #expect(opened.report == nil)
      #expect(opened.record.outcome == .clean)
      #expect(opened.record.digest?.scoreValue == 700)
    }
  }

  @Test(
    "a product that the bureau does not have for this kind of person is refused, not asked for",
    arguments: TestDatabase.available)
  func unknownProduct(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let company = try Document.parse("12ABC34501DE35")
      for (subject, product) in [(document, "nope"), (company, "plus")] {
        do {
          _ = try await desk.office.inquiries.inquire(
            InquiryRequest(
              subject: .document(subject), product: product, purpose: .creditGranting),
            actor: desk.actor)
          Issue.record("\(product) was asked for")
        } catch let refusal as Refusal {
          #expect(refusal.faults.map(\.code) == ["unknown-product"])
          #expect(refusal.faults.map(\.pointer) == ["/product"])
        }
      }
      #expect(desk.bureau.inquiryCount == 0)
      #expect(try await desk.office.inquiries.inquiries(InquiryFilter()).items.isEmpty)
    }
  }

  @Test("the recommendation follows its rule")
  func recommendation() {
    let cases: [(BureauReport, Recommendation.Decision, [String])] = [
      (sampleReport(), .approve, ["clean"]),
      (sampleReport(score: 399), .review, ["low-score"]),
      (sampleReport(score: 400), .approve, ["clean"]),
      (sampleReport(partial: true), .review, ["partial"]),
      (sampleReport(restricted: true), .deny, ["has-listings"]),
      (
        sampleReport(restricted: true, down: "protests", score: 10), .deny,
        ["has-listings", "partial", "low-score"]
      ),
    ]
    for (report, decision, codes) in cases {
      let digest = InquiryDigest(report: report)
      let stored = InquiryDigest(stored: digest.json)
      #expect(stored == digest)
      let advice = Recommendation(of: digest.outcome, digest: digest)
      #expect(advice.decision == decision)
      #expect(advice.reasons.map(\.code) == codes)
    }
  }

  @Test(
    "the printed report never says that nothing was found while a source is down",
    arguments: TestDatabase.available)
  func printed(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      for (report, clean) in [(sampleReport(), true), (sampleReport(down: "protests"), false)] {
        desk.bureau.answer(.answered(report))
        let record = try await desk.office.inquiries.inquire(
          request(reuse: false), actor: desk.actor)
        let opened = try await desk.office.inquiries.openInquiry(record.id, actor: desk.actor)
        let model = InquiryReportModel.make(
          opened, document: document.bare, requester: "Matriz", inquiredAt: desk.clock.now(),
          printedAt: desk.clock.now())
        #expect(model.verdictSentence.lowercased().contains("nada consta") == clean)
        #expect(!model.sections.contains { $0.name == "phones" })
        let bytes = try await desk.office.inquiries.printInquiry(
          record.id, seesCost: true, actor: desk.actor)
        #expect(bytes.starts(with: Array("%PDF-".utf8)))
      }
    }
  }

  /// A complete report as the reference bureau writes it.
  private static let fullSections: JSON = [
    "federalStatus": [["status": "SUSPENSA", "isRegular": false, "since": "2024-03-01"]],
    "lawsuits": [["on": "2025-01-10", "amountCents": 500_000, "role": "principal"]],
    "documentAlerts": [["on": "2026-02-03", "documentType": "RG", "reason": "furto"]],
    "death": [], "partners": [["name": "Bruno Lima", "sharePercent": 60, "role": "Sócio"]],
    "decision": [["suggestion": "review", "reason": "Há um alerta."]],
  ]

  @Test(
    "every section, reason and message of a complete report is printed in Portuguese",
    arguments: TestDatabase.available)
  func printedWhole(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let plain = sampleReport(score: 812)
      let body: JSON = [
        "name": "Ana", "restricted": false, "partial": false,
        "sources": [["name": "documentAlerts", "status": "answered"]],
        "summary": [["block": "documentAlerts", "count": 1]], "sections": Self.fullSections,
        "score": ["value": 812, "reasons": ["Histórico longo."]],
        "messages": ["Documento com alerta de roubo."],
      ]
      desk.bureau.answer(
        .answered(
          BureauReport(
            protocolNumber: "P-3", at: plain.at, name: "Ana", restricted: false, partial: false,
            body: body)))
      let record = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      #expect(record.recommendation.decision == .review, "an alert is looked at by a person")
      #expect(record.recommendation.reasons.map(\.code) == ["has-documentAlerts"])
      let model = InquiryReportModel.make(
        try await desk.office.inquiries.openInquiry(record.id, actor: desk.actor),
        document: document.bare,
        requester: "Matriz", inquiredAt: desk.clock.now(), printedAt: desk.clock.now())
      #expect(
        model.sections.map(\.name) == [
          "Situação na Receita Federal", "Ações judiciais", "Alertas de documento", "Óbito",
          "Sócios e administradores", "Sugestão do birô",
        ])
      #expect(model.sections[0].columns == ["Situação", "Regular", "Desde"])
      #expect(model.sections[0].rows == [["SUSPENSA", "Não", "01/03/2024"]])
      #expect(model.sections[1].rows == [["10/01/2025", "R$ 5.000,00", "Principal"]])
      #expect(model.sections[5].rows == [["Analisar", "Há um alerta."]])
      #expect(model.score?.reasons == ["Histórico longo."])
      #expect(model.messages == ["Documento com alerta de roubo."])
      #expect(model.verdict == .alerted, "an alert is not told as “nada consta”")
    }
  }

  @Test(
    "what the bureau says it charges comes before the price list",
    arguments: TestDatabase.available)
  func charged(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let plain = sampleReport()
      let body = JSON.object((plain.body.members ?? []) + [JSON.Member("costCents", 199)])
      desk.bureau.answer(
        .answered(
          BureauReport(
            protocolNumber: "P-2", at: plain.at, name: nil, restricted: false, partial: false,
            body: body)))
      let record = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      #expect(record.cost == Cents(199))
    }
  }
}
