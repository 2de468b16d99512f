import Credit
import Refusals
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

/// Contestations as the creditor's side reads, shows and answers them.
@Suite("Contestations of listings")
struct ListingDisputeTests {
  private static func told(
    about listing: Listing, minute: Int = 0, documents: [BureauDispute.Document] = []
  ) -> BureauDispute {
    let now = Registry.today.at(hour: 12).adding(seconds: minute * 60)
    return BureauDispute(
      id: "dsp-1", reference: listing.reference, reason: "paid", text: "Paguei\nem outubro.",
      openedAt: now, dueOn: Registry.today.adding(days: 6), updatedAt: now, documents: documents)
  }

  /// A listed title that the person contests, as the poll tells of it.
  private static func contested(
    _ engine: TestDatabase,
    _ body: (Registry, Listing, ID<ListingDispute>) async throws -> Void
  ) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      try await registry.endInclusion(of: listed.listing)
      let document = BureauDispute.Document(
        id: "doc-1", name: "recibo.pdf", mediaType: "application/pdf", isOfPerson: true)
      registry.bureau.rest.answer(
        disputes: .answered([told(about: listed.listing, documents: [document])]))
      registry.bureau.rest.answer(disputeDocument: .answered(Array("%PDF-1".utf8)))
      _ = try await registry.poll()
      let found = try await registry.office.disputes.disputes(actor: Registry.actor).items
      let id = try #require(found.first).dispute.id
      try await body(registry, listed.listing, id)
    }
  }

  @Test(
    "the poll keeps words, documents and term, once, and under seal",
    arguments: TestDatabase.available)
  func poll(_ engine: TestDatabase) async throws {
    try await Self.contested(engine) { registry, listing, id in
      let file = try await registry.office.disputes.dispute(id, actor: Registry.actor)
      #expect(file.summary.text == "Paguei\nem outubro.")
      #expect(file.dispute.state == .open && file.dispute.reason == "paid")
      #expect(file.dispute.dueOn == Registry.today.adding(days: 6))
      #expect(file.documents.map(\.name) == ["recibo.pdf"])
      let document = try #require(file.documents.first)
      #expect(document.isHere && document.sender == .person)
      let content = try await registry.office.disputes.disputeDocument(
        document.id, of: id, actor: Registry.actor)
      #expect(content.content == Array("%PDF-1".utf8))
      let sealed = try await registry.office.database.read { transaction in
        try transaction.first("SELECT text_sealed FROM disputes") { try $0.bytes(0) }
      }
      #expect(!String(decoding: sealed ?? [], as: UTF8.self).contains("Paguei"))
      // Heard again, it changes nothing.
      _ = try await registry.poll()
      #expect(try await registry.count("disputes") == 1)
      #expect(try await registry.events("dispute.opened") == 1)
      let timeline = try await registry.office.listings.listing(listing.id).timeline
      #expect(timeline.count { $0.event == "dispute-opened" } == 1)
      // The title is contested, and says so.
      let title = try await registry.office.receivables.receivable(listing.receivable)
      #expect(title.blocks.standing(on: Registry.today)?.reason == .dispute)
      let log = try await registry.office.accessRecords.accessLog(subject: id.description)
      #expect(
        Set(log.items.map(\.action)) == ["dispute.read", "dispute.document-opened"])
      let figures = try await registry.office.figures.urgentFigures()
      #expect(figures.openDisputes == 1 && figures.disputes.map(\.id) == [id])
    }
  }

  @Test(
    "a debt that is maintained needs a note, and goes out with its proof",
    arguments: TestDatabase.available)
  func maintain(_ engine: TestDatabase) async throws {
    try await Self.contested(engine) { registry, listing, id in
      let office = registry.office
      let silent = await refusal {
        _ = try await office.disputes.answerDispute(
          id,
          DisputeAnswer(
            outcome: .maintain, note: " ",
            documents: [DisputeProof(name: "", mediaType: .pdf, content: [])]),
          actor: Registry.actor)
      }
      #expect(
        silent?.marks == [
          "/note required", "/documents/0/name required", "/documents/0/content invalid-size",
        ])
      _ = try await office.disputes.attachProof(
        DisputeProof(name: "contrato.pdf", mediaType: .pdf, content: Array("%PDF-2".utf8)),
        to: id, actor: Registry.actor)
      let answered = try await office.disputes.answerDispute(
        id, DisputeAnswer(outcome: .maintain, note: "Sem pagamento."), actor: Registry.actor)
      #expect(answered.state == .answered && answered.sending == .waiting)
      #expect(try await registry.listing(listing.id).state.word == .active)
      let again = await refusal {
        _ = try await office.disputes.answerDispute(
          id, DisputeAnswer(outcome: .accept, note: nil), actor: Registry.actor)
      }
      #expect(again?.code == "dispute-answered")
      // Without an answer it waits, with the same key; then it is delivered.
      let duty = DisputeAnswerDuty(office: office)
      registry.bureau.rest.answer(answer: .unclear(detail: "perdida"))
      #expect(try await duty.runDue())
      registry.clock.move(to: registry.clock.now().adding(seconds: 120))
      var told = Self.told(about: listing, minute: 1)
      told.answeredAt = told.updatedAt
      registry.bureau.rest.answer(answer: .answered(told))
      #expect(try await duty.runDue())
      let sent = registry.bureau.rest.sentAnswers
      #expect(sent.count == 2 && Set(sent.map(\.message)).count == 1)
      #expect(sent[1].note == "Sem pagamento." && sent[1].documents.map(\.name) == ["contrato.pdf"])
      #expect(try await office.disputes.dispute(id, actor: Registry.actor).dispute.sending == .sent)
      // The bureau does not uphold it: the title is free of the contestation.
      told.outcome = .dismissed
      told.resolution = "cleared"
      told.closedAt = told.updatedAt
      registry.bureau.rest.answer(disputes: .answered([told]))
      _ = try await registry.poll()
      let closed = try await office.disputes.dispute(id, actor: Registry.actor).dispute
      #expect(closed.state == .closed && closed.outcome == .dismissed)
      #expect(try await office.receivables.receivable(listing.receivable).blocks.isEmpty)
    }
  }

  @Test(
    "an accepted one takes the listing off and blocks the title in one step",
    arguments: TestDatabase.available)
  func accept(_ engine: TestDatabase) async throws {
    try await Self.contested(engine) { registry, listing, id in
      _ = try await registry.office.disputes.answerDispute(
        id, DisputeAnswer(outcome: .accept, note: nil), actor: Registry.actor)
      let gone = try await registry.listing(listing.id)
      #expect(gone.state.word == .removalQueued && gone.state.removal?.reason == .dispute)
      let block = try await registry.office.receivables.receivable(listing.receivable).blocks
      #expect(block.map(\.reason) == [.dispute] && block.map(\.cause) == [.person])
      // The removal ends the contestation before the answer is sent: nothing is sent any more.
      var told = Self.told(about: listing, minute: 1)
      told.outcome = .upheld
      told.closedAt = told.updatedAt
      registry.bureau.rest.answer(disputes: .answered([told]))
      _ = try await registry.poll()
      let closed = try await registry.office.disputes.dispute(id, actor: Registry.actor).dispute
      #expect(closed.outcome == .upheld && closed.sending == .dropped)
      #expect(try await !DisputeAnswerDuty(office: registry.office).runDue())
      #expect(registry.bureau.rest.sentAnswers.isEmpty)
    }
  }

  @Test(
    "an instant far ahead hides nothing that the bureau tells later",
    arguments: TestDatabase.available)
  func farInstant(_ engine: TestDatabase) async throws {
    try await Self.contested(engine) { registry, listing, id in
      var told = Self.told(about: listing, minute: 1)
      told.updatedAt = try #require(Instant(rfc3339: "2199-12-30T00:00:00Z"))
      registry.bureau.rest.answer(disputes: .answered([told]))
      _ = try await registry.poll()
      #expect(try await Self.askedSince(registry) < registry.clock.now())
      registry.clock.move(to: registry.clock.now().adding(seconds: 600))
      told.outcome = .upheld
      told.updatedAt = registry.clock.now()
      told.closedAt = told.updatedAt
      registry.bureau.rest.answer(disputes: .answered([told]))
      _ = try await registry.poll()
      let closed = try await registry.office.disputes.dispute(id, actor: Registry.actor).dispute
      #expect(closed.state == .closed && closed.outcome == .upheld)
    }
  }

  @Test(
    "pages without an end, and what cannot be read, end the turn and are asked for again",
    arguments: TestDatabase.available)
  func endlessPages(_ engine: TestDatabase) async throws {
    try await Self.contested(engine) { registry, listing, _ in
      let before = try await Self.askedSince(registry)
      let told = Self.told(about: listing, minute: 60)
      let asked = registry.bureau.rest.disputePagesAsked
      registry.bureau.rest.answer(disputePages: { _ in
        .answered(BureauDisputePage(disputes: [told], nextCursor: "again"))
      })
      _ = try await registry.poll()
      #expect(registry.bureau.rest.disputePagesAsked == asked + 2)
      #expect(try await Self.askedSince(registry) == before)
      registry.bureau.rest.answer(disputePages: { cursor in
        let next = "c\((cursor.flatMap { Int($0.dropFirst()) } ?? 0) + 1)"
        return .answered(BureauDisputePage(disputes: [], nextCursor: next))
      })
      let start = registry.bureau.rest.disputePagesAsked
      _ = try await registry.poll()
      #expect(registry.bureau.rest.disputePagesAsked == start + BureauPaging.pageLimit)
      registry.bureau.rest.answer(disputePages: { _ in
        .answered(BureauDisputePage(disputes: [told], nextCursor: nil, unreadable: 1))
      })
      _ = try await registry.poll()
      #expect(try await Self.askedSince(registry) == before)
      registry.bureau.rest.answer(disputes: .answered([told]))
      _ = try await registry.poll()
      #expect(try await Self.askedSince(registry) > before)
    }
  }

  private static func askedSince(_ registry: Registry) async throws -> Instant {
    let since = try await registry.office.database.read { transaction in
      try transaction.first("SELECT MAX(disputes_since_at) FROM integrations") {
        try $0.instant(0)
      }
    }
    return try #require(since)
  }

  @Test(
    "an answer that the bureau does not take opens the contestation again",
    arguments: TestDatabase.available)
  func refused(_ engine: TestDatabase) async throws {
    try await Self.contested(engine) { registry, _, id in
      let answer = DisputeAnswer(outcome: .maintain, note: "Deve.")
      _ = try await registry.office.disputes.answerDispute(id, answer, actor: Registry.actor)
      registry.bureau.rest.answer(
        answer: .refused(
          BureauRefusal(
            status: 422, code: "invalid", detail: "Documento ilegível.", rejections: [])))
      #expect(try await DisputeAnswerDuty(office: registry.office).runDue())
      let open = try await registry.office.disputes.dispute(id, actor: Registry.actor).dispute
      #expect(open.state == .open && open.sending == .refused)
      #expect(open.problem == "Documento ilegível.")
      _ = try await registry.office.disputes.answerDispute(id, answer, actor: Registry.actor)
    }
  }

  @Test(
    "two business days before the last day the alarm is raised, once; silence is lost",
    arguments: TestDatabase.available)
  func alarm(_ engine: TestDatabase) async throws {
    try await Self.contested(engine) { registry, listing, id in
      let duty = DisputeAlarmDuty(office: registry.office)
      // 2026-11-30 is a Monday: two business days before it is Thursday.
      let near = CivilDate(year: 2026, month: 11, day: 26)?.startOfDay
      #expect(try await duty.nextDue() == near)
      #expect(try await !duty.runDue())
      registry.clock.move(to: try #require(near))
      #expect(try await duty.runDue())
      #expect(try await registry.events("dispute.due-soon") == 1)
      #expect(try await !duty.runDue())
      var told = Self.told(about: listing, minute: 1)
      told.outcome = .lapsed
      told.resolution = "consumer-statement"
      told.closedAt = told.updatedAt
      registry.bureau.rest.answer(disputes: .answered([told]))
      _ = try await registry.poll()
      let closed = try await registry.office.disputes.dispute(id, actor: Registry.actor).dispute
      #expect(closed.outcome == .lapsed && closed.answer == nil)
      let block = try await registry.office.receivables.receivable(listing.receivable).blocks
      #expect(block.map(\.cause) == [.bureau])
    }
  }

  @Test(
    "a webhook of a contested record has the bureau asked at once",
    arguments: TestDatabase.available)
  func webhook(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      let integration = listed.listing.integration
      _ = try await registry.poll()
      let asked = try await registry.askedAt()
      #expect(asked > 0)
      let now = registry.clock.now()
      let reference = listed.listing.reference
      registry.bureau.rest.read { _ in
        (
          reference,
          BureauRecord(
            reference: "B-1", version: 8, state: .suspended, acceptedAt: now, visibleAt: now,
            suspensions: [.dispute], isDisputed: true)
        )
      }
      try await registry.office.database.write { transaction in
        try transaction.execute(
          """
          INSERT INTO bureau_events (id, integration_id, message_id, received_at, body, state)
          VALUES (?1, ?2, 'm-1', 0, '{}', 'waiting')
          """, [try transaction.nextIdentifier(), integration])
        return ()
      }
      #expect(try await InboundEventDuty(office: registry.office).runDue())
      #expect(try await registry.askedAt() == 0)
      let listing = try await registry.listing(listed.listing.id)
      #expect(listing.state.word == .suspended && listing.status == nil)
      #expect(listing.state.record?.suspensions == [.dispute])
    }
  }
}

extension Registry {
  /// Asks the bureau for changes and contestations of the only integration.
  func poll() async throws -> Bool {
    let id = try #require(
      try await office.integrations.integrations(after: nil, limit: 1).first?.id)
    bureau.rest.answer(changes: { _ in .answered(BureauPage(records: [], nextCursor: nil)) })
    return try await office.bureauEvents.takeChanges(of: id, at: clock.now())
  }

  func askedAt() async throws -> Int64 {
    try await office.database.read { transaction in
      try transaction.first("SELECT changes_asked_at FROM integrations") { try $0.integer(0) }
    } ?? 0
  }
}
