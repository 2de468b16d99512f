package import Credit
package import SQLDatabase

/// A row of a lane in the hands of one worker.
package struct WorkClaim: Hashable, Sendable {
  package let lane: String
  /// The domain's row.
  package let row: Int64
  /// Unique among all claims: whoever holds an older one has lost the row.
  let id: Int64
  /// Attempts without progress, this one included.
  package let attempts: Int
  /// It is not known whether an earlier attempt took effect: ask before doing anything.
  package let mustAsk: Bool
}

/// The claim went over to another worker: whoever meets this stops and writes nothing.
package struct ClaimLost: Error, Hashable, Sendable {
  package init() {}
}

extension WorkClaim {
  /// Claims a row that the caller has made or locked in this transaction. Nil where another worker
  /// has it, or it was set aside.
  ///
  /// - Parameter isForced: takes the row away from whoever has it, for a person who asked for it.
  package static func take(
    _ row: Int64, lane: String, worker: String, leaseSeconds: Int, at now: Instant,
    isForced: Bool = false, in transaction: Transaction
  ) throws -> WorkClaim? {
    let id = try transaction.nextIdentifier()
    return try transaction.first(
      """
      INSERT INTO work_items
        (lane, row_id, attempts, must_ask, claim_id, claimed_by, claimed_until_at)
      VALUES (?1, ?2, 1, 0, ?3, ?4, ?5)
      ON CONFLICT (lane, row_id) DO UPDATE SET attempts = work_items.attempts + 1,
        must_ask = CASE WHEN work_items.claim_id IS NULL THEN work_items.must_ask ELSE 1 END,
        claim_id = excluded.claim_id, claimed_by = excluded.claimed_by,
        claimed_until_at = excluded.claimed_until_at, retry_at = NULL
      WHERE work_items.failed_at IS NULL
        AND (COALESCE(work_items.claimed_until_at, 0) <= ?6 OR CAST(?7 AS BIGINT) = 1)
      RETURNING attempts, must_ask
      """,
      [
        lane, row, id, worker, now.adding(seconds: leaseSeconds).microseconds, now.microseconds,
        isForced,
      ]
    ) {
      WorkClaim(
        lane: lane, row: row, id: id, attempts: Int(try $0.integer(0)), mustAsk: try $0.bool(1))
    }
  }

  /// Keeps the claim for another while, in the transaction that makes progress; the attempts are
  /// counted anew from here. Throws `ClaimLost` where another worker has the row.
  package func hold(
    seconds: Int, at now: Instant, in transaction: Transaction
  ) throws {
    guard try renew(seconds: seconds, at: now, in: transaction) else { throw ClaimLost() }
  }

  /// The same, for work whose place tells who was faster. False where the claim was lost.
  package func renew(
    seconds: Int, at now: Instant, in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      """
      UPDATE work_items SET claimed_until_at = ?4, attempts = 1, last_error = NULL
      WHERE lane = ?1 AND row_id = ?2 AND claim_id = ?3
      """, [lane, row, id, now.adding(seconds: seconds).microseconds]) == 1
  }

  /// Throws `ClaimLost` unless the row is still ours; locks it until the transaction ends.
  package func require(in transaction: Transaction) throws {
    let count = try transaction.execute(
      """
      UPDATE work_items SET claim_id = claim_id
      WHERE lane = ?1 AND row_id = ?2 AND claim_id = ?3
      """, [lane, row, id])
    guard count == 1 else { throw ClaimLost() }
  }

  /// The row is done: nothing of it stays. False where the claim was lost.
  @discardableResult
  package func finish(in transaction: Transaction) throws -> Bool {
    try transaction.execute(
      "DELETE FROM work_items WHERE lane = ?1 AND row_id = ?2 AND claim_id = ?3",
      [lane, row, id]) == 1
  }

  /// Gives the row back until an instant. False where the claim was lost.
  @discardableResult
  package func release(
    until instant: Instant, mustAsk: Bool, error: String? = nil, isCounted: Bool,
    in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      """
      UPDATE work_items SET claim_id = NULL, claimed_by = NULL, claimed_until_at = NULL,
        retry_at = ?4, must_ask = ?5, last_error = COALESCE(?6, last_error),
        attempts = CASE WHEN ?7 = 1 THEN attempts
          WHEN attempts > 0 THEN attempts - 1 ELSE 0 END
      WHERE lane = ?1 AND row_id = ?2 AND claim_id = ?3
      """, [lane, row, id, instant.microseconds, mustAsk, error, isCounted]) == 1
  }
}
