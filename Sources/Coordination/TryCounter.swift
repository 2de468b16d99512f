package import Credit
package import SQLDatabase
import Sealing

/// Counts tries of one kind (passwords, codes of letters) by whoever makes them, in the database:
/// every process that serves it counts into the same number.
///
/// A try takes a place before it is made, so that many at once do not pass together, and gives it
/// back when it was a right one: only failures count. One failure is forgotten after another, each
/// in its part of the window (GCRA, ITU-T I.371: the row holds when all of them are forgotten).
package struct TryCounter: Sendable {
  package struct Policy: Hashable, Sendable {
    package let name: String
    /// Failures that may come at once.
    package let quota: Int
    /// The time in which a whole quota is forgotten.
    package let windowSeconds: Int

    package init(name: String, quota: Int, windowSeconds: Int) {
      self.name = name
      self.quota = quota
      self.windowSeconds = windowSeconds
    }

    var window: Int64 { Int64(windowSeconds) * 1_000_000 }
    /// How long one failure counts, in microseconds.
    var interval: Int64 { window / Int64(max(quota, 1)) }
  }

  package let policy: Policy
  private let database: any Database
  private let sweep = Sweep()

  package init(policy: Policy, database: any Database) {
    self.policy = policy
    self.database = database
  }

  /// Takes a place for a try; nil where there was one, else the seconds until there is one.
  package func take(_ subject: String, at now: Instant) async throws -> Int? {
    if sweep.isDue(at: now) { try await clear(at: now) }
    let hash = Self.hash(subject)
    return try await database.write(.claims) { [policy] transaction in
      let taken = try transaction.execute(
        """
        INSERT INTO counted_tries (kind, subject_hash, forgotten_at) VALUES (?1, ?2, ?3 + ?4)
        ON CONFLICT (kind, subject_hash) DO UPDATE SET
          forgotten_at = CASE WHEN counted_tries.forgotten_at < ?3 THEN excluded.forgotten_at
            ELSE counted_tries.forgotten_at + ?4 END
        WHERE counted_tries.forgotten_at + ?4 <= ?3 + ?5
        """, [policy.name, hash, now.microseconds, policy.interval, policy.window])
      return taken == 1 ? nil : try Self.wait(policy, hash, at: now, in: transaction) ?? 1
    }
  }

  /// Gives the place of a try back that was a right one.
  package func giveBack(_ subject: String) async throws {
    let hash = Self.hash(subject)
    try await database.write(.claims) { [policy] transaction in
      _ = try transaction.execute(
        """
        UPDATE counted_tries SET forgotten_at = forgotten_at - ?3
        WHERE kind = ?1 AND subject_hash = ?2
        """, [policy.name, hash, policy.interval])
    }
  }

  /// Seconds until a try may be made; nil where it may be made now. Takes nothing: for tries that
  /// cost nothing and are counted only when they fail.
  package func secondsToWait(_ subject: String, at now: Instant) async throws -> Int? {
    let hash = Self.hash(subject)
    return try await database.read { [policy] transaction in
      try Self.wait(policy, hash, at: now, in: transaction)
    }
  }

  private static func wait(
    _ policy: Policy, _ hash: [UInt8], at now: Instant, in transaction: Transaction
  ) throws -> Int? {
    let end = try transaction.first(
      "SELECT forgotten_at FROM counted_tries WHERE kind = ?1 AND subject_hash = ?2",
      [policy.name, hash]
    ) { Instant(microseconds: try $0.integer(0)) }
    guard let end else { return nil }
    let missing = end.microseconds(since: now) + policy.interval - policy.window
    // Rounded up: who waits so long finds a place.
    return missing > 0 ? Int((missing + 999_999) / 1_000_000) : nil
  }

  /// What is forgotten says nothing any more.
  private func clear(at now: Instant) async throws {
    try await database.write(.claims) { transaction in
      _ = try transaction.execute(
        "DELETE FROM counted_tries WHERE forgotten_at <= ?1", [now.microseconds])
    }
  }

  /// Addresses and accounts do not stand in the clear.
  private static func hash(_ subject: String) -> [UInt8] {
    Digest.sha256(Array(subject.utf8))
  }
}
