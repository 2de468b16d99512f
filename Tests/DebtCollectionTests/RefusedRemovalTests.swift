import Credit
import Refusals
import SQLDatabase
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("A removal that the bureau refuses")
struct RefusedRemovalTests {
  private static func refused() -> BureauOutcome<BureauRemovalAnswer> {
    .refused(
      BureauRefusal(
        status: 422, code: "removal-refused", detail: "Baixa não aceita.", rejections: []))
  }

  private static let reasonNotTaken = BureauOutcome<BureauRemovalAnswer>.answered(
    .reasonNotTaken(Rejection(code: "removal-reason", detail: "O motivo não existe.")))

  /// A paid title whose removal was refused once.
  static func refusedRemoval(
    in registry: Registry
  ) async throws -> (listing: Listing, duty: TransmissionDuty) {
    let listed = try await registry.listedTitle()
    try await registry.endInclusion(of: listed.listing)
    _ = try await registry.pay(listed.title.id, 10_000)
    registry.bureau.rest.answer(removal: refused())
    let duty = TransmissionDuty(office: registry.office, worker: "test")
    #expect(try await duty.runDue())
    return (try await registry.listing(listed.listing.id), duty)
  }

  @Test(
    "keeps its reason and deadline, raises an alarm at once and is asked for again",
    arguments: TestDatabase.available)
  func keepsItsDeadline(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (listing, duty) = try await Self.refusedRemoval(in: registry)
      #expect(listing.state.word == .outOfSync)
      let removal = try #require(listing.state.removal)
      #expect(removal.reason == .payment)
      #expect(removal.dueOn == RemovalDeadline.dueOn(availableOn: Registry.today))
      #expect(listing.problem == "removal-refused: Baixa não aceita.")
      #expect(try await registry.office.alarms.alarmCounts().refused == 1)
      #expect(try await registry.office.alarms.alarmCounts().pending == 1)
      #expect(try await registry.events("removal.refused") == 1)
      // The title stays held: nobody lists it a second time.
      #expect(
        try await registry.office.receivables.receivable(listing.receivable).liveListing
          == listing.id)

