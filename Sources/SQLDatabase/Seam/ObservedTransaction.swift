extension Transaction {
  /// The same transaction, which tells each statement before it runs: for tests that look at the
  /// plans of what pages ask, that hold a writer up or that fail a statement.
  package func telling(
    _ observer: @escaping (_ sql: String, _ arguments: [SQLValue]) throws -> Void
  ) -> Transaction {
    Transaction(
      engine: engine, connection: ObservedConnection(inner: connection, observer: observer),
      scope: scope)
  }
}

/// Passes everything on, and tells the statements.
struct ObservedConnection: EngineConnection {
  let inner: any EngineConnection
  let observer: (String, [SQLValue]) throws -> Void

  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    try observer(sql, arguments)
    return try inner.execute(sql, arguments)
  }

  func executeMany(_ sql: String, _ rows: [[SQLValue]]) throws -> Int {
    try observer(sql, rows.first ?? [])
    return try inner.executeMany(sql, rows)
  }

  func forEach(_ sql: String, _ arguments: [SQLValue], _ body: (Row) throws -> Void) throws {
    try observer(sql, arguments)
    try inner.forEach(sql, arguments, body)
  }

  func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
    try inner.savepoint(body)
  }

  func nextIdentifiers(_ count: Int) throws -> Range<Int64> {
    try inner.nextIdentifiers(count)
  }

  func executeScript(_ sql: String) throws {
    try inner.executeScript(sql)
  }
}
