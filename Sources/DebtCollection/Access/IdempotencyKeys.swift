import Credit
import JSONText
import SQLDatabase
import World

/// An answer that is given again for the same key.
package struct StoredAnswer: Hashable, Sendable {
  package struct Header: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package let status: Int
  package let headers: [Header]
  package let body: [UInt8]

  package init(status: Int, headers: [Header], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// What is known of an idempotency key when a request comes with it.
package enum IdempotencyClaim: Hashable, Sendable {
  /// Ours now: do the work, then complete or release it.
  case claimed
  /// Another request with it is still at work (409).
  case running
  /// It was used with another body (422 `idempotency-key-reused`).
  case reused
  case done(StoredAnswer)
}

extension Office {
  /// After this long a claim without an answer is taken for abandoned: its process died.
  package static let idempotencyClaimSeconds = 600
  /// How long an answer is kept to be given again.
  package static let idempotencyRetentionSeconds = 72 * 3_600

  /// Claims a key for one caller. `scope` names the caller and the route.
  package func claimIdempotencyKey(
    scope: String, key: String, requestHash: [UInt8]
  ) async throws -> IdempotencyClaim {
    let now = world.clock.now()
    let abandoned = now.adding(seconds: -Self.idempotencyClaimSeconds)
    return try await database.write { transaction in
      let claimed = try transaction.execute(
        """
        INSERT INTO idempotency_keys (scope, key, request_hash, state, claimed_at)
        VALUES (?1, ?2, ?3, 'running', ?4)
        ON CONFLICT (scope, key) DO UPDATE SET claimed_at = excluded.claimed_at
          WHERE idempotency_keys.state = 'running' AND idempotency_keys.claimed_at < ?5
            AND idempotency_keys.request_hash = excluded.request_hash
        """,
        [scope, key, requestHash, now, abandoned])
      if claimed == 1 { return .claimed }
      let known = try transaction.first(
        """
        SELECT request_hash, state, status, headers, body FROM idempotency_keys
        WHERE scope = ?1 AND key = ?2
        """,
        [scope, key], IdempotencyRow.init)
      guard let known, known.requestHash == requestHash else { return .reused }
      return known.answer.map { .done($0) } ?? .running
    }
  }

  /// Keeps the answer of a claimed key.
  package func completeIdempotencyKey(
    scope: String, key: String, answer: StoredAnswer
  ) async throws {
    let headers = JSON.array(answer.headers.map { [.string($0.name), .string($0.value)] }).text
    try await database.write { transaction in
      _ = try transaction.execute(
        """
        UPDATE idempotency_keys SET state = 'done', status = ?3, headers = ?4, body = ?5
        WHERE scope = ?1 AND key = ?2 AND state = 'running'
        """,
        [scope, key, answer.status, headers, answer.body])
    }
  }

  /// Gives a claimed key back, so that the same request may be tried again.
  package func releaseIdempotencyKey(scope: String, key: String) async throws {
    try await database.write { transaction in
      _ = try transaction.execute(
        "DELETE FROM idempotency_keys WHERE scope = ?1 AND key = ?2 AND state = 'running'",
        [scope, key])
    }
  }

  /// Deletes the keys that are too old to be given again; tells how many.
  package func forgetOldIdempotencyKeys() async throws -> Int {
    let limit = world.clock.now().adding(seconds: -Self.idempotencyRetentionSeconds)
    return try await database.write { transaction in
      try transaction.execute("DELETE FROM idempotency_keys WHERE claimed_at < ?1", [limit])
    }
  }
}

private struct IdempotencyRow {
  let requestHash: [UInt8]
  let answer: StoredAnswer?

  init(_ row: Row) throws {
    requestHash = try row.bytes(0)
    guard try row.text(1) == "done" else {
      answer = nil
      return
    }
    let headers = (try JSON.parse(try row.text(3)).elements ?? []).compactMap(\.elements)
    answer = StoredAnswer(
      status: Int(try row.integer(2)),
      headers: headers.map {
        StoredAnswer.Header(name: $0.first?.string ?? "", value: $0.last?.string ?? "")
      },
      body: try row.bytes(4))
  }
}
