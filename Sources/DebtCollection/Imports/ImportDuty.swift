import Credit
import SQLDatabase
import Work
import World

/// Works off the imports that were started: those sent over HTTP, and those that a process left
/// behind. One process works at an import.
package struct ImportDuty: LaneDuty {
  /// Imports under way at once in this process.
  private static let slots = 2
  let lane: ClaimedLane

  package init(office: Office, worker: String = "worker") {
    lane = ClaimedLane(
      office.imports.importLane,
      .init(slots: Self.slots, leaseSeconds: Imports.importLeaseSeconds, worker: worker),
      database: office.database, world: office.world
    ) { claim in
      try await office.imports.workImport(claim)
    }
  }
}
