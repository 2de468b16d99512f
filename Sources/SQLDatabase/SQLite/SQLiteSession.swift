import GRDB
import GRDBSQLite
import Logging

/// An open connection: GRDB opens, configures, guards and closes it; statements go through the C
/// interface on the same connection.
final class SQLiteSession: @unchecked Sendable {
  // `connection` is only touched inside `queue`, which runs one closure at a time.
  private let queue: DatabaseQueue
  private let connection: SQLiteConnection

  private init(_ queue: DatabaseQueue) throws {
    self.queue = queue
    let handle = try queue.inDatabase { database in
      guard let handle = database.sqliteConnection else {
        throw DatabaseError.connectionLost("SQLite gave no connection")
      }
      // GRDB notes every column of every statement for its observations, which nobody asks for.
      sqlite3_set_authorizer(handle, nil, nil)
      return handle
    }
    self.connection = SQLiteConnection(handle)
  }

  /// The connection that writes, durable at every COMMIT; nil opens a memory database.
  static func writer(path: String?) throws -> SQLiteSession {
    var configuration = base()
    if path != nil { configuration.journalMode = .wal }
    let session = try open(path, configuration)
    try session.configure(isWriter: true, isFile: path != nil)
    return session
  }

  static func reader(path: String) throws -> SQLiteSession {
    var configuration = base()
    configuration.readonly = true
    let session = try open(path, configuration)
    try session.configure(isWriter: false, isFile: true)
    return session
  }

  func use(_ body: (SQLiteConnection) -> Void) {
    queue.inDatabase { _ in body(connection) }
  }

  /// Ends the statement that runs, from any thread.
  func interrupt() { queue.interrupt() }

  func close(logger: Logger) {
    queue.inDatabase { _ in connection.releaseStatements() }
    do {
      try queue.close()
    } catch {
      logger.error("SQLite could not close a connection", metadata: ["error": "\(error)"])
    }
  }

  private static func base() -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(SQLiteDatabase.busySeconds)
    return configuration
  }

  private static func open(_ path: String?, _ configuration: Configuration) throws
    -> SQLiteSession
  {
    do {
      return try SQLiteSession(
        DatabaseQueue(path: path ?? ":memory:", configuration: configuration))
    } catch let error as GRDB.DatabaseError {
      throw DatabaseError.sqlite(
        code: error.extendedResultCode.rawValue, message: error.message ?? "")
    }
  }

  private func configure(isWriter: Bool, isFile: Bool) throws {
    try queue.inDatabase { _ in
      let kibibytes =
        isWriter ? SQLiteDatabase.writerCacheKibibytes : SQLiteDatabase.readerCacheKibibytes
      try connection.executeScript("PRAGMA cache_size = -\(kibibytes)")
      if isWriter {
        // GRDB sets NORMAL in WAL mode; a commit that was answered must survive a power cut.
        try connection.executeScript("PRAGMA synchronous = FULL")
        try require("synchronous", 2)
        try connection.executeScript(
          """
          CREATE TABLE IF NOT EXISTS \(SQLiteConnection.counterTable) (
            only INTEGER PRIMARY KEY CHECK (only = 1), next INTEGER NOT NULL
          ) STRICT;
          INSERT INTO \(SQLiteConnection.counterTable) (only, next) VALUES (1, 1)
            ON CONFLICT DO NOTHING;
          """)
      } else {
        try connection.executeScript("PRAGMA query_only = 1")
        try require("query_only", 1)
      }
      try require("foreign_keys", 1)
      if isFile { try requireWAL() }
    }
  }

  /// Reads a setting back: SQLite passes silently over what it cannot or will not set.
  private func require(_ setting: String, _ wanted: Int64) throws {
    var found: Int64?
    try connection.forEach("PRAGMA \(setting)", []) { found = try $0.integer(0) }
    guard found == wanted else {
      throw DatabaseError.failed(
        code: "sqlite-setting",
        message: "PRAGMA \(setting) is \(found.map(String.init) ?? "unknown"), wanted \(wanted)")
    }
  }

  private func requireWAL() throws {
    var mode = ""
    try connection.forEach("PRAGMA journal_mode", []) { mode = try $0.text(0) }
    guard mode == "wal" else {
      throw DatabaseError.failed(
        code: "sqlite-setting", message: "PRAGMA journal_mode is \(mode), wanted wal")
    }
  }
}
