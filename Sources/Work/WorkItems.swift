import Credit
import SQLDatabase

/// What `work_items` holds of one row, and how it changes.
enum WorkItems {
  /// What came of counting a failed attempt.
  enum Verdict: Hashable {
    case again(at: Instant)
    case setAside
  }

  /// Counts a failed attempt of a row that was done within a transaction, and sets the row aside
  /// after the last one.
  static func countFailure(
    of row: Int64, lane: Lane, error: String, at now: Instant, in transaction: Transaction
  ) throws -> Verdict {
    let attempts = try transaction.first(
      """
      INSERT INTO work_items (lane, row_id, attempts, must_ask, last_error)
      VALUES (?1, ?2, 1, 0, ?3)
      ON CONFLICT (lane, row_id) DO UPDATE SET attempts = work_items.attempts + 1,
        last_error = excluded.last_error
      RETURNING attempts
      """, [lane.name, row, error]
    ) { Int(try $0.integer(0)) }
    let count = attempts ?? 1
    guard count < lane.policy.attempts else {
      try setAside(row, lane: lane, error: error, at: now, in: transaction)
      return .setAside
    }
    let next = now.adding(seconds: lane.policy.pause(after: count))
    try transaction.execute(
      "UPDATE work_items SET retry_at = ?3 WHERE lane = ?1 AND row_id = ?2",
      [lane.name, row, next.microseconds])
    return .again(at: next)
  }

  /// Sets a row aside, whether it was known before or not.
  static func setAside(
    _ row: Int64, lane: Lane, error: String, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO work_items (lane, row_id, attempts, must_ask, last_error, failed_at)
      VALUES (?1, ?2, 1, 0, ?3, ?4)
      ON CONFLICT (lane, row_id) DO UPDATE SET failed_at = excluded.failed_at,
        last_error = excluded.last_error, retry_at = NULL, claim_id = NULL, claimed_by = NULL,
        claimed_until_at = NULL
      """, [lane.name, row, error, now.microseconds])
    do {
      try transaction.savepoint { try lane.onFailure?(row, error, now, transaction) }
    } catch  where WorkFault.isOfRow(error) {
      // A row that cannot even be marked is set aside all the same.
    }
  }

  /// The row comes again at an instant; nothing is counted.
  static func postpone(
    _ row: Int64, lane: String, to instant: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO work_items (lane, row_id, attempts, must_ask, retry_at) VALUES (?1, ?2, 0, 0, ?3)
      ON CONFLICT (lane, row_id) DO UPDATE SET retry_at = excluded.retry_at
      """, [lane, row, instant.microseconds])
  }

  /// The row is done: nothing of it stays.
  static func forget(_ row: Int64, lane: String, in transaction: Transaction) throws {
    try transaction.execute(
      "DELETE FROM work_items WHERE lane = ?1 AND row_id = ?2", [lane, row])
  }
}
