import Credit
import Outbound
import SQLDatabase
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("A removal that the bureau took and does not confirm")
struct UnconfirmedRemovalTests {
  private static let wait = TransmissionPolicy.confirmationSeconds

  /// A paid title whose removal the bureau took a moment ago.
  private static func submittedRemoval(
    in registry: Registry
  ) async throws -> (listing: Listing, duty: TransmissionDuty) {
    let listed = try await registry.listedTitle()
    try await registry.endInclusion(of: listed.listing)
    _ = try await registry.pay(listed.title.id, 10_000)
    registry.bureau.rest.answer(removal: .answered(.accepted))
    let duty = TransmissionDuty(office: registry.office, worker: "test")
    #expect(try await duty.runDue())
    let listing = try await registry.listing(listed.listing.id)
    #expect(listing.state.word == .removalSubmitted)
    #expect(try await duty.nextDue() == registry.clock.now().adding(seconds: wait))
    return (listing, duty)
  }

  private static func standing(_ version: Int64 = 3) -> BureauOutcome<BureauRecord?> {
    .answered(BureauRecord(reference: "B-1", version: version, state: .visible))
  }

  private static func gone(_ version: Int64 = 9) -> BureauOutcome<BureauRecord?> {
    .answered(BureauRecord(reference: "B-1", version: version, state: .removed))
  }

  @Test(
    "is asked for after a while and sent again as a new message until the record is gone",
    arguments: TestDatabase.available)
  func sentAgain(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (listing, duty) = try await Self.submittedRemoval(in: registry)
      let bureau = registry.bureau.rest
      registry.advance(seconds: Self.wait - 1)
      #expect(try await !duty.runDue())
      for sendings in [2, 3] {
        registry.clock.move(to: try #require(try await duty.nextDue()))
        bureau.answer(finding: Self.standing())
        bureau.answer(removal: .answered(.accepted))
        #expect(try await duty.runDue())
        #expect(bureau.sentRemovals.count == sendings)
        #expect(try await registry.listing(listing.id).state.word == .removalSubmitted)
        #expect(try await duty.nextDue() == registry.clock.now().adding(seconds: Self.wait))
      }
      // The bureau must not take the second for a repetition of the first.
      #expect(Set(bureau.sentRemovals.map(\.message)).count == 3)
      registry.clock.move(to: try #require(try await duty.nextDue()))
      bureau.answer(finding: Self.gone())
      #expect(try await duty.runDue())
      let closed = try await registry.listing(listing.id)
      #expect(closed.state.word == .removed)
      #expect(closed.state.removal == listing.state.removal)
      #expect(bureau.sentRemovals.count == 3)
      #expect(try await duty.nextDue() == nil)
      #expect(try await registry.office.auditTrail.verifyAudit().isIntact)
    }
  }

  @Test(
    "is not asked about any more once a report says that it is done",
    arguments: TestDatabase.available)
  func reported(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (listing, duty) = try await Self.submittedRemoval(in: registry)
      try await registry.report(listing, .removed, version: 9)
      #expect(try await duty.nextDue() == nil)
      registry.advance(seconds: 2 * Self.wait)
      #expect(try await !duty.runDue())
      #expect(registry.bureau.rest.asked.isEmpty)
    }
  }

  /// Webhooks about a removal that was taken, in orders in which they may come: `v4` says that the
  /// record still shows, `r5` that it is removed.
  @Test(
    "manual-checklist 50: ends the same in whatever order the bureau tells of it, late or twice",
    arguments: TestDatabase.available,
    [
      ["v4", "r5"], ["r5", "v4"], ["r5", "r5"], ["v4", "v4", "r5", "r5", "v4"], ["r5", "v4", "r5"],
    ])
  func orders(_ engine: TestDatabase, _ messages: [String]) async throws {
    try await Registry.with(engine) { registry in
      let (listing, duty) = try await Self.submittedRemoval(in: registry)
      for message in messages {
        try await registry.report(
          listing, message == "r5" ? .removed : .visible, version: message == "r5" ? 5 : 4)
      }
      let (closed, timeline) = try await registry.office.listings.listing(listing.id)
      #expect(closed.state.word == .removed && closed.state.record?.version == 5)
      #expect(closed.state.removal == listing.state.removal)
      #expect(timeline.count { $0.event == "bureau-removed" } == 1)
      #expect(
        try await registry.office.receivables.receivable(listing.receivable).liveListing == nil)
      #expect(try await registry.office.strayRecords.strayRecords().items.isEmpty)
      #expect(try await duty.nextDue() == nil)
      #expect(registry.bureau.rest.sentRemovals.count == 1)
      #expect(try await registry.office.auditTrail.verifyAudit().isIntact)
    }
  }

  @Test(
    "a person asks again at once, and a second click changes nothing",
    arguments: TestDatabase.available)
  func askedAgain(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (listing, duty) = try await Self.submittedRemoval(in: registry)
      registry.advance(seconds: 600)
      func ask() async throws -> RemovalResult? {
        try await registry.office.removals.removeListings(
          [listing.id], reason: .payment, actor: Registry.actor
        ).first
      }
      let asked = try await ask()
      #expect(asked?.accepted == true && asked?.dueOn == listing.state.removal?.dueOn)
      #expect(try await ask()?.code == "removal-under-way")
      #expect(try await duty.nextDue() == registry.clock.now())
      registry.bureau.rest.answer(finding: Self.gone())
      #expect(try await duty.runDue())
      #expect(try await registry.listing(listing.id).state.word == .removed)
      let events = try await registry.office.listings.listing(listing.id).timeline.map(\.event)
      #expect(events.count { $0 == "removal-asked-again" } == 1)
    }
  }

  @Test(
    "a record that the bureau does not find any more is out of step, and a person is told",
    arguments: TestDatabase.available)
  func notFound(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (listing, duty) = try await Self.submittedRemoval(in: registry)
      registry.advance(seconds: Self.wait)
      registry.bureau.rest.answer(finding: .answered(nil))
      registry.bureau.rest.answer(removal: .answered(.unknownRecord))
      #expect(try await duty.runDue())
      let after = try await registry.listing(listing.id)
      #expect(after.state.word == .outOfSync && after.state.removal == listing.state.removal)
      #expect(try await registry.office.alarms.alarmCounts().refused == 1)
    }
  }

  @Test(
    "a question that is not answered is asked again, and nothing is sent meanwhile",
    arguments: TestDatabase.available)
  func noAnswer(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (listing, duty) = try await Self.submittedRemoval(in: registry)
      registry.advance(seconds: Self.wait)
      for _ in 0..<3 {
        registry.bureau.rest.answer(finding: .unavailable(detail: "down", pause: nil))
        #expect(try await duty.runDue())
        registry.clock.move(to: try #require(try await duty.nextDue()))
      }
      #expect(registry.bureau.rest.sentRemovals.count == 1)
      registry.bureau.rest.answer(finding: Self.gone())
      #expect(try await duty.runDue())
      #expect(try await registry.listing(listing.id).state.word == .removed)
    }
  }
}
