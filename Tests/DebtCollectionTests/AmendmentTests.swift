import Credit
import DebtCollection
import SQLDatabase
import TestKit
import Testing
import World

/// A part of a listed title is paid: the listing stays, its amount is corrected (D10).
@Suite("Correction of a listing's amount")
struct AmendmentTests {
  private struct Case {
    let registry: Registry
    let title: ID<Receivable>
    let old: ID<Listing>
    let duty: TransmissionDuty

    var bureau: ScriptedBureau { registry.bureau.rest }

    func live() async throws -> Listing {
      try await registry.listing(
        try #require(try await registry.office.receivables.receivable(title).liveListing))
    }

    func listings() async throws -> [Listing] {
      try await registry.office.listings.listings(
        ListingFilter(receivable: title), after: nil, limit: 50)
    }

    /// Works off what is due now, then what falls due next, so many times.
    func work(times: Int = 1) async throws {
      for _ in 0..<times {
        if let due = try await duty.nextDue(), due > registry.clock.now() {
          registry.clock.move(to: due)
        }
        _ = try await duty.runDue()
      }
    }

    func answer(_ version: Int64 = 1, _ state: BureauRecordState = .visible) {
      bureau.answer(amendment: .answered(record(version, state)))
    }

    func record(
      _ version: Int64 = 1, _ state: BureauRecordState = .visible, id: String = "B-2"
    ) -> BureauRecord {
      BureauRecord(
        reference: id, version: version, state: state, acceptedAt: registry.clock.now(),
        visibleAt: registry.clock.now())
    }

    /// What holds at every moment.
    func expectRules() async throws {
      let listings = try await listings()
      #expect(listings.count { !$0.state.word.isFinal } <= 1)
      let open = try await registry.office.receivables.receivable(title).open
      for sent in bureau.sentAmendments { #expect(sent.amount >= open) }
      #expect(try await registry.office.auditTrail.verifyAudit().isIntact)
    }
  }

  private static func with(
    _ engine: TestDatabase, _ body: (Case) async throws -> Void
  ) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      try await registry.endInclusion(of: listed.listing)
      let test = Case(
        registry: registry, title: listed.title.id, old: listed.listing.id,
        duty: TransmissionDuty(office: registry.office, worker: "test"))
      try await body(test)
      try await test.expectRules()
    }
  }

