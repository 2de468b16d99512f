import Credit
import SQLDatabase

/// Rows of work that nobody needs any more: discarded ones, and claims of work that was done
/// elsewhere. A row that the domain still wants to be done stays, or it would be begun again.
extension Lane {
  /// Days for which it can be read that work was discarded, by whom and why.
  package static let keptDays = 180

  private var isEnded: String {
    """
    NOT EXISTS (
      SELECT 1 FROM \(rows.table) r WHERE \(rows.key) = w.row_id AND (\(rows.condition)))
    """
  }

  /// Forgets what ended before an instant; tells how many rows went.
  func forgetEnded(
    before: Instant, limit: Int, in transaction: Transaction
  ) throws -> Int {
    try transaction.execute(
      """
      DELETE FROM work_items WHERE lane = ?1 AND row_id IN (
        SELECT w.row_id FROM work_items w
        WHERE w.lane = ?1 AND (w.discarded_at < ?2 OR (w.failed_at IS NULL
            AND COALESCE(w.claimed_until_at, 0) < ?2 AND COALESCE(w.retry_at, 0) < ?2))
          AND \(isEnded)
        ORDER BY w.row_id LIMIT ?3)
      """, [name, before.microseconds, limit])
  }

  /// When the first discarded row can be forgotten; nil where there is none.
  func nextForgetting(in transaction: Transaction) throws -> Instant? {
    let discarded =
      try transaction.first(
        """
        SELECT MIN(w.discarded_at) FROM work_items w
        WHERE w.lane = ?1 AND w.discarded_at IS NOT NULL AND \(isEnded)
        """, [name]
      ) { try $0.optionalInteger(0) } ?? nil
    return discarded.map {
      Instant(microseconds: $0).civilDate.adding(days: Self.keptDays + 1).startOfDay
    }
  }
}
