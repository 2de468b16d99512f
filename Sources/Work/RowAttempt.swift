package import Credit
import Logging
package import SQLDatabase
package import World

/// A row that failed in a transaction, to be told once the transaction is committed.
package struct RowFailure: Hashable, Sendable {
  let row: Int64
  let error: String
  /// It was set aside.
  let isLast: Bool
}

extension Lane {
  /// Does one row in a savepoint of its own. What it throws undoes this row alone: it is counted,
  /// and the row comes again later. Nil where the row did not fail.
  package func attempt(
    _ row: Int64, isKnown: Bool = true, at now: Instant, in transaction: Transaction,
    _ perform: () throws -> WorkEnding
  ) throws -> RowFailure? {
    do {
      return try transaction.savepoint {
        switch try perform() {
        case .done:
          if isKnown { try WorkItems.forget(row, lane: name, in: transaction) }
          return nil
        case .later(let instant, _), .ask(let instant):
          try WorkItems.postpone(row, lane: name, to: instant, in: transaction)
          return nil
        case .failed(let problem):
          try WorkItems.setAside(row, lane: self, error: problem, at: now, in: transaction)
          return RowFailure(row: row, error: problem, isLast: true)
        }
      }
    } catch  where WorkFault.isOfRow(error) {
      let text = sentence(error)
      let verdict = try WorkItems.countFailure(
        of: row, lane: self, error: text, at: now, in: transaction)
      return RowFailure(row: row, error: text, isLast: verdict == .setAside)
    }
  }

  /// Tells the log of rows that failed, once that is committed.
  package func tell(_ failures: [RowFailure], in world: World) {
    for failure in failures {
      world.logger.log(
        level: failure.isLast ? .error : .warning,
        failure.isLast ? "a row of work was set aside" : "a row of work failed",
        metadata: [
          "lane": "\(name)", "row": "\(subject(failure.row))", "error": "\(failure.error)",
        ])
    }
  }
}

extension Lane {
  /// Rows that the domain finds by itself: SQL that is true for those that have not failed. The
  /// first argument is the lane's name, the second the instant of now.
  ///
  /// - Parameter key: the column of the domain's table that names the row.
  package static func isFree(_ key: String) -> String {
    """
    NOT EXISTS (SELECT 1 FROM work_items w WHERE w.lane = ?1 AND w.row_id = \(key)
      AND (w.failed_at IS NOT NULL OR COALESCE(w.retry_at, 0) > ?2))
    """
  }

  /// When the first of the lane's rows comes again that failed; nil where none does.
  package func nextRepetition(in transaction: Transaction) throws -> Instant? {
    try transaction.first(
      "SELECT MIN(retry_at) FROM work_items WHERE lane = ?1 AND failed_at IS NULL", [name]
    ) { try $0.optionalInteger(0).map { Instant(microseconds: $0) } } ?? nil
  }

  /// Forgets repetitions that were due and found nothing more to do.
  package func forgetRepetitions(dueBy now: Instant, in transaction: Transaction) throws {
    try transaction.execute(
      "DELETE FROM work_items WHERE lane = ?1 AND failed_at IS NULL AND retry_at <= ?2",
      [name, now.microseconds])
  }
}
