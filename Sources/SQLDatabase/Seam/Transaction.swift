/// One open transaction. Lives only inside the closure that it was handed to.
///
/// SQL is one text for both engines wherever possible, with numbered parameters `?1`, `?2`, …;
/// the PostgreSQL engine translates them. Statements are prepared once for each connection.
package final class Transaction {
  package let engine: DatabaseEngine
  /// What runs the statements.
  let connection: any EngineConnection
  /// What its caller may see; nil for all.
  package let scope: RowScope?
  /// Where its caller is; nil where nobody said so.
  package let place: String?

  init(
    engine: DatabaseEngine, connection: any EngineConnection, scope: RowScope? = nil,
    place: String? = nil
  ) {
    self.engine = engine
    self.connection = connection
    self.scope = scope
    self.place = place
  }

  /// The same transaction over all rows, for what the house keeps of itself.
  package var ofTheHouse: Transaction {
    guard let scoped = connection as? ScopedConnection else { return self }
    return Transaction(engine: engine, connection: scoped.inner, place: place)
  }

  /// Runs a statement and tells how many rows it changed.
  @discardableResult
  package func execute(_ sql: String, _ arguments: [any SQLConvertible] = []) throws -> Int {
    try connection.execute(sql, arguments.map(\.sqlValue))
  }

  /// Runs a statement for each list of arguments (one prepared statement, one round trip where
  /// the engine can); tells how many rows changed in all.
  @discardableResult
  package func executeMany(_ sql: String, _ rows: [[SQLValue]]) throws -> Int {
    try connection.executeMany(sql, rows)
  }

  /// All rows of a query (also of a statement with RETURNING).
  package func query<Value>(
    _ sql: String, _ arguments: [any SQLConvertible] = [], _ map: (Row) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    try forEach(sql, arguments) { values.append(try map($0)) }
    return values
  }

  /// The first row of a query. All rows are read, so that a statement with RETURNING does all of
  /// its work; write LIMIT 1 where many would match.
  package func first<Value>(
    _ sql: String, _ arguments: [any SQLConvertible] = [], _ map: (Row) throws -> Value
  ) throws -> Value? {
    var value: Value?
    var isFirst = true
    try forEach(sql, arguments) { row in
      guard isFirst else { return }
      isFirst = false
      value = try map(row)
    }
    return value
  }

  /// Streams the rows of a query without holding them all.
  package func forEach(
    _ sql: String, _ arguments: [any SQLConvertible] = [], _ body: (Row) throws -> Void
  ) throws {
    try connection.forEach(sql, arguments.map(\.sqlValue), body)
  }

  /// A transaction inside this one: undone alone if `body` throws.
  @discardableResult
  package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
    try connection.savepoint(body)
  }

  /// Several statements in one text, without arguments: for migrations.
  package func executeScript(_ sql: String) throws {
    try connection.executeScript(sql)
  }

  /// So many fresh numbers for ids, increasing; unique over all processes on this database.
  package func nextIdentifiers(_ count: Int) throws -> Range<Int64> {
    precondition(count > 0, "asked for \(count) ids")
    return try connection.nextIdentifiers(count)
  }

  package func nextIdentifier() throws -> Int64 {
    try nextIdentifiers(1).lowerBound
  }
}

/// A row of a result; columns count from 0. Reading a null or another type as a value is a
/// programmer's mistake and throws `DatabaseError.unexpectedValue`.
package struct Row {
  let source: any RowSource

  package func integer(_ column: Int) throws -> Int64 { try source.integer(column) }
  package func text(_ column: Int) throws -> String { try source.text(column) }
  package func bytes(_ column: Int) throws -> [UInt8] { try source.bytes(column) }
  package func bool(_ column: Int) throws -> Bool { try source.integer(column) != 0 }
  package func isNull(_ column: Int) -> Bool { source.isNull(column) }

  /// How many columns the row has.
  package var columnCount: Int { source.columnCount }

  /// Whatever a column holds, as it could be bound again.
  package func value(_ column: Int) throws -> SQLValue { try source.value(column) }

  package func optionalInteger(_ column: Int) throws -> Int64? {
    source.isNull(column) ? nil : try source.integer(column)
  }

  package func optionalText(_ column: Int) throws -> String? {
    source.isNull(column) ? nil : try source.text(column)
  }

  package func optionalBytes(_ column: Int) throws -> [UInt8]? {
    source.isNull(column) ? nil : try source.bytes(column)
  }
}

/// What an engine gives a row from.
protocol RowSource {
  func integer(_ column: Int) throws -> Int64
  func text(_ column: Int) throws -> String
  func bytes(_ column: Int) throws -> [UInt8]
  func isNull(_ column: Int) -> Bool
  func value(_ column: Int) throws -> SQLValue
  var columnCount: Int { get }
}

/// What an engine does for a transaction.
protocol EngineConnection {
  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int
  func executeMany(_ sql: String, _ rows: [[SQLValue]]) throws -> Int
  func forEach(_ sql: String, _ arguments: [SQLValue], _ body: (Row) throws -> Void) throws
  func savepoint<Value>(_ body: () throws -> Value) throws -> Value
  func nextIdentifiers(_ count: Int) throws -> Range<Int64>
  func executeScript(_ sql: String) throws
}
