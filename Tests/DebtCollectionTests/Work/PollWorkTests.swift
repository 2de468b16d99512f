import Credit
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

@Suite("Questions to the bureaus as work")
struct PollWorkTests {
  @Test(
    "an integration that always fails stops no other", arguments: TestDatabase.available)
  func poison(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listing = try await registry.queuedListings(1)[0]
      var second = Registry.integrationChange
      second.name = "CNM 2"
      second.clientId = "client-2"
      let other = try await registry.office.integrations.createIntegration(second)
      _ = try await registry.office.integrations.syncCodes(of: other.id)
      try await registry.office.database.write { transaction in
        // The first integration's secret cannot be opened.
        _ = try transaction.execute(
          """
          UPDATE integrations SET token_state = 'valid',
            client_secret_sealed = CASE WHEN id < ?1 THEN ?2 ELSE client_secret_sealed END
          """, [other.id, [UInt8](repeating: 7, count: 40)])
      }
      let now = registry.clock.now()
      registry.bureau.rest.answer(changes: { _ in
        .answered(
          BureauPage(
            records: [
              (
                listing.reference,
                BureauRecord(
                  reference: "B-1", version: 3, state: .visible, acceptedAt: now, visibleAt: now),
                Cents(10_000)
              )
            ], nextCursor: nil))
      })
      registry.advance(seconds: 3_600)
      let duty = BureauChangesDuty(office: registry.office)
      #expect(try await duty.runDue())
      #expect(try await registry.listing(listing.id).state.word == .active)
      let standing = try await registry.office.workQueues.queues().first {
        $0.name == "bureau-changes"
      }
      #expect(standing?.waiting == 1)
    }
  }
}
