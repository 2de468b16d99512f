import Credit
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

@Suite("A stray record that can never be taken off")
struct StrayRecordPoisonTests {
  @Test(
    "is set aside with its reason, and those behind it are taken off",
    arguments: TestDatabase.available)
  func poison(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let integration = try await office.integrations.createIntegration(Registry.integrationChange)
        .id
      let now = registry.clock.now()
      let ids = try await office.database.write { transaction in
        let ids = try (1...2).map { number in
          let id = ID<StrayRecord>(try transaction.nextIdentifier())
          try transaction.execute(
            """
            INSERT INTO stray_records (id, integration_id, reference, bureau_reference,
              bureau_version, bureau_state, amount_cents, state, found_at, decided_by,
              attempts, next_attempt_at)
            VALUES (?1, ?2, ?3, ?3, 3, 'visible', 5000, 'removing', 0, 'routine', 0, ?4)
            """, [id, integration, "OUTRO-\(number)", now])
          return id
        }
        try transaction.poison("stray_records", ids[0].number)
        return ids
      }
      // Asked, the bureau has it no more.
      registry.bureau.rest.answer(findings: { _ in .answered(nil) })
      let duty = StrayRecordDuty(office: office)
      #expect(try await duty.runDue())
      #expect(try await office.strayRecords.strayRecords().items.map(\.state).contains(.gone))
      while let due = try await duty.nextDue() {
        registry.clock.move(to: max(due, registry.clock.now()))
        _ = try await duty.runDue()
      }
      let failed = try await office.workQueues.failedWork(in: duty.name)
      #expect(failed.map(\.attempts) == [RetryPolicy.outside.attempts])
      #expect(failed.map(\.subject) == [ids[0].description])
      #expect(failed.first?.lastError.isEmpty == false)
      let standing = try await office.workQueues.queues().first { $0.name == duty.name }
      #expect(standing?.failed == 1 && standing?.waiting == 0 && standing?.running == 0)
    }
  }
}
