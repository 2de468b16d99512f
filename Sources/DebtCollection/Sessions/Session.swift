package import Credit
import SQLDatabase

/// A person's time in the house: from the login until it is left, ended or too old. Only the hash
/// of its secret is kept.
package struct Session: Identified, Hashable, Sendable {
  package static let idPrefix = "ses"
  /// After so long without a page a session is over: a morning or an afternoon.
  package static let idleSeconds = 4 * 3_600
  /// However busy, after so long the password is asked for again: a working day with its breaks.
  package static let absoluteSeconds = 14 * 3_600
  /// How often the last sign of life is written, at the most.
  package static let seenSeconds = 60

  package let id: ID<Session>
  package let user: ID<User>
  package let createdAt: Instant
  package let seenAt: Instant
  package let endedAt: Instant?
  /// Where the login came from; nil over a local socket.
  package let address: String?
  /// What the browser calls itself, cut to a readable length.
  package let agent: String?

  /// Whether it still opens pages.
  package func isAlive(at now: Instant) -> Bool {
    endedAt == nil && now < seenAt.adding(seconds: Self.idleSeconds)
      && now < createdAt.adding(seconds: Self.absoluteSeconds)
  }
}

/// Sessions in the database.
enum SessionRows {
  enum Column: Int, TableColumn {
    static let table = "sessions"
    static var readCount: Int { secretHash.rawValue }

    case id, userId, createdAt, seenAt, endedAt, address, agent
    /// Written only.
    case secretHash
  }

  static let table = ColumnTable<Column>()
  static let columns = table.list(of: "s")
  static let adding = table.insert([
    .id, .userId, .secretHash, .createdAt, .seenAt, .address, .agent,
  ])

  /// Ends all sessions of a person, in the transaction that changes what they stand on: the
  /// password, the role, whether he may log in, the second factor.
  static func endAll(of user: ID<User>, at now: Instant, in transaction: Transaction) throws {
    try transaction.execute(
      "UPDATE sessions SET ended_at = ?2 WHERE user_id = ?1 AND ended_at IS NULL", [user, now])
  }

  static func decode(_ row: Row) throws -> Session {
    let row = ColumnRow<Column>(row)
    return Session(
      id: try row.id(.id), user: try row.id(.userId), createdAt: try row.instant(.createdAt),
      seenAt: try row.instant(.seenAt), endedAt: try row.optionalInstant(.endedAt),
      address: try row.optionalText(.address), agent: try row.optionalText(.agent))
  }
}
