import Credit
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

/// A record that lives at the bureau while nothing here stands behind it.
@Suite("Stray records")
struct StrayRecordTests {
  private static func record(
    _ state: BureauRecordState, version: Int64, reference: String = "B-1"
  ) -> BureauRecord {
    BureauRecord(
      reference: reference, version: version, state: state, visibleAt: Registry.today.at(hour: 1),
      removedAt: state == .removed ? Registry.today.at(hour: 2) : nil)
  }

  /// How listings come to be closed here while version 3 is the bureau's newest.
  enum Closing: String, CaseIterable, Sendable {
    case rejectedAtOnce, rejectedLater, removed, removedByBureau, expired
  }

  private static func close(
    _ listing: Listing, _ closing: Closing, in registry: Registry
  ) async throws {
    switch closing {
    case .rejectedAtOnce:
      registry.bureau.rest.answer(
        inclusion: .refused(
          BureauRefusal(status: 422, code: "rejected", detail: "Recusada.", rejections: [])))
      #expect(try await TransmissionDuty(office: registry.office, worker: "test").runDue())
    case .rejectedLater: try await registry.report(listing, .rejected, version: 3)
    case .removed:
      try await registry.report(listing, .visible, version: 2)
      _ = try await registry.office.removals.removeListings(
        [listing.id], reason: .dispute, actor: Registry.actor)
      try await registry.report(listing, .removed, version: 3)
    case .removedByBureau:
      try await registry.report(listing, .visible, version: 2)
      try await registry.report(listing, .removed, version: 3)
    case .expired: try await registry.report(listing, .expired, version: 3)
    }
    #expect(try await registry.listing(listing.id).state.word.isFinal)
  }

  @Test(
    "behind a listing that is closed here it is taken off by itself, and people are told",
    arguments: TestDatabase.available, Closing.allCases)
  func takenOff(_ engine: TestDatabase, _ closing: Closing) async throws {
    try await Registry.with(engine) { registry in
      let listing = try await registry.queuedListings(1)[0]
      try await Self.close(listing, closing, in: registry)
      let duty = StrayRecordDuty(office: registry.office)
      // Late messages of the time before tell nothing new; of a request that was refused at once
      // there was none.
      if closing != .rejectedAtOnce {
        try await registry.report(listing, .received, version: 1)
        try await registry.report(listing, .visible, version: 3)
        #expect(try await registry.office.strayRecords.strayRecords().items.isEmpty)
      }
      try await registry.report(listing, .visible, version: 4)
      try await registry.report(listing, .visible, version: 4)
      let stray = try await #require(registry.office.strayRecords.strayRecords().items.first)
      #expect(stray.listing == listing.id && stray.state == .removing)
      #expect(try await registry.office.figures.urgentFigures().strayRecords == 1)
      #expect(try await registry.events("stray-record.found") == 1)
      let kept = try await registry.office.strayRecords.keepStrayRecords(
        [stray.id], note: "Conferido.", actor: Registry.actor)
      #expect(kept.map(\.code) == ["listing-closed"])

      let bureau = registry.bureau.rest
      bureau.answer(finding: .answered(Self.record(.visible, version: 4)))
      bureau.answer(removal: .answered(.accepted))
      bureau.answer(finding: .answered(Self.record(.removed, version: 5)))
      let asked = bureau.asked.count
      #expect(try await duty.runDue())
      #expect(bureau.asked.count == asked + 2 && bureau.sentRemovals.count == 1)
      #expect(bureau.sentRemovals[0].reference == listing.reference)
      #expect(bureau.sentRemovals[0].reason == (closing == .removed ? .dispute : .correction))
      #expect(try await registry.office.strayRecords.strayRecord(stray.id).state == .gone)
      #expect(try await registry.office.figures.urgentFigures().strayRecords == 0)
      #expect(try await duty.nextDue() == nil)
      let timeline = try await registry.office.listings.listing(listing.id).timeline.map(\.event)
      #expect(timeline.suffix(2) == ["stray-record", "stray-record-gone"])
      #expect(try await registry.office.auditTrail.verifyAudit().isIntact)

      // It comes back once more: once more it goes.
      try await registry.report(listing, .visible, version: 6)
      #expect(try await registry.office.strayRecords.strayRecord(stray.id).state == .removing)
      try await registry.report(listing, .removed, version: 7)
      #expect(try await registry.office.strayRecords.strayRecord(stray.id).state == .gone)
      #expect(try await duty.nextDue() == nil)
    }
  }

