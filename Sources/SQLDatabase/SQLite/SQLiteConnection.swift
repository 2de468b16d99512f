import GRDBSQLite

/// One connection and its prepared statements. Belongs to one thread at a time.
final class SQLiteConnection: EngineConnection {
  /// Prepared statements kept for each connection; beyond it all idle ones are let go.
  static let statementLimit = 512
  static let counterTable = "identifier_counter"

  let handle: OpaquePointer
  /// Set while a read runs: statements that write are refused.
  var refusesWrites = false
  private var statements: [String: SQLiteStatement] = [:]

  init(_ handle: OpaquePointer) { self.handle = handle }

  /// Whether a transaction is open. SQLite ends one by itself after some errors (a full disk).
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Lets every statement go, which closing needs.
  func releaseStatements() { statements.removeAll() }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    try withStatement(sql) { statement in
      try statement.bind(arguments)
      return try run(statement)
    }
  }

  func executeMany(_ sql: String, _ rows: [[SQLValue]]) throws -> Int {
    try withStatement(sql) { statement in
      var changed = 0
      for row in rows {
        try statement.bind(row)
        changed += try run(statement)
        statement.reset()
      }
      return changed
    }
  }

  func forEach(_ sql: String, _ arguments: [SQLValue], _ body: (Row) throws -> Void) throws {
    try withStatement(sql) { statement in
      try statement.bind(arguments)
      let row = Row(source: statement)
      while try statement.step() { try body(row) }
    }
  }

  func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
    try command("SAVEPOINT nested")
    do {
      let value = try body()
      try command("RELEASE nested")
      return value
    } catch {
      // After a full disk the whole transaction is gone and with it the savepoint.
      if isInTransaction {
        try command("ROLLBACK TO nested")
        try command("RELEASE nested")
      }
      throw error
    }
  }

  func nextIdentifiers(_ count: Int) throws -> Range<Int64> {
    let sql = "UPDATE \(Self.counterTable) SET next = next + ?1 RETURNING next"
    var end: Int64?
    try forEach(sql, [.integer(Int64(count))]) { end = try $0.integer(0) }
    guard let end else {
      throw DatabaseError.failed(code: "identifier-counter", message: "the counter has no row")
    }
    return end - Int64(count)..<end
  }

  func executeScript(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
      throw DatabaseError.sqlite(handle)
    }
  }

  /// A statement of ours without arguments or rows (BEGIN, COMMIT and their like).
  func command(_ sql: String) throws {
    try withStatement(sql) { statement in
      while try statement.step() {}
    }
  }

  /// Rolls back whatever is open; used where an error is on its way already.
  func rollback() {
    guard isInTransaction else { return }
    // A failing ROLLBACK means that SQLite rolled back by itself: nothing is left to undo.
    try? command("ROLLBACK")
  }

  private func run(_ statement: SQLiteStatement) throws -> Int {
    let before = sqlite3_total_changes64(handle)
    while try statement.step() {}
    // `changes` keeps the count of an earlier statement where this one wrote nothing (DDL), and
    // `total_changes` counts foreign key actions and triggers as well.
    return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
  }

  /// Takes the statement out of the cache while it runs, so that the same SQL can run inside the
  /// loop over its own rows.
  private func withStatement<Value>(
    _ sql: String, _ body: (SQLiteStatement) throws -> Value
  ) throws -> Value {
    let statement = try statements.removeValue(forKey: sql) ?? SQLiteStatement(sql, on: handle)
    if refusesWrites && !statement.isReadOnly {
      statements[sql] = statement
      throw DatabaseError.failed(
        code: String(SQLITE_READONLY), message: "a read transaction cannot write")
    }
    defer {
      statement.reset()
      if statements.count >= Self.statementLimit { statements.removeAll() }
      statements[sql] = statement
    }
    return try body(statement)
  }
}