      // Every hour: nothing that a bureau says puts a removal off for longer.
      for _ in 1...3 {
        let before = registry.clock.now()
        let due = try #require(try await duty.nextDue())
        #expect(due == before.adding(seconds: 3_600))
        registry.clock.move(to: due)
        registry.bureau.rest.answer(removal: Self.refused())
        #expect(try await duty.runDue())
      }
      #expect(registry.bureau.rest.sentRemovals.count == 4)
      #expect(try await registry.office.alarms.alarmCounts().refused == 1)
      #expect(try await registry.office.auditTrail.verifyAudit().isIntact)
    }
  }

  @Test(
    "the deadline counts on until a report says that it is gone",
    arguments: TestDatabase.available)
  func alarmUntilGone(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (listing, _) = try await Self.refusedRemoval(in: registry)
      let due = try #require(listing.state.removal?.dueOn)
      registry.clock.move(to: due.adding(days: 1).startOfDay)
      _ = try await registry.office.alarms.updateAlarms()
      #expect(try await registry.office.alarms.alarmCounts().overdue == 1)
      try await registry.report(listing, .visible, version: 4)
      let still = try await registry.listing(listing.id)
      #expect(still.state.word == .outOfSync && still.state.removal == listing.state.removal)
      try await registry.report(listing, .removed, version: 5)
      let gone = try await registry.listing(listing.id)
      #expect(gone.state.word == .removed && gone.state.removal?.reason == .payment)
      #expect(try await registry.office.alarms.alarmCounts().refused == 0)
      #expect(try await registry.office.alarms.alarmCounts().overdue == 0)
      #expect(try await registry.office.alarms.alarmCounts().pending == 0)
    }
  }

  @Test(
    "is counted on the first page and shown among the removals, late ones too",
    arguments: TestDatabase.available)
  func shownAsLate(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (listing, _) = try await Self.refusedRemoval(in: registry)
      let due = try #require(listing.state.removal?.dueOn)
      let inTime = try await registry.office.figures.urgentFigures()
      #expect(inTime.removalsDue.map(\.dueOn) == [due] && inTime.overdueRemovals == 0)
      // It was paid before any letter: nothing was recovered by it.
      #expect(try await registry.office.figures.bookFigures().recovered.count == 0)
      registry.clock.move(to: due.adding(days: 1).startOfDay)
      #expect(try await registry.office.figures.urgentFigures().overdueRemovals == 1)
      for order in [ListingBrowse.Order.removalTerm, .newest] {
        var late = ListingBrowse()
        late.states = [.removalQueued, .removalSubmitted, .outOfSync]
        late.isBeingRemoved = true
        late.removalDueBefore = due.adding(days: 1)
        late.order = order
        let shown = try await registry.office.listings.browseListings(late, after: nil, limit: 9)
        #expect(shown.lines.map(\.id) == [listing.id], "\(order)")
      }
      try await registry.report(listing, .removed, version: 9)
      let done = try await registry.office.figures.urgentFigures()
      #expect(done.overdueRemovals == 0 && done.removalsDue.isEmpty)
    }
  }

  @Test(
    "out of step without a removal is none, and what never left recovered nothing",
    arguments: TestDatabase.available)
  func neitherLateNorRecovered(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      try await registry.endInclusion(of: listed.listing)
      try await registry.report(listed.listing, .unknown("novo"), version: 4)
      let strange = try await registry.listing(listed.listing.id)
      #expect(strange.problem == "o birô informou um estado desconhecido: novo")
      var removing = ListingBrowse()
      removing.states = [.outOfSync]
      removing.isBeingRemoved = true
      let shown = try await registry.office.listings.browseListings(removing, after: nil, limit: 9)
      #expect(strange.state.word == .outOfSync && shown.lines.isEmpty)

      let title = try await registry.title(of: listed.title.person, number: "DOC-2")
      let queued = try await #require(
        registry.office.listings.requestListings(
          of: [title.id], restrictionCode: "A1", actor: Registry.actor
        ).first)
      _ = try await registry.pay(title.id, 10_000)
      #expect(try await registry.listing(queued.id).state.word == .removed)
      #expect(try await registry.office.figures.bookFigures().recovered.count == 0)
    }
  }

  @Test(
    "for its reason is sent at once with another one that the bureau's list has",
    arguments: TestDatabase.available)
  func otherReason(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      try await registry.endInclusion(of: listed.listing)
      try await registry.offerRemovals(["payment", "correction", "undue-listing"])
      _ = try await registry.pay(listed.title.id, 10_000)
      registry.bureau.rest.answer(removal: Self.reasonNotTaken)
      registry.bureau.rest.answer(removal: .answered(.accepted))
      let duty = TransmissionDuty(office: registry.office, worker: "test")
      #expect(try await duty.runDue())
      #expect(registry.bureau.rest.sentRemovals.map(\.reason) == [.payment, .correction])
      let (listing, timeline) = try await registry.office.listings.listing(listed.listing.id)
      #expect(listing.state.word == .removalSubmitted)
      // What we know of it stays true: it was paid.
      #expect(listing.state.removal?.reason == .payment)
      #expect(
        timeline.last?.detail
          == "O birô não aceita o motivo Pagamento da dívida e recebeu a baixa com o motivo "
          + "Correção de dados.")
      #expect(try await registry.office.alarms.alarmCounts().refused == 0)
    }
  }

  @Test(
    "for every reason that fits asks for a person, and goes on asking",
    arguments: TestDatabase.available, [true, false])
  func noReasonTaken(_ engine: TestDatabase, _ hasCorrection: Bool) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      try await registry.endInclusion(of: listed.listing)
      try await registry.offerRemovals(["payment"] + (hasCorrection ? ["correction"] : []))
      _ = try await registry.pay(listed.title.id, 10_000)
      registry.bureau.rest.answer(removals: { _ in Self.reasonNotTaken })
      let duty = TransmissionDuty(office: registry.office, worker: "test")
      #expect(try await duty.runDue())
      let tried: [RemovalReason] = hasCorrection ? [.payment, .correction] : [.payment]
      #expect(registry.bureau.rest.sentRemovals.map(\.reason) == tried)
      let listing = try await registry.listing(listed.listing.id)
      #expect(listing.state.word == .outOfSync)
      #expect(listing.problem?.contains("peça a baixa com outro motivo") == true)
      #expect(try await registry.office.alarms.alarmCounts().refused == 1)
      registry.clock.move(to: try #require(try await duty.nextDue()))
      #expect(try await duty.runDue())
      #expect(registry.bureau.rest.sentRemovals.map(\.reason) == tried + tried)
      // The person's reason comes first from then on.
      _ = try await registry.office.removals.removeListings(
        [listing.id], reason: .cancellation, actor: Registry.actor)
      registry.bureau.rest.answer(removal: .answered(.accepted))
      #expect(try await duty.runDue())
      #expect(registry.bureau.rest.sentRemovals.last?.reason == .cancellation)
      #expect(try await registry.office.alarms.alarmCounts().refused == 1)
      try await registry.report(listing, .removed, version: 9)
      #expect(try await registry.office.alarms.alarmCounts().refused == 0)
    }
  }

  @Test(
    "a person asks again at once and gets no more time", arguments: TestDatabase.available)
  func askedAgain(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (listing, duty) = try await Self.refusedRemoval(in: registry)
      registry.clock.move(to: Registry.today.adding(days: 2).at(hour: 9))
      let asked = try await registry.office.removals.removeListings(
        [listing.id], reason: .undueListing, actor: Registry.actor)
      #expect(asked.map(\.accepted) == [true])
      #expect(asked.first?.dueOn == listing.state.removal?.dueOn)
      registry.bureau.rest.answer(removal: .answered(.accepted))
      #expect(try await duty.runDue())
      #expect(try await registry.listing(listing.id).state.word == .removalSubmitted)
      #expect(registry.bureau.rest.sentRemovals.map(\.reason) == [.payment, .undueListing])
      // Nothing else of it waits but the question whether it was done.
      let now = registry.clock.now()
      let question = now.adding(seconds: TransmissionPolicy.confirmationSeconds)
      #expect(try await duty.nextDue() == question)
      #expect(try await registry.office.alarms.alarmCounts().refused == 1)
      try await registry.report(listing, .removed, version: 9)
      #expect(try await duty.nextDue() == nil)
      #expect(try await registry.office.alarms.alarmCounts().refused == 0)
    }
  }

  @Test(
    "a person who made sure closes it, and says how", arguments: TestDatabase.available)
  func resolved(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (listing, duty) = try await Self.refusedRemoval(in: registry)
      let empty = await refusal {
        _ = try await registry.office.listings.resolveListing(
          listing.id, note: "", actor: Registry.actor)
      }
      #expect(empty?.marks == ["/note required"])
      let closed = try await registry.office.listings.resolveListing(
        listing.id, note: "Extrato do birô conferido por telefone.", actor: Registry.actor)
      #expect(closed.state.word == .removed && closed.state.removal?.reason == .payment)
      #expect(try await duty.nextDue() == nil)
      #expect(try await registry.office.alarms.alarmCounts().refused == 0)
      #expect(
        try await registry.office.receivables.receivable(listing.receivable).liveListing == nil)
      let again = await refusal {
        _ = try await registry.office.listings.resolveListing(
          listing.id, note: "x", actor: Registry.actor)
      }
      #expect(again?.code == "not-out-of-sync")
    }
  }

  @Test(
    "an answer that it was removed before is believed when the record says so too",
    arguments: TestDatabase.available)
  func removedBefore(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      try await registry.endInclusion(of: listed.listing)
      _ = try await registry.pay(listed.title.id, 10_000)
      let duty = TransmissionDuty(office: registry.office, worker: "test")
      let bureau = registry.bureau.rest
      bureau.answer(removal: .answered(.alreadyRemoved))
      bureau.answer(finding: .answered(BureauRecord(reference: "B-1", version: 3, state: .visible)))
      #expect(try await duty.runDue())
      #expect(try await registry.listing(listed.listing.id).state.word == .removalQueued)
      registry.clock.move(to: try #require(try await duty.nextDue()))
      bureau.answer(removal: .answered(.alreadyRemoved))
      bureau.answer(finding: .answered(BureauRecord(reference: "B-1", version: 4, state: .removed)))
      #expect(try await duty.runDue())
      #expect(try await registry.listing(listed.listing.id).state.word == .removed)
      #expect(try await duty.nextDue() == nil)
    }
  }
}

extension Registry {
  /// The inclusion was sent and answered; the tests begin after it.
  func endInclusion(of listing: Listing) async throws {
    try await office.database.write { transaction in
      try transaction.execute(
        """
        UPDATE transmissions SET state = 'done', finished_at = 0
        WHERE listing_id = ?1 AND kind = 'inclusion'
        """, [listing.id])
      return ()
    }
  }

  /// The removal codes that the bureau's list of today has.
  fileprivate func offerRemovals(_ codes: [String]) async throws {
    try await office.database.write { transaction in
      try transaction.execute("DELETE FROM integration_codes WHERE kind = 'removal'")
      for code in codes {
        try transaction.execute(
          """
          INSERT INTO integration_codes (integration_id, kind, person, code, name, valid_from_on)
          SELECT id, 'removal', 'any', ?1, 'Motivo', 0 FROM integrations
          """, [code])
      }
    }
  }
}
