/// What can go wrong in a database, by what the caller can do about it.
package enum DatabaseError: Error, Hashable, Sendable {
  /// A unique index or primary key refused a row; the name of the index or constraint, or on
  /// SQLite the columns as it reports them.
  case uniqueViolation(String)
  /// A CHECK, NOT NULL or foreign key refused a row.
  case constraintViolation(String)
  /// Another process holds the database or a row for too long; try again.
  case busy
  /// The disk is full; nothing of the transaction was kept.
  case diskFull
  /// The server cannot be reached or went away; nothing of the transaction was kept, except
  /// where it went away during COMMIT: then the message says that the outcome is unknown.
  case connectionLost(String)
  /// The schema is of a newer version of the product than this program.
  case schemaTooNew(found: Int, known: Int)
  /// A row did not hold what the reader expects.
  case unexpectedValue(column: Int, expected: String)
  /// The database URL cannot be understood; the text says why.
  case invalidURL(String)
  /// Anything else: the engine's code (SQLite extended result code or SQLSTATE) and message.
  case failed(code: String, message: String)

  /// Whether the same call may succeed a moment later.
  package var isRetryable: Bool {
    switch self {
    case .busy, .connectionLost: true
    default: false
    }
  }
}

/// Opens what a URL names: `sqlite:PATH`, `sqlite::memory:` or `postgres://…`.
package struct DatabaseOptions: Sendable {
  /// Connections to PostgreSQL, each with a thread of its own.
  package var poolSize = 8
  /// Reader connections on SQLite.
  package var readerCount = 3

  package init() {}
}