  @Test(
    "an inclusion that comes through after its removal was asked for is taken off",
    arguments: TestDatabase.available)
  func lateInclusion(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listing = try await registry.queuedListings(1)[0]
      let bureau = registry.bureau.rest
      let duty = TransmissionDuty(office: registry.office, worker: "test")
      bureau.answer(inclusion: .unclear(detail: "sem resposta"))
      #expect(try await duty.runDue())
      _ = try await registry.pay(listing.receivable, 10_000)
      #expect(try await registry.listing(listing.id).state.word == .removalQueued)
      registry.clock.move(to: try #require(try await duty.nextDue()))
      // Asked, the bureau knows nothing of it yet: the request still hangs on the way.
      bureau.answer(finding: .answered(nil))
      while try await duty.runDue() {}
      #expect(try await registry.listing(listing.id).state.word == .removed)
      #expect(try await duty.nextDue() == nil)

      try await registry.report(listing, .noticePending, version: 1)
      let strays = StrayRecordDuty(office: registry.office)
      bureau.answer(finding: .answered(Self.record(.noticePending, version: 1)))
      bureau.answer(removal: .answered(.accepted))
      bureau.answer(finding: .answered(Self.record(.removed, version: 2)))
      #expect(try await strays.runDue())
      #expect(bureau.sentRemovals.map(\.reason) == [.payment])
      #expect(bureau.sentInclusions.count == 1)
      #expect(try await registry.office.strayRecords.strayRecords().items.map(\.state) == [.gone])
      let removed = try await registry.listing(listing.id)
      #expect(removed.state.word == .removed && removed.state.removal?.reason == .payment)
    }
  }

  private static func orphan(in registry: Registry) async throws -> StrayRecord {
    let integration = try await registry.office.integrations.createIntegration(
      Registry.integrationChange)
    try await sight(.visible, version: 2, of: integration.id, in: registry)
    return try await #require(registry.office.strayRecords.strayRecords().items.first)
  }

  private static func sight(
    _ state: BureauRecordState, version: Int64, of integration: ID<Integration>,
    in registry: Registry
  ) async throws {
    _ = try await registry.office.database.write { [office = registry.office] transaction in
      try office.strayRecords.takeOrphan(
        StraySighting(
          record: record(state, version: version, reference: "B-77"), reference: "OUTRO-9",
          amount: Cents(5_000), integration: integration), in: transaction)
    }
  }

