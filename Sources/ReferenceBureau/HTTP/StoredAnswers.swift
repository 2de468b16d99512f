import Credit
import HTTPService
import JSONText
import SQLDatabase
import Sealing

/// Keeps the answers of requests with an `Idempotency-Key`, sealed: there are reports on people and
/// secrets among them.
struct StoredAnswers: IdempotencyStore {
  let database: any Database
  let sealer: Sealer

  func claim(_ key: IdempotencyKey, now: Instant) async throws -> IdempotencyClaim {
    let orphaned = IdempotencyKey.orphanedBefore(now: now)
    return try await database.write { transaction in
      let claimed = try transaction.execute(
        """
        INSERT INTO stored_answers (scope, key, request_hash, claimed_at)
        VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (scope, key) DO UPDATE SET claimed_at = excluded.claimed_at
          WHERE stored_answers.status IS NULL AND stored_answers.claimed_at < ?5
            AND stored_answers.request_hash = excluded.request_hash
        """,
        [key.scope, key.key, key.requestHash, now.microseconds, orphaned.microseconds])
      if claimed == 1 {
        let kept = now.adding(seconds: -IdempotencyKey.keptForHours * 3_600)
        try transaction.execute(
          "DELETE FROM stored_answers WHERE claimed_at < ?1", [kept.microseconds])
        return .fresh
      }
      let found = try transaction.first(
        """
        SELECT request_hash, status, headers, body FROM stored_answers
        WHERE scope = ?1 AND key = ?2
        """, [key.scope, key.key]
      ) { row in
        (
          hash: try row.bytes(0), status: try row.optionalInteger(1),
          headers: try row.optionalText(2), body: try row.optionalBytes(3)
        )
      }
      guard let found, found.hash == key.requestHash else { return .mismatch }
      guard let status = found.status else { return .inProgress }
      let headers = try found.headers.map { try JSON.parse($0).elements ?? [] } ?? []
      return .replay(
        StoredAnswer(
          status: Int(status),
          headers: headers.map { ($0.elements ?? []).compactMap(\.string) },
          body: try found.body.map { try sealer.open($0, place: Self.place(key)) } ?? []))
    }
  }

  func complete(_ key: IdempotencyKey, answer: StoredAnswer, now: Instant) async throws {
    let headers = JSON.array(answer.headers.map { .array($0.map { .string($0) }) }).text
    _ = try await database.write { transaction in
      try transaction.execute(
        """
        UPDATE stored_answers SET status = ?3, headers = ?4, body = ?5
        WHERE scope = ?1 AND key = ?2 AND status IS NULL
        """,
        [
          key.scope, key.key, answer.status, headers,
          sealer.seal(answer.body, place: Self.place(key)),
        ])
    }
  }

  private static func place(_ key: IdempotencyKey) -> String {
    "stored_answers.body/\(key.scope)/\(key.key)"
  }

  func release(_ key: IdempotencyKey) async throws {
    _ = try await database.write { transaction in
      try transaction.execute(
        "DELETE FROM stored_answers WHERE scope = ?1 AND key = ?2 AND status IS NULL",
        [key.scope, key.key])
    }
  }
}
