import Credit
package import SQLDatabase
import World

extension Erasure {
  /// Reports of one transaction.
  static let erasureBatchSize = 500

  /// Erases the raw reports that are older than `report_retention_days` (LGPD, arts. 15 and 16);
  /// figures, cost and who asked stay. Tells how many were erased.
  ///
  /// - Parameter progress: called in each transaction.
  package func eraseOldReports(
    progress: (@Sendable (Transaction) throws -> Void)? = nil
  ) async throws -> Int {
    let today = world.clock.now().civilDate
    var erased = 0
    while true {
      let count = try await database.write { transaction -> Int in
        try progress?(transaction)
        let days = try transaction.first("SELECT report_retention_days FROM parameters") {
          Int(try $0.integer(0))
        }
        guard let days else { return 0 }
        return try transaction.execute(
          """
          UPDATE inquiries SET report_sealed = NULL WHERE id IN (
            SELECT id FROM inquiries WHERE report_sealed IS NOT NULL AND completed_at < ?1
            ORDER BY completed_at LIMIT \(Self.erasureBatchSize))
          """, [today.adding(days: -days).startOfDay])
      }
      erased += count
      if count < Self.erasureBatchSize { return erased }
    }
  }
}