  @Test(
    "that nobody here knows waits for a person, who takes it off with one request",
    arguments: TestDatabase.available)
  func orphanTakenOff(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let orphan = try await Self.orphan(in: registry)
      #expect(orphan.state == .found && orphan.listing == nil && orphan.amount == Cents(5_000))
      #expect(try await registry.office.figures.urgentFigures().strayRecords == 1)
      #expect(try await registry.events("stray-record.found") == 1)
      let duty = StrayRecordDuty(office: registry.office)
      registry.advance(seconds: 86_400)
      #expect(try await !duty.runDue())
      // Known, and told of once.
      try await Self.sight(.visible, version: 3, of: orphan.integration, in: registry)
      #expect(try await registry.events("stray-record.found") == 1)

      let asked = try await registry.office.strayRecords.removeStrayRecords(
        [orphan.id, ID(999_999)], actor: Registry.actor)
      #expect(asked.map(\.accepted) == [true, false] && asked.last?.code == "not-found")
      let bureau = registry.bureau.rest
      // It does not answer, then refuses, then takes the removal and still shows the record.
      #expect(try await duty.runDue())
      registry.clock.move(to: try #require(try await duty.nextDue()))
      let live = Self.record(.visible, version: 3, reference: "B-77")
      bureau.answer(finding: .answered(live))
      bureau.answer(
        removal: .refused(BureauRefusal(status: 422, code: "x", detail: "Não.", rejections: [])))
      #expect(try await duty.runDue())
      #expect(try await registry.office.strayRecords.strayRecord(orphan.id).problem == "Não.")
      registry.clock.move(to: try #require(try await duty.nextDue()))
      bureau.answer(finding: .answered(live))
      bureau.answer(removal: .answered(.accepted))
      bureau.answer(finding: .answered(live))
      #expect(try await duty.runDue())
      let later = registry.clock.now().adding(seconds: TransmissionPolicy.confirmationSeconds)
      #expect(try await duty.nextDue() == later)
      #expect(try await registry.office.strayRecords.strayRecord(orphan.id).state == .removing)
      // Each removal is a message of its own.
      #expect(bureau.sentRemovals.map(\.reference) == ["OUTRO-9", "OUTRO-9"])
      #expect(Set(bureau.sentRemovals.map(\.message)).count == 2)
      registry.clock.move(to: later)
      bureau.answer(finding: .answered(nil))
      #expect(try await duty.runDue())
      #expect(try await registry.office.strayRecords.strayRecord(orphan.id).state == .gone)
      let again = try await registry.office.strayRecords.removeStrayRecords(
        [orphan.id], actor: Registry.actor)
      #expect(again.map(\.code) == ["already-removed"])
      let log = try await registry.office.accessRecords.accessLog(subject: orphan.id.description)
      #expect(log.items.map(\.action) == ["stray-record.removed"])
    }
  }

  @Test("that is ours all the same is kept, with a note", arguments: TestDatabase.available)
  func orphanKept(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let orphan = try await Self.orphan(in: registry)
      let empty = await refusal {
        _ = try await registry.office.strayRecords.keepStrayRecords(
          [orphan.id], note: " ", actor: Registry.actor)
      }
      #expect(empty?.marks == ["/note required"])
      let note = "Incluído no portal do birô, contrato 12."
      let kept = try await registry.office.strayRecords.keepStrayRecords(
        [orphan.id], note: note, actor: Registry.actor)
      #expect(kept.map(\.accepted) == [true])
      try await Self.sight(.visible, version: 9, of: orphan.integration, in: registry)
      let after = try await registry.office.strayRecords.strayRecord(orphan.id)
      #expect(after.state == .kept && after.note == note)
      #expect(after.decidedBy == Registry.actor.name)
      #expect(try await registry.office.figures.urgentFigures().strayRecords == 0)
      #expect(try await StrayRecordDuty(office: registry.office).nextDue() == nil)
      let twice = try await registry.office.strayRecords.keepStrayRecords(
        [orphan.id], note: note, actor: Registry.actor)
      #expect(twice.map(\.code) == ["decided-already"])
      // And taken off all the same when a person wants it so.
      _ = try await registry.office.strayRecords.removeStrayRecords(
        [orphan.id], actor: Registry.actor)
      #expect(try await registry.office.strayRecords.strayRecord(orphan.id).state == .removing)
    }
  }

  @Test(
    "wrong credentials stop it until a person changes them", arguments: TestDatabase.available)
  func wrongCredentials(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let orphan = try await Self.orphan(in: registry)
      _ = try await registry.office.strayRecords.removeStrayRecords(
        [orphan.id], actor: Registry.actor)
      let duty = StrayRecordDuty(office: registry.office)
      registry.bureau.rest.answer(finding: .unauthorized(detail: "invalid_client"))
      #expect(try await duty.runDue())
      #expect(try await duty.nextDue() == nil)
      registry.advance(seconds: 86_400)
      #expect(try await !duty.runDue())
      #expect(registry.bureau.rest.asked.count == 1)
      var change = IntegrationChange()
      change.clientSecret = "o-certo"
      _ = try await registry.office.integrations.updateIntegration(orphan.integration, change)
      registry.bureau.rest.answer(finding: .answered(nil))
      #expect(try await duty.runDue())
      #expect(try await registry.office.strayRecords.strayRecord(orphan.id).state == .gone)
    }
  }
}