  @Test(
    "a part that is paid lowers the amount; the listing goes on as its successor",
    arguments: TestDatabase.available)
  func partialPayment(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { test in
      _ = try await test.registry.pay(test.title, 4_000)
      let asked = try await test.registry.office.listings.listing(test.old)
      #expect(
        asked.listing.state.word == .active && asked.timeline.last?.event == "amendment-requested")
      test.answer()
      try await test.work()
      #expect(test.bureau.sentAmendments.map(\.amount) == [Cents(6_000)])
      #expect(test.bureau.sentAmendments.map(\.record) == ["B-1"])
      let live = try await test.live()
      #expect(live.id != test.old && live.supersedes == test.old && live.amount == Cents(6_000))
      #expect(live.state.word == .active && live.state.record?.reference == "B-2")
      #expect(test.bureau.sentAmendments.map(\.successor) == [live.reference])
      let old = try await test.registry.office.listings.listing(test.old)
      #expect(old.listing.state.word == .removed)
      #expect(old.listing.state.removal?.reason == .correction)
      #expect(old.timeline.map(\.event).suffix(2) == ["amendment-requested", "amended"])
      #expect(
        try await test.registry.office.listings.listing(live.id).timeline.first?.event
          == "amended-from")
      #expect(test.bureau.sentRemovals.isEmpty)
      #expect(try await test.duty.nextDue() == nil)
    }
  }

  @Test(
    "parts that follow each other end with what is owed, however the answers come",
    arguments: TestDatabase.available)
  func severalParts(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { test in
      _ = try await test.registry.pay(test.title, 1_000)
      // Not sent yet: one message with the newer amount.
      _ = try await test.registry.pay(test.title, 1_000)
      test.bureau.answer(amendment: .unclear(detail: "lost"))
      try await test.work()
      #expect(test.bureau.sentAmendments.map(\.amount) == [Cents(8_000)])
      // On its way: the outcome looks again.
      _ = try await test.registry.pay(test.title, 3_000)
      test.bureau.answer(finding: .answered(test.record()))
      test.bureau.answer(amendment: .answered(test.record(1, .visible, id: "B-3")))
      try await test.work(times: 2)
      #expect(test.bureau.sentAmendments.map(\.amount) == [Cents(8_000), Cents(5_000)])
      let live = try await test.live()
      #expect(live.amount == Cents(5_000))
      #expect(live.state.record?.reference == "B-3")
      #expect(try await test.listings().map(\.state.word) == [.removed, .removed, .active])
    }
  }

  @Test(
    "an answer that was lost is met by asking, and sent again only where nothing arrived",
    arguments: TestDatabase.available)
  func lostAnswer(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { test in
      _ = try await test.registry.pay(test.title, 4_000)
      test.bureau.answer(amendment: .unclear(detail: "lost"))
      try await test.work()
      test.bureau.answer(finding: .answered(nil))
      test.answer()
      try await test.work()
      let sent = test.bureau.sentAmendments
      #expect(sent.count == 2 && Set(sent.map(\.successor)).count == 1)
      #expect(test.bureau.asked == [sent[0].successor])
      #expect(try await test.live().amount == Cents(6_000))
    }
  }

  enum Overtaking: String, CaseIterable, CustomTestStringConvertible {
    case oldGone, newThere, both
    var testDescription: String { rawValue }
  }

  @Test(
    "webhooks that overtake the answer neither free the title nor lose the successor",
    arguments: TestDatabase.available, Overtaking.allCases)
  func overtaken(_ engine: TestDatabase, _ reports: Overtaking) async throws {
    try await Self.with(engine) { test in
      _ = try await test.registry.pay(test.title, 4_000)
      test.bureau.answer(amendment: .unclear(detail: "lost"))
      try await test.work()
      let successor = test.bureau.sentAmendments[0].successor
      if reports != .newThere {
        let old = try await test.registry.listing(test.old)
        try await test.registry.report(old, .removed, version: 8)
        #expect(
          try await test.registry.office.receivables.receivable(test.title).liveListing == test.old)
      }
      if reports != .oldGone {
        let record = test.record(3, .visible)
        _ = try await test.registry.office.database.write { [office = test.registry.office] in
          try office.listings.applyReport(
            reference: successor, record: record, actor: .bureau, in: $0)
        }
        #expect(try await test.live().reference == successor)
      }
      test.bureau.answer(finding: .answered(test.record(2, .visible)))
      try await test.work()
      let live = try await test.live()
      #expect(live.reference == successor && live.state.word == .active)
      #expect(live.state.record?.version == (reports == .oldGone ? 2 : 3))
      #expect(try await test.registry.listing(test.old).state.removal?.reason == .correction)
    }
  }

  @Test(
    "full payment wins over a correction that was not sent", arguments: TestDatabase.available)
  func paidBeforeSending(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { test in
      _ = try await test.registry.pay(test.title, 4_000)
      _ = try await test.registry.pay(test.title, 6_000)
      test.bureau.answer(removal: .answered(.accepted))
      try await test.work(times: 2)
      #expect(test.bureau.sentAmendments.isEmpty)
      #expect(test.bureau.sentRemovals.map(\.reason) == [.payment])
      #expect(try await test.listings().count == 1)
    }
  }

  @Test(
    "full payment during a correction takes off what the bureau made of it",
    arguments: TestDatabase.available, [true, false])
  func paidMeanwhile(_ engine: TestDatabase, _ hasArrived: Bool) async throws {
    try await Self.with(engine) { test in
      _ = try await test.registry.pay(test.title, 4_000)
      test.bureau.answer(amendment: .unclear(detail: "lost"))
      try await test.work()
      let due = RemovalDeadline.dueOn(availableOn: Registry.today)
      _ = try await test.registry.pay(test.title, 6_000)
      // The removal waits for the correction: nobody knows under which name the record lives.
      _ = try await test.duty.runDue()
      #expect(test.bureau.sentRemovals.isEmpty)
      test.bureau.answer(finding: .answered(hasArrived ? test.record() : nil))
      test.bureau.answer(removal: .answered(.accepted))
      try await test.work(times: 2)
      let successor = test.bureau.sentAmendments[0].successor
      let old = try await test.registry.listing(test.old)
      #expect(
        test.bureau.sentRemovals.map(\.reference) == [hasArrived ? successor : old.reference])
      #expect(test.bureau.sentAmendments.count == 1)
      let live = try await test.live()
      #expect(live.state.word == .removalSubmitted && live.state.removal?.reason == .payment)
      #expect(live.state.removal?.dueOn == due)
      #expect(try await test.listings().count == (hasArrived ? 2 : 1))
    }
  }

  @Test(
    "an amount that the bureau does not correct is taken off", arguments: TestDatabase.available)
  func refused(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { test in
      _ = try await test.registry.pay(test.title, 9_500)
      test.bureau.answer(
        amendment: .refused(
          BureauRefusal(
            status: 422, code: "amount-below-minimum", detail: "Valor abaixo do mínimo.",
            rejections: [])))
      test.bureau.answer(removal: .answered(.accepted))
      // The removal follows at once: a slot that ends takes what the refusal queued.
      try await test.work()
      let listing = try await test.live()
      #expect(listing.id == test.old && listing.state.removal?.reason == .correction)
      #expect(test.bureau.sentRemovals.map(\.reason) == [.correction])
    }
  }

  @Test(
    "a payment that is undone spares a correction that was not sent",
    arguments: TestDatabase.available)
  func undone(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { test in
      let part = try await test.registry.pay(test.title, 4_000)
      _ = try await test.registry.office.payments.reversePayment(
        part.payment, reason: "Devolvido", actor: Registry.actor)
      try await test.work()
      #expect(test.bureau.sentAmendments.isEmpty)
      let live = try await test.registry.office.listings.listing(test.old)
      #expect(live.listing.state.word == .active)
      #expect(live.timeline.last?.event == "amendment-withdrawn")
    }
  }

  @Test(
    "what was not sent leaves with the lower amount", arguments: TestDatabase.available)
  func beforeTheInclusion(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let integration = try await registry.office.integrations.createIntegration(
        Registry.integrationChange)
      _ = try await registry.office.integrations.syncCodes(of: integration.id)
      _ = try await registry.office.branches.linkBranch(registry.branch().id, to: integration.id)
      let person = try await registry.office.people.createPerson(Registry.personChange)
      let title = try await registry.title(of: person.id)
      _ = try await registry.office.listings.requestListings(
        of: [title.id], restrictionCode: "A1", actor: Registry.actor)
      _ = try await registry.pay(title.id, 2_500)
      let bureau = registry.bureau.rest
      bureau.answer(inclusion: .unclear(detail: "lost"))
      let duty = TransmissionDuty(office: registry.office, worker: "test")
      _ = try await duty.runDue()
      #expect(bureau.sentInclusions.map(\.amount) == [Cents(7_500)])
      // Nothing arrived: it goes out again with what is owed by then.
      _ = try await registry.pay(title.id, 2_500)
      registry.clock.move(to: try #require(try await duty.nextDue()))
      bureau.answer(finding: .answered(nil))
      bureau.answer(
        inclusion: .answered(BureauRecord(reference: "B-1", version: 1, state: .received)))
      _ = try await duty.runDue()
      #expect(bureau.sentInclusions.map(\.amount) == [Cents(7_500), Cents(5_000)])
      #expect(bureau.sentAmendments.isEmpty)
      #expect(try await registry.office.auditTrail.verifyAudit().isIntact)
    }
  }
}
