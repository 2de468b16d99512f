import Credit
package import SQLDatabase
import Sealing
package import World

/// Sessions of pages whose login is not a matter of users: whoever came in with a code or with the
/// password of a rehearsal. They are in the database, so that any process knows them; of a secret
/// only its hash is kept.
package struct PageSessions: Sendable {
  package struct Rules: Hashable, Sendable {
    /// What the sessions are for; each kind stands by itself.
    let kind: String
    /// Without a request for so long, a session ends.
    let idleSeconds: Int
    /// Whatever happens, it ends then.
    let absoluteSeconds: Int
    /// Sessions at once; more than these end the ones that were not used for longest.
    let limit: Int

    package init(kind: String, idleSeconds: Int, absoluteSeconds: Int, limit: Int) {
      self.kind = kind
      self.idleSeconds = idleSeconds
      self.absoluteSeconds = absoluteSeconds
      self.limit = limit
    }
  }

  /// A use is written down at the most so often.
  static let noteSeconds = 60

  private let rules: Rules
  private let database: any Database
  /// The time of people; a clock that jumps would end every session.
  private let clock: any Clock

  package init(_ rules: Rules, database: any Database, clock: any Clock) {
    self.rules = rules
    self.database = database
    self.clock = clock
  }

  /// Begins a session; answers the secret for the cookie.
  ///
  /// - Parameter holder: what the session stands on, by which it can be judged at each request.
  package func begin(_ holder: [UInt8], random: any RandomSource) async throws -> String {
    let secret = SecretHash.generate(prefix: "", random: random)
    let now = clock.now()
    try await database.write { [rules] transaction in
      try transaction.execute(
        "DELETE FROM page_sessions WHERE kind = ?1 AND (used_at <= ?2 OR begun_at <= ?3)",
        [
          rules.kind, now.adding(seconds: -rules.idleSeconds).microseconds,
          now.adding(seconds: -rules.absoluteSeconds).microseconds,
        ])
      try transaction.execute(
        """
        DELETE FROM page_sessions WHERE kind = ?1 AND used_at <= (
          SELECT used_at FROM page_sessions WHERE kind = ?1
          ORDER BY used_at DESC LIMIT 1 OFFSET ?2)
        """, [rules.kind, rules.limit - 1])
      _ = try transaction.execute(
        """
        INSERT INTO page_sessions (secret_hash, kind, holder, begun_at, used_at)
        VALUES (?1, ?2, ?3, ?4, ?4)
        """, [SecretHash.hash(of: secret), rules.kind, holder, now.microseconds])
    }
    return secret
  }

  /// What a session stands on; nil where it never was or has ended.
  package func holder(of secret: String) async throws -> [UInt8]? {
    let hash = SecretHash.hash(of: secret)
    let now = clock.now()
    let found = try await database.read { [rules] transaction in
      try transaction.first(
        """
        SELECT holder, used_at FROM page_sessions
        WHERE secret_hash = ?1 AND kind = ?2 AND used_at > ?3 AND begun_at > ?4
        """,
        [
          hash, rules.kind, now.adding(seconds: -rules.idleSeconds).microseconds,
          now.adding(seconds: -rules.absoluteSeconds).microseconds,
        ]
      ) { (holder: try $0.bytes(0), usedAt: Instant(microseconds: try $0.integer(1))) }
    }
    guard let found else { return nil }
    if found.usedAt <= now.adding(seconds: -Self.noteSeconds) {
      try await database.write { transaction in
        _ = try transaction.execute(
          "UPDATE page_sessions SET used_at = ?2 WHERE secret_hash = ?1 AND used_at < ?2",
          [hash, now.microseconds])
      }
    }
    return found.holder
  }

  package func end(_ secret: String) async throws {
    try await database.write { transaction in
      _ = try transaction.execute(
        "DELETE FROM page_sessions WHERE secret_hash = ?1", [SecretHash.hash(of: secret)])
    }
  }
}
