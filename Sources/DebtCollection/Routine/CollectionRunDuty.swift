package import Credit
import SQLDatabase
import World

/// Works off the runs that were started: those asked for over HTTP, and those that a crash left.
package struct CollectionRunDuty: Duty {
  package let name = "collection-runs"
  private let office: Office

  package init(office: Office) {
    self.office = office
  }

  package func nextDue() async throws -> Instant? {
    try await office.database.read { transaction in
      try transaction.first(
        "SELECT started_at FROM collection_runs WHERE state = 'running' ORDER BY id LIMIT 1"
      ) { try $0.instant(0) }
    }
  }

  package func runDue() async throws -> Bool {
    guard try await nextDue() != nil else { return false }
    try await office.resumeCollections()
    return true
  }
}
