/// Which engine stands behind the seam.
package enum DatabaseEngine: String, Hashable, Sendable {
  case sqlite
  case postgres
}

/// What a write may count on while others write at the same time.
package enum WriteLevel: Hashable, Sendable {
  /// As if every other such write had ended before or would begin after: what was read still holds
  /// at the COMMIT. On PostgreSQL SERIALIZABLE, run again where two could not be put in order.
  case serializable
  /// For claims alone: a write that locks each row it decides about (`FOR UPDATE`, `SKIP LOCKED`,
  /// a conditional UPDATE) and decides about nothing else. On PostgreSQL READ COMMITTED. On SQLite
  /// the same as `serializable`.
  case claims
}

/// A database. Closures are synchronous, run on a thread that the engine owns, and may run again
/// from the start where the engine had to roll them back (PostgreSQL 40001, 40P01), so they
/// must have no effect but through their transaction.
package protocol Database: Sendable {
  var engine: DatabaseEngine { get }

  /// A consistent snapshot; statements that write are refused.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value

  /// One transaction: committed durably before this returns, undone as a whole if `body` throws.
  /// Throws `DatabaseError.commitUnknown` where the answer of the COMMIT was lost.
  @discardableResult
  func write<Value: Sendable>(
    _ level: WriteLevel, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value

  /// The same transaction, always rolled back: a dry run that tells the truth.
  func rehearse<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value

  /// Brings the schema up to date; safe when several processes start at once.
  func migrate(_ migrations: [Migration]) async throws

  /// How busy it is, in this process.
  var load: DatabaseLoad { get }

  /// Waits for what is under way and closes every connection.
  func close() async
}

extension Database {
  /// Of a database that only stands before another one.
  package var load: DatabaseLoad { DatabaseLoad() }

  /// A serializable write.
  @discardableResult
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await write(.serializable, body)
  }
}

/// A step of the schema. The SQL may hold `{integer}`, `{bytes}` and `{strict}`, the three words
/// in which the engines differ (INTEGER/BIGINT, BLOB/BYTEA, STRICT/nothing).
package struct Migration: Sendable {
  /// Counts from 1 without gaps.
  package let number: Int
  /// What it does, for people.
  package let note: String
  /// Statements, separated by semicolons at the ends of lines.
  package let sql: String
  /// Statements for SQLite or PostgreSQL only, run after `sql`.
  package let sqliteOnly: String
  package let postgresOnly: String

  package init(
    number: Int, note: String, sql: String, sqliteOnly: String = "", postgresOnly: String = ""
  ) {
    self.number = number
    self.note = note
    self.sql = sql
    self.sqliteOnly = sqliteOnly
    self.postgresOnly = postgresOnly
  }
}
