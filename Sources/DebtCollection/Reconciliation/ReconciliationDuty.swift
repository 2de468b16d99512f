package import Credit
import SQLDatabase
import World

/// Works off the reconciliations that were started: those asked for over HTTP, and those that a
/// process left behind.
package struct ReconciliationDuty: Duty {
  package let name = "reconciliations"
  private let office: Office

  package init(office: Office) {
    self.office = office
  }

  package func nextDue() async throws -> Instant? {
    try await office.database.read { transaction in
      try transaction.first(
        """
        SELECT MIN(COALESCE(claimed_until_at, started_at)) FROM reconciliations
        WHERE state = 'running'
        """
      ) { try $0.optionalInstant(0) } ?? nil
    }
  }

  package func runDue() async throws -> Bool {
    guard let due = try await nextDue(), due <= office.world.clock.now() else { return false }
    return try await office.resumeReconciliation() != nil
  }
}
