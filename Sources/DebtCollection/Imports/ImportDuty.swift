package import Credit
import SQLDatabase
import Work
import World

/// Works off the imports that were started: those sent over HTTP, and those that a process left
/// behind. One process works at an import; one whose file only another process can read is left
/// for that one.
package struct ImportDuty: Duty {
  package let name = Office.importLaneName
  /// Imports under way at once in this process.
  private static let slots = 2
  private let office: Office
  private let uploadFolder: String?
  private let lane: ClaimedLane

  /// - Parameter uploadFolder: files in it are deleted once their import has ended; they hold
  ///   personal data.
  package init(office: Office, uploadFolder: String?, worker: String = "worker") {
    self.office = office
    self.uploadFolder = uploadFolder
    lane = ClaimedLane(
      office.importLane,
      .init(slots: Self.slots, leaseSeconds: Office.importLeaseSeconds, worker: worker),
      database: office.database, world: office.world
    ) { claim in
      let ending = try await office.workImport(claim)
      let report = try await office.importReport(ID(claim.row))
      if report.confirmUntil == nil {
        try await office.discardContent(of: report, in: uploadFolder)
      }
      return ending
    }
  }

  package func nextDue() async throws -> Instant? {
    let unconfirmed = try await office.database.read { transaction in
      try transaction.first(
        """
        SELECT confirm_until_at FROM imports WHERE confirm_until_at IS NOT NULL
        ORDER BY confirm_until_at LIMIT 1
        """
      ) { try $0.instant(0) }
    }
    return [try await lane.nextDue(), unconfirmed].compactMap { $0 }.min()
  }

  package func runDue() async throws -> Bool {
    let isBusy = try await lane.runDue()
    return try await discardUnconfirmed() || isBusy
  }

  package func failedCount() async throws -> Int { try await lane.failedCount() }

  /// Nobody confirmed these previews in time, or somebody turned them down.
  private func discardUnconfirmed() async throws -> Bool {
    let now = office.world.clock.now()
    let late = try await office.database.read { transaction in
      try transaction.query(
        ImportRows.select + " WHERE confirm_until_at <= ?1 AND state <> 'running' ORDER BY id",
        [now], ImportRows.decode)
    }
    for report in late {
      try await office.discardContent(of: report, in: uploadFolder)
      try await office.database.write { transaction in
        _ = try transaction.execute(
          "UPDATE imports SET confirm_until_at = NULL WHERE id = ?1", [report.id])
      }
    }
    return !late.isEmpty
  }
}
