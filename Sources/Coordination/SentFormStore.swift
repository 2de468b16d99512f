import Credit
import SQLDatabase
import Sealing
import World

/// Where the forms are kept that were sent a moment ago.
struct SentFormStore: Sendable {
  /// What is known of a form when it comes.
  enum Claim: Hashable, Sendable {
    /// Nobody sent it before; the ticket says that the work is ours.
    case fresh(ticket: [UInt8])
    case atWork
    case done(answer: [UInt8])
    /// Whoever had it is gone, and nobody knows how far it came.
    case lost
  }

  /// How long an answer is given again; afterwards the form is a new one.
  static let keptSeconds = 600
  /// Claims without an answer are taken for lost so long after they were last renewed.
  static let leaseSeconds = 60
  private static let ticketByteCount = 16

  let database: any Database
  let sealer: Sealer
  let random: any RandomSource

  func claim(_ key: [UInt8], at now: Instant) async throws -> Claim {
    let ticket = random.bytes(Self.ticketByteCount)
    let lease = now.adding(seconds: Self.leaseSeconds)
    let old = now.adding(seconds: -Self.keptSeconds)
    return try await database.write(.claims) { [sealer] transaction in
      let claimed = try transaction.execute(
        """
        INSERT INTO sent_forms (form_key, ticket, sent_at, leased_until_at)
        VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (form_key) DO UPDATE SET ticket = excluded.ticket,
          sent_at = excluded.sent_at, leased_until_at = excluded.leased_until_at, answer = NULL
        WHERE sent_forms.sent_at <= ?5
          AND (sent_forms.leased_until_at IS NULL OR sent_forms.leased_until_at <= ?3)
        """, [key, ticket, now.microseconds, lease.microseconds, old.microseconds])
      if claimed == 1 { return .fresh(ticket: ticket) }
      let found = try transaction.first(
        "SELECT leased_until_at, answer FROM sent_forms WHERE form_key = ?1", [key]
      ) { (lease: try $0.optionalInteger(0), answer: try $0.optionalBytes(1)) }
      // Given back between the two statements: its sender comes again.
      guard let found else { return .atWork }
      if let answer = found.answer {
        return .done(answer: try sealer.open(answer, place: Self.place(key)))
      }
      return (found.lease ?? 0) > now.microseconds ? .atWork : .lost
    }
  }

  /// Says that the work goes on.
  func renew(_ key: [UInt8], ticket: [UInt8], at now: Instant) async throws {
    let lease = now.adding(seconds: Self.leaseSeconds)
    try await database.write(.claims) { transaction in
      _ = try transaction.execute(
        """
        UPDATE sent_forms SET leased_until_at = ?3
        WHERE form_key = ?1 AND ticket = ?2 AND answer IS NULL
        """, [key, ticket, lease.microseconds])
    }
  }

  func keep(_ answer: [UInt8], of key: [UInt8], ticket: [UInt8]) async throws {
    let sealed = sealer.seal(answer, place: Self.place(key))
    try await database.write(.claims) { transaction in
      _ = try transaction.execute(
        """
        UPDATE sent_forms SET leased_until_at = NULL, answer = ?3
        WHERE form_key = ?1 AND ticket = ?2 AND answer IS NULL
        """, [key, ticket, sealed])
    }
  }

  /// Nothing was done: the form may be sent again.
  func release(_ key: [UInt8], ticket: [UInt8]) async throws {
    try await database.write(.claims) { transaction in
      _ = try transaction.execute(
        "DELETE FROM sent_forms WHERE form_key = ?1 AND ticket = ?2 AND answer IS NULL",
        [key, ticket])
    }
  }

  /// Nobody knows whether it was done.
  func giveUp(_ key: [UInt8], ticket: [UInt8], at now: Instant) async throws {
    try await database.write(.claims) { transaction in
      _ = try transaction.execute(
        """
        UPDATE sent_forms SET leased_until_at = ?3
        WHERE form_key = ?1 AND ticket = ?2 AND answer IS NULL
        """, [key, ticket, now.microseconds])
    }
  }

  func clear(at now: Instant) async throws {
    let old = now.adding(seconds: -Self.keptSeconds)
    try await database.write(.claims) { transaction in
      _ = try transaction.execute(
        """
        DELETE FROM sent_forms
        WHERE sent_at <= ?1 AND (leased_until_at IS NULL OR leased_until_at <= ?2)
        """, [old.microseconds, now.microseconds])
    }
  }

  private static func place(_ key: [UInt8]) -> String {
    "sent_forms.answer/\(Hexadecimal.encode(key))"
  }
}
