package import Credit
package import SQLDatabase

/// How a queue stands.
package struct QueueStanding: Hashable, Sendable {
  package let name: String
  /// Rows that are due and not begun, and those that wait for a repetition.
  package let waiting: Int
  /// Rows that somebody is doing now.
  package let running: Int
  /// Rows that were set aside and that nobody has looked after.
  package let failed: Int
  package let oldestDueAt: Instant?
  package let oldestFailedAt: Instant?
}

/// A row that was set aside.
package struct FailedWork: Identified, Hashable, Sendable {
  package static let idPrefix = "wrk"

  /// The number of the domain's row; unique within its queue.
  package let id: ID<FailedWork>
  /// What it is about: an id as people see it.
  package let subject: String
  package let attempts: Int
  package let lastError: String
  package let failedAt: Instant
  /// Nothing would be left to do if it were discarded.
  package let isDiscardable: Bool
}

/// What came of discarding a row.
package enum Discarding: Hashable, Sendable {
  case discarded
  /// None with this id is set aside.
  case unknown
  /// The domain's row would go on being due, and nobody would do it any more.
  case stillDue
}

extension Lane {
  /// From here on nobody counts: a page must not read a large table from end to end.
  package static let countLimit = 100_000
  /// Rows of a list of failures at the most.
  package static let failedLimit = 200

  package func failedCount(in transaction: Transaction) throws -> Int {
    try transaction.first(
      """
      SELECT count(*) FROM work_items
      WHERE lane = ?1 AND failed_at IS NOT NULL AND discarded_at IS NULL
      """, [name]
    ) { Int(try $0.integer(0)) } ?? 0
  }

  package func standing(at now: Instant, in transaction: Transaction) throws -> QueueStanding {
    let waiting = try transaction.first(
      """
      SELECT count(*), MIN(due) FROM (SELECT \(rows.dueSQL) AS due FROM \(rows.table) r
      LEFT JOIN work_items w ON w.lane = ?1 AND w.row_id = \(rows.key)
      WHERE \(rows.condition) AND (w.retry_at IS NOT NULL OR \(rows.column) <= ?2)
        AND (w.failed_at IS NULL OR w.discarded_at IS NOT NULL)
        AND COALESCE(w.claimed_until_at, 0) <= ?3
      LIMIT \(Self.countLimit)) counted
      """, [name, rows.bound(at: now), now.microseconds]
    ) { (count: Int(try $0.integer(0)), oldest: try $0.optionalInteger(1)) }
    let running =
      try rows.running.map { condition in
        try transaction.first(
          """
          SELECT count(*) FROM (SELECT 1 FROM \(rows.table) r WHERE \(condition)
            LIMIT \(Self.countLimit)) counted
          """
        ) { Int(try $0.integer(0)) }
      }
      ?? transaction.first(
        "SELECT count(*) FROM work_items WHERE lane = ?1 AND claimed_until_at > ?2",
        [name, now.microseconds]
      ) { Int(try $0.integer(0)) }
    let oldestFailure =
      try transaction.first(
        """
        SELECT MIN(failed_at) FROM work_items
        WHERE lane = ?1 AND failed_at IS NOT NULL AND discarded_at IS NULL
        """, [name]
      ) { try $0.optionalInteger(0) } ?? nil
    return QueueStanding(
      name: name, waiting: waiting?.count ?? 0, running: running ?? 0,
      failed: try failedCount(in: transaction),
      oldestDueAt: waiting?.oldest.map { Instant(microseconds: $0) },
      oldestFailedAt: oldestFailure.map { Instant(microseconds: $0) })
  }

  /// The rows that were set aside, oldest first.
  package func failed(
    limit: Int = Lane.failedLimit, in transaction: Transaction
  ) throws -> [FailedWork] {
    try transaction.query(
      """
      SELECT w.row_id, w.attempts, w.last_error, w.failed_at, \(isWanted) FROM work_items w
      WHERE w.lane = ?1 AND w.failed_at IS NOT NULL AND w.discarded_at IS NULL
      ORDER BY w.failed_at, w.row_id LIMIT ?2
      """, [name, limit]
    ) { row in
      let number = try row.integer(0)
      return FailedWork(
        id: ID(number), subject: subject(number), attempts: Int(try row.integer(1)),
        lastError: try row.optionalText(2) ?? "",
        failedAt: Instant(microseconds: try row.integer(3)),
        isDiscardable: isDiscardable(isWanted: try row.bool(4)))
    }
  }

  /// Over `w`: whether the domain still wants the row to be done; an integer.
  private var isWanted: String {
    """
    CASE WHEN EXISTS (SELECT 1 FROM \(rows.table) r
      WHERE \(rows.key) = w.row_id AND (\(rows.condition))) THEN 1 ELSE 0 END
    """
  }

  private func isDiscardable(isWanted: Bool) -> Bool {
    !keepsRows && (onDiscard != nil || !isWanted)
  }

  /// Counts a failed attempt of a row whose claims are kept elsewhere, and sets it aside after the
  /// last one. Answers with the seconds to wait before the next; nil where the row was set aside.
  package func countFailure(
    of row: Int64, error: String, at now: Instant, in transaction: Transaction
  ) throws -> Int? {
    switch try WorkItems.countFailure(
      of: row, lane: self, error: error, at: now, in: transaction)
    {
    case .again(let instant): Int(instant.microseconds(since: now) / 1_000_000)
    case .setAside: nil
    }
  }

  /// Sets a row aside at once.
  package func setAside(
    _ row: Int64, error: String, at now: Instant, in transaction: Transaction
  ) throws {
    try WorkItems.setAside(row, lane: self, error: error, at: now, in: transaction)
  }

  /// Takes a row up again from the first attempt. False where none with this id is set aside.
  package func retry(_ row: Int64, at now: Instant, in transaction: Transaction) throws -> Bool {
    let count = try transaction.execute(
      """
      UPDATE work_items SET failed_at = NULL, attempts = 0, retry_at = ?3
      WHERE lane = ?1 AND row_id = ?2 AND failed_at IS NOT NULL AND discarded_at IS NULL
      """, [name, row, now.microseconds])
    guard count == 1 else { return false }
    try onRetry?(row, now, transaction)
    return true
  }

  /// Gives a row up for good; the note says why. Only what then has nothing left to do can be: a
  /// row that stayed due would be done by nobody.
  package func discard(
    _ row: Int64, note: String, by actor: String, at now: Instant, in transaction: Transaction
  ) throws -> Discarding {
    let found = try transaction.first(
      """
      SELECT \(isWanted) FROM work_items w
      WHERE w.lane = ?1 AND w.row_id = ?2 AND w.failed_at IS NOT NULL AND w.discarded_at IS NULL
      """, [name, row]
    ) { try $0.bool(0) }
    guard let found else { return .unknown }
    guard isDiscardable(isWanted: found) else { return .stillDue }
    let count = try transaction.execute(
      """
      UPDATE work_items SET discarded_at = ?3, discarded_by = ?4, discard_note = ?5
      WHERE lane = ?1 AND row_id = ?2 AND failed_at IS NOT NULL AND discarded_at IS NULL
      """, [name, row, now.microseconds, actor, note])
    guard count == 1 else { return .unknown }
    try onDiscard?(row, note, now, transaction)
    return .discarded
  }
}
