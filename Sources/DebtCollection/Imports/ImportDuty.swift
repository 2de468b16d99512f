package import Credit
import Glibc
import SQLDatabase
import World

/// Works off the imports that were started: those sent over HTTP, and those that a crash left.
package struct ImportDuty: Duty {
  package let name = "imports"
  private let office: Office
  private let uploadFolder: String?

  /// - Parameter uploadFolder: files in it are deleted once their import has ended; they hold
  ///   personal data.
  package init(office: Office, uploadFolder: String?) {
    self.office = office
    self.uploadFolder = uploadFolder
  }

  package func nextDue() async throws -> Instant? {
    try await office.database.read { transaction in
      let running = try transaction.first(
        "SELECT started_at FROM imports WHERE state = 'running' ORDER BY id LIMIT 1"
      ) { try $0.instant(0) }
      let waiting = try transaction.first(
        """
        SELECT confirm_until_at FROM imports WHERE confirm_until_at IS NOT NULL
        ORDER BY confirm_until_at LIMIT 1
        """
      ) { try $0.instant(0) }
      return [running, waiting].compactMap { $0 }.min()
    }
  }

  package func runDue() async throws -> Bool {
    let left = try await office.database.read { transaction in
      try transaction.query(
        "SELECT id FROM imports WHERE state = 'running' ORDER BY id"
      ) { try $0.id(0) as ID<ImportJob> }
    }
    for id in left {
      let report = try await office.continueImport(id)
      if report.confirmUntil == nil { try await discardContent(of: report) }
    }
    return try await discardUnconfirmed() || !left.isEmpty
  }

  /// Nobody confirmed these previews in time, or somebody turned them down.
  private func discardUnconfirmed() async throws -> Bool {
    let now = office.world.clock.now()
    let late = try await office.database.read { transaction in
      try transaction.query(
        ImportRows.select + " WHERE confirm_until_at <= ?1 AND state <> 'running' ORDER BY id",
        [now], ImportRows.decode)
    }
    for report in late {
      try await discardContent(of: report)
      try await office.database.write { transaction in
        _ = try transaction.execute(
          "UPDATE imports SET confirm_until_at = NULL WHERE id = ?1", [report.id])
      }
    }
    return !late.isEmpty
  }

  private func discardContent(of report: ImportReport) async throws {
    guard let uploadFolder, let path = report.contentPath, path.hasPrefix(uploadFolder + "/"),
      report.state != .running
    else { return }
    try await office.database.write { transaction in
      _ = try transaction.execute(
        "UPDATE imports SET content_path = NULL WHERE id = ?1", [report.id])
      // A file that is gone already is what was wanted.
      unlink(path)
    }
  }
}
