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
  /// The server cannot be reached or went away; nothing of the transaction was kept.
  case connectionLost(String)
  /// The connection went away before the COMMIT was answered: it is not known whether the
  /// transaction was kept. Who repeats it has to find out first.
  case commitUnknown
  /// The schema is of a newer version of the product than this program.
  case schemaTooNew(found: Int, known: Int)
  /// A row did not hold what the reader expects.
  case unexpectedValue(column: Int, expected: String)
  /// The database URL cannot be understood; the text says why.
  case invalidURL(String)
  /// Anything else: the engine's code (SQLite extended result code or SQLSTATE) and message.
  case failed(code: String, message: String)

  /// Whether nothing was kept and the same call may succeed a moment later.
  package var isRetryable: Bool {
    switch self {
    case .busy, .connectionLost: true
    default: false
    }
  }
}

/// Opens what a URL names: `sqlite:PATH`, `sqlite::memory:` or `postgres://…`.
package struct DatabaseOptions: Sendable {
  /// Connections to PostgreSQL that write and rehearse, each with a thread of its own, from 1 on.
  package var postgresWriters = 6
  /// Connections to PostgreSQL that read, beside those that write, so that slow reports hold no
  /// payment back; from 1 on.
  package var postgresReaders = 4
  /// Reader connections on SQLite, from 1 on.
  var readerCount = 3
  /// Closures that wait for a connection at the most, reads and writes each for themselves; the
  /// next one is refused with `DatabaseError.busy`. From 1 on.
  package var waitingLimit = 4_096
  /// Where the pauses before another run of a closure on PostgreSQL are drawn from. Processes on
  /// one database want different ones, so that they do not meet again at every run.
  package var pauseSeed: UInt64 = 1

  package init() {}
}
