package import Credit
import SQLDatabase
import World

/// Deletes the content of imports that have ended, of previews that nobody confirmed, and of
/// uploads that a process left when it died: they hold personal data.
package struct UploadDuty: Duty {
  /// An upload that no import was started for is left alone for so long after its last piece.
  static let strandedHours = 6

  package let name = "uploads"
  private let office: Office

  package init(office: Office) {
    self.office = office
  }

  package func nextDue() async throws -> Instant? {
    try await office.database.read { transaction in
      let ended = try transaction.first(
        "SELECT finished_at FROM imports WHERE \(Self.ended) ORDER BY id LIMIT 1"
      ) { try $0.optionalInstant(0) }
      let waiting = try transaction.first(
        """
        SELECT confirm_until_at FROM imports
        WHERE confirm_until_at IS NOT NULL AND state <> 'running'
        ORDER BY confirm_until_at LIMIT 1
        """
      ) { try $0.instant(0) }
      let stranded = try transaction.first(
        "SELECT u.touched_at FROM uploads u WHERE \(Self.stranded) ORDER BY u.touched_at LIMIT 1"
      ) { try $0.instant(0).adding(seconds: Self.strandedHours * 3_600) }
      return [ended ?? nil, waiting, stranded].compactMap { $0 }.min()
    }
  }

  package func runDue() async throws -> Bool {
    let now = office.world.clock.now()
    let touched = now.adding(seconds: -Self.strandedHours * 3_600)
    let late = try await office.database.write { transaction in
      // Nobody confirmed these in time, or somebody turned them down.
      try transaction.execute(
        """
        UPDATE imports SET confirm_until_at = NULL
        WHERE confirm_until_at <= ?1 AND state <> 'running'
        """, [now])
    }
    let old = try await office.database.read { transaction in
      try transaction.query("SELECT upload_id FROM imports WHERE \(Self.ended) ORDER BY id") {
        try $0.id(0) as ID<Upload>
      }
        + transaction.query(
          """
          SELECT u.id FROM uploads u WHERE \(Self.stranded) AND u.touched_at <= ?1
          ORDER BY u.touched_at
          """, [touched]
        ) { try $0.id(0) }
    }
    for id in old { try await office.imports.discardUpload(id) }
    return late > 0 || !old.isEmpty
  }

  private static let ended =
    "upload_id IS NOT NULL AND state <> 'running' AND confirm_until_at IS NULL"
  private static let stranded = "NOT EXISTS (SELECT 1 FROM imports i WHERE i.upload_id = u.id)"
}
