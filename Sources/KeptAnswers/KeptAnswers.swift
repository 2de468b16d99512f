package import Credit
package import HTTPService
import JSONText
package import SQLDatabase
package import Sealing
import Synchronization

/// Keeps the answers of requests with an `Idempotency-Key` in a database, sealed: there are reports
/// on people and secrets among them. Used by both sides.
///
/// Each write of the work counts itself in the key's row, within its own transaction. So a
/// repetition knows whether anything was written, whatever became of the answer: of the COMMIT, of
/// the request or of the process. A process that lost its claim cannot write any more: its row is
/// not found, and its transaction is undone. What the store itself writes is not part of the work.
package final class KeptAnswers: IdempotencyStore {
  /// Claims in doubt that are remembered until the database can be told; beyond it the next one
  /// waits for its lease to end.
  private static let doubtLimit = 10_000

  /// Through which the work writes.
  private let accompanied: AccompaniedDatabase
  private var database: any Database { accompanied.plain }
  private let sealer: Sealer
  private let doubts = Mutex<Set<Int64>>([])
  /// Claims whose work goes on in this process: however far a virtual clock is moved meanwhile,
  /// nobody takes one over and none is forgotten.
  private let alive = Mutex<Set<Int64>>([])

  /// - Parameter database: where the table is, and through which the work writes.
  package init(database: AccompaniedDatabase, sealer: Sealer) {
    self.accompanied = database
    self.sealer = sealer
  }

  package func claim(_ key: IdempotencyKey, now: Instant) async throws -> IdempotencyClaim {
    let claim = try await take(key, now: now)
    if case .fresh(let fresh) = claim { alive.withLock { _ = $0.insert(fresh.number) } }
    return claim
  }

  private func take(_ key: IdempotencyKey, now: Instant) async throws -> IdempotencyClaim {
    let orphaned = IdempotencyKey.orphanedBefore(now: now).microseconds
    let doubts = doubts.withLock { $0 }
    let alive = alive.withLock { $0 }
    return try await database.write(.claims) { [sealer] transaction in
      let number = try transaction.nextIdentifier()
      let isNew = try transaction.execute(
        """
        INSERT INTO kept_answers (scope, key, request_hash, claim, claimed_at)
        VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING
        """, [key.scope, key.key, key.requestHash, number, now.microseconds])
      if isNew == 1 {
        try Self.forget(now: now, alive: alive, in: transaction)
        return .fresh(ClaimedKey(key: key, number: number))
      }
      // Waits for a transaction whose COMMIT is in doubt: its end tells.
      guard let row = try KeptRow.lock(key, in: transaction) else { return .inProgress }
      guard row.requestHash == key.requestHash else { return .mismatch }
      if let answer = try row.answer(of: key, sealer: sealer) { return .replay(answer) }
      guard !alive.contains(row.claim),
        row.isInDoubt || doubts.contains(row.claim) || row.claimedAt < orphaned
      else { return .inProgress }
      guard row.writes == 0 else { return .done }
      try transaction.execute(
        """
        UPDATE kept_answers SET claim = ?3, claimed_at = ?4, in_doubt = 0
        WHERE scope = ?1 AND key = ?2
        """, [key.scope, key.key, number, now.microseconds])
      return .fresh(ClaimedKey(key: key, number: number))
    }
  }

  package func perform<Value>(
    _ claim: ClaimedKey, _ work: () async throws -> Value
  ) async rethrows -> Value {
    let companion = WriteCompanion(of: accompanied) { transaction in
      let marked = try transaction.execute(
        """
        UPDATE kept_answers SET writes = writes + 1
        WHERE scope = ?1 AND key = ?2 AND claim = ?3
        """, [claim.key.scope, claim.key.key, claim.number])
      guard marked == 1 else { throw Problem.idempotencyKeyInProgress }
    }
    defer { companion.end() }
    return try await WriteCompanion.$current.withValue(companion, operation: work)
  }

  package func complete(_ claim: ClaimedKey, answer: StoredAnswer, now: Instant) async throws {
    defer { end(claim) }
    let key = claim.key
    let headers = JSON.array(answer.headers.map { .array($0.map { .string($0) }) }).text
    let body = sealer.seal(answer.body, place: KeptRow.place(key))
    _ = try await database.write(.claims) { transaction in
      try transaction.execute(
        """
        UPDATE kept_answers SET status = ?4, headers = ?5, body = ?6, claimed_at = ?7
        WHERE scope = ?1 AND key = ?2 AND claim = ?3 AND status IS NULL
        """,
        [
          key.scope, key.key, claim.number, answer.status, headers, body,
          // The answer is kept from here on; the work itself may have moved the clock.
          now.microseconds,
        ])
    }
  }

  package func release(_ claim: ClaimedKey) async throws {
    defer { end(claim) }
    try await database.write(.claims) { try Self.giveBack(claim, in: $0) }
  }

  package func settle(_ claim: ClaimedKey) async throws {
    defer { end(claim) }
    doubts.withLock { doubts in
      if doubts.count < Self.doubtLimit { doubts.insert(claim.number) }
    }
    try await database.write(.claims) { try Self.giveBack(claim, in: $0) }
    doubts.withLock { _ = $0.remove(claim.number) }
  }

  /// The work of the claim goes on no more.
  private func end(_ claim: ClaimedKey) {
    alive.withLock { _ = $0.remove(claim.number) }
  }

  /// Gives the key back where nothing was written, a refusal's too: some of the work may have been
  /// committed before it. Otherwise it stays taken without an answer.
  private static func giveBack(_ claim: ClaimedKey, in transaction: Transaction) throws {
    let key: [any SQLConvertible] = [claim.key.scope, claim.key.key, claim.number]
    // Waits for a transaction in doubt too.
    let given = try transaction.execute(
      """
      DELETE FROM kept_answers
      WHERE scope = ?1 AND key = ?2 AND claim = ?3 AND status IS NULL AND writes = 0
      """, key)
    guard given == 0 else { return }
    try transaction.execute(
      """
      UPDATE kept_answers SET in_doubt = 1
      WHERE scope = ?1 AND key = ?2 AND claim = ?3 AND status IS NULL
      """, key)
  }

  /// Deletes what is too old to be given again; where no key comes any more, the terms of
  /// retention of the side do it. Claims have rising numbers: what is younger than the oldest one
  /// alive waits for its end.
  private static func forget(
    now: Instant, alive: Set<Int64>, in transaction: Transaction
  ) throws {
    let kept = now.adding(seconds: -IdempotencyKey.keptForHours * 3_600)
    try transaction.execute(
      """
      DELETE FROM kept_answers
      WHERE claimed_at < ?1 AND (status IS NOT NULL OR claim < CAST(?2 AS BIGINT))
      """, [kept.microseconds, alive.min() ?? Int64.max])
  }
}
