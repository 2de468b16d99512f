import Credit
import SQLDatabase

/// Which rows of the domain are a lane's work. The table is called `r`; conditions and orders are
/// constants of the program, never input.
package struct LaneRows: Sendable {
  /// The column that tells since when a row is due.
  package enum Due: Sendable {
    /// An instant in microseconds.
    case at(String)
    /// An instant in microseconds; the row is due so many seconds later.
    case after(String, seconds: Int)
    /// A civil day; the row is due so many days later, at midnight in Brasília.
    case on(String, daysLater: Int = 0)
  }

  package let table: String
  /// The column that names a row, an integer.
  package let key: String
  /// Over `r`: the rows that are to be done, at once or later.
  package let condition: String
  package let due: Due
  /// What goes first, over `r`; ends in a column that makes the order total.
  package let order: String
  /// Over `r`: rows under way, where the rows of the domain themselves say so; nil where claims
  /// are kept in `work_items`.
  package let running: String?

  package init(
    table: String, key: String = "r.id", condition: String, due: Due, order: String,
    running: String? = nil
  ) {
    self.table = table
    self.key = key
    self.condition = condition
    self.due = due
    self.order = order
    self.running = running
  }

  var column: String {
    switch due {
    case .at(let column), .after(let column, _), .on(let column, _): column
    }
  }

  /// The column's value up to which rows are due.
  func bound(at now: Instant) -> Int64 {
    switch due {
    case .at: now.microseconds
    case .after(_, let seconds): now.adding(seconds: -seconds).microseconds
    case .on(_, let days): Int64(now.civilDate.daysSinceEpoch) - Int64(days)
    }
  }

  /// The instant at which a row falls due, as SQL.
  var dueSQL: String {
    switch due {
    case .at(let column): column
    case .after(let column, let seconds): "(\(column) + \(Int64(seconds) * 1_000_000))"
    case .on(let column, let days):
      "((\(column) + \(days)) * 86400000000 + \(BrasiliaTime.offsetMicroseconds))"
    }
  }
}

/// A row that is due, as a lane reads it.
struct DueRow: Sendable {
  let id: Int64
  /// Whether `work_items` knows of it.
  let isKnown: Bool
  /// Earlier work at the row was discarded; since then it has fallen due again.
  fileprivate let wasDiscarded: Bool
}

extension LaneRows {
  /// The rows that may be done now, the first ones first. On PostgreSQL they are locked, and what
  /// another worker has locked is left out. One that has fallen due again after work at it was
  /// discarded begins as if it had never failed.
  func due(
    lane: String, at now: Instant, limit: Int, in transaction: Transaction
  ) throws -> [DueRow] {
    let lock = transaction.engine == .postgres ? " FOR UPDATE OF r SKIP LOCKED" : ""
    let rows = try transaction.query(
      """
      SELECT \(key), w.row_id, w.discarded_at FROM \(table) r
      LEFT JOIN work_items w ON w.lane = ?1 AND w.row_id = \(key)
      WHERE \(condition) AND \(column) <= ?2
        AND (w.row_id IS NULL OR w.discarded_at IS NOT NULL OR (w.failed_at IS NULL
          AND COALESCE(w.retry_at, 0) <= ?3 AND COALESCE(w.claimed_until_at, 0) <= ?3))
      ORDER BY \(order) LIMIT ?4\(lock)
      """, [lane, bound(at: now), now.microseconds, limit]
    ) { row in
      let wasDiscarded = !row.isNull(2)
      return DueRow(
        id: try row.integer(0), isKnown: !row.isNull(1) && !wasDiscarded,
        wasDiscarded: wasDiscarded)
    }
    for row in rows where row.wasDiscarded {
      try WorkItems.forget(row.id, lane: lane, in: transaction)
    }
    return rows
  }

  /// When a row can be done next; may lie in the past. Nil where nothing waits.
  func nextDue(lane: String, in transaction: Transaction) throws -> Instant? {
    let fresh = try transaction.first(
      """
      SELECT \(dueSQL) FROM \(table) r WHERE \(condition) AND \(column) IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM work_items w
          WHERE w.lane = ?1 AND w.row_id = \(key) AND w.discarded_at IS NULL)
      ORDER BY \(column) LIMIT 1
      """, [lane]
    ) { try $0.integer(0) }
    let held =
      try transaction.first(
        """
        SELECT MIN(CASE WHEN COALESCE(w.claimed_until_at, w.retry_at, 0) > \(dueSQL)
          THEN COALESCE(w.claimed_until_at, w.retry_at, 0) ELSE \(dueSQL) END)
        FROM work_items w JOIN \(table) r ON \(key) = w.row_id
        WHERE w.lane = ?1 AND w.failed_at IS NULL AND \(condition)
        """, [lane]
      ) { try $0.optionalInteger(0) } ?? nil
    return [fresh, held].compactMap { $0 }.min().map { Instant(microseconds: $0) }
  }
}
