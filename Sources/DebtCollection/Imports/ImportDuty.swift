package import Credit
import SQLDatabase
import Work
import World

/// Works off the imports that were started: those sent over HTTP, and those that a process left
/// behind. One process works at an import.
package struct ImportDuty: Duty {
  package let name = Imports.importLaneName
  /// Imports under way at once in this process.
  private static let slots = 2
  private let lane: ClaimedLane

  package init(office: Office, worker: String = "worker") {
    lane = ClaimedLane(
      office.imports.importLane,
      .init(slots: Self.slots, leaseSeconds: Imports.importLeaseSeconds, worker: worker),
      database: office.database, world: office.world
    ) { claim in
      try await office.imports.workImport(claim)
    }
  }

  package func nextDue() async throws -> Instant? { try await lane.nextDue() }

  package func runDue() async throws -> Bool { try await lane.runDue() }

  package func failedCount() async throws -> Int { try await lane.failedCount() }
}
