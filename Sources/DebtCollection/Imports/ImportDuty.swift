package import Credit
import SQLDatabase
import World

/// Works off the imports that were started: those sent over HTTP, and those that a crash left.
package struct ImportDuty: Duty {
  package let name = "imports"
  private let office: Office

  package init(office: Office) {
    self.office = office
  }

  package func nextDue() async throws -> Instant? {
    try await office.database.read { transaction in
      try transaction.first(
        "SELECT started_at FROM imports WHERE state = 'running' ORDER BY id LIMIT 1"
      ) { try $0.instant(0) }
    }
  }

  package func runDue() async throws -> Bool {
    let left = try await office.database.read { transaction in
      try transaction.query(
        "SELECT id FROM imports WHERE state = 'running' ORDER BY id"
      ) { try $0.id(0) as ID<ImportJob> }
    }
    for id in left { _ = try await office.continueImport(id) }
    return !left.isEmpty
  }
}
