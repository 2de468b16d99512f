import Credit
import HTTPTypes
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// What whoever watches the bureau reads at `/metrics`.
struct MetricsTests {
  @Test(arguments: TestDatabase.available)
  func lettersQueuesAndTheDatabaseAreMeasured(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      _ = try await bureau.list(SampleListing.body("r-1"))
      try await bureau.advance(to: "2026-11-23", hour: 18)
      _ = try await PrintDuty(register: bureau.register).runDue()
      let text = try await bureau.call(.get, "/metrics").text
      for line in [
        "adimple_letters_printed_total 1", "adimple_queue_waiting{queue=\"printing\"} 0",
        "adimple_queue_failed{queue=\"mail\"} 0", "adimple_metrics_stale 0",
        "# TYPE adimple_database_commits_total counter",
        "# TYPE adimple_http_request_duration_seconds histogram",
      ] { #expect(text.contains(line + "\n"), "\(line) in\n\(text)") }
      // Names and labels of ours, never an id.
      #expect(!text.contains("r-1") && !text.contains("rec_") && !text.contains("ptc_"))
    }
  }
}
