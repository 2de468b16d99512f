import Credit
import Refusals
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

@Suite("A bureau's webhook that cannot be applied")
struct BureauEventPoisonTests {
  @Test(
    "is set aside with its reason, leaves nothing half done, and those behind it are applied",
    arguments: TestDatabase.available)
  func poison(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listings = try await registry.queuedListings(3)
      registry.bureau.rest.read(messages: Self.read)
      // Visible since never: the register's own rules refuse it, whatever is tried.
      try await registry.store(event: "\(listings[0].reference) visible 5 never", number: 1)
      try await registry.store(event: "\(listings[1].reference) visible 5 now", number: 2)
      try await registry.store(event: "nonsense", number: 3)
      try await registry.store(event: "lst_unknown visible 5 now", number: 4)
      try await registry.store(event: "\(listings[2].reference) noticePending 3 now", number: 5)
      let duty = InboundEventDuty(office: registry.office)

      #expect(try await duty.runDue())
      #expect(
        try await registry.eventStates() == [
          "waiting", "applied", "refused", "unknown", "applied",
        ])
      #expect(try await registry.listing(listings[0].id).state.word == .queued)
      #expect(try await registry.listing(listings[1].id).state.word == .active)

      while let due = try await duty.nextDue() {
        registry.clock.move(to: due)
        _ = try await duty.runDue()
      }
      let failed = try await registry.office.workQueues.failedWork(in: "bureau-events")
      #expect(failed.count == 1)
      #expect(failed.first?.lastError.isEmpty == false)
      #expect(failed.first?.attempts == RetryPolicy.inside.attempts)
      #expect(
        try await registry.office.workQueues.queues().first { $0.name == "bureau-events" }?.failed
          == 1)
      #expect(try await registry.listing(listings[0].id).state.word == .queued)
      #expect(try await registry.office.auditTrail.verifyAudit().isIntact)

      let id = try #require(failed.first?.id)
      let office = registry.office
      let refused = await refusal {
        try await office.workQueues.discardWork(
          id, in: "bureau-events", note: " ", actor: Registry.actor)
      }
      #expect(refused?.marks == ["/note required"])
      try await office.workQueues.retryWork(id, in: "bureau-events", actor: Registry.actor)
      #expect(try await office.workQueues.failedWork(in: "bureau-events").isEmpty)
      while let due = try await duty.nextDue() {
        registry.clock.move(to: due)
        _ = try await duty.runDue()
      }
      try await office.workQueues.discardWork(
        id, in: "bureau-events", note: "o birô corrigiu", actor: Registry.actor)
      #expect(try await registry.eventStates().first == "refused")
      let ended = try await office.workQueues.queues().first { $0.name == "bureau-events" }
      #expect(ended?.failed == 0 && ended?.waiting == 0)
      let log = try await office.accessRecords.accessLog().items.map(\.action)
      #expect(log.filter { $0 == "work.retried" || $0 == "work.discarded" }.count == 2)
      let unknown = await refusal {
        try await office.workQueues.retryWork(id, in: "bureau-events", actor: Registry.actor)
      }
      #expect(unknown?.code == "work-not-failed")
    }
  }

  /// `REFERENCE STATE VERSION now|never`.
  private static func read(_ body: String) -> (reference: String, record: BureauRecord)? {
    let words = body.split(separator: " ").map(String.init)
    guard words.count == 4, let version = Int64(words[2]) else { return nil }
    let at = words[3] == "now" ? Registry.today.at(hour: 12) : nil
    return (
      words[0],
      BureauRecord(
        reference: "B-" + words[0], version: version, state: BureauRecordState(words[1]),
        acceptedAt: at, visibleAt: at)
    )
  }
}

extension Registry {
  /// Stores a webhook of the only integration as it came.
  fileprivate func store(event body: String, number: Int) async throws {
    let now = clock.now()
    try await office.database.write { transaction in
      try transaction.execute(
        """
        INSERT INTO bureau_events (id, integration_id, message_id, received_at, body, state)
        VALUES (?1, (SELECT MIN(id) FROM integrations), ?2, ?3, ?4, 'waiting')
        """, [try transaction.nextIdentifier(), "msg-\(number)", now, body])
    }
  }

  fileprivate func eventStates() async throws -> [String] {
    try await office.database.read { transaction in
      try transaction.query("SELECT state FROM bureau_events ORDER BY id") { try $0.text(0) }
    }
  }
}
