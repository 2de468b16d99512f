import Credit
import Measures
import SQLDatabase
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("Measurements of an office")
struct MeasureOfficeTests {
  @Test(
    "queues are measured by their names, removals by the days that are left",
    arguments: TestDatabase.available)
  func measure(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let today = desk.clock.now().civilDate
      for (number, left) in [-3, -1, 0, 4, 9, 10, 400].enumerated() {
        let removal = Removal(
          reason: .payment, requestedAt: desk.clock.now(), dueOn: today.adding(days: left))
        _ = try await desk.addListing(
          .removalQueued(removal, nil), of: try await desk.addPerson(number: UInt64(number + 1)))
      }
      try await desk.office.database.write { transaction in
        try transaction.execute(
          """
          INSERT INTO bureau_events (id, integration_id, message_id, received_at, body, state)
          VALUES (1, ?1, 'm', ?2, '{}', 'waiting')
          """, [desk.integration, desk.clock.now()])
      }
      desk.advance(seconds: 90)
      try await desk.office.figures.measure()
      let text = desk.office.world.metrics.text
      for line in [
        "adimple_removals_due{days=\"overdue\"} 2", "adimple_removals_due{days=\"0\"} 1",
        "adimple_removals_due{days=\"1\"} 0", "adimple_removals_due{days=\"4\"} 1",
        "adimple_removals_due{days=\"9\"} 1", "adimple_removals_due{days=\"later\"} 2",
        "adimple_queue_waiting{queue=\"bureau-events\"} 1",
        "adimple_queue_failed{queue=\"bureau-events\"} 0",
        "adimple_queue_oldest_seconds{queue=\"bureau-events\"} 90",
        "adimple_queue_waiting{queue=\"webhook-delivery\"} 0",
      ] { #expect(text.contains(line + "\n"), "\(line) in\n\(text)") }
      // As many series as there are words for them, however many rows there are.
      #expect(text.split(separator: "\n").count { $0.hasPrefix("adimple_removals_due{") } == 12)
    }
  }
}
