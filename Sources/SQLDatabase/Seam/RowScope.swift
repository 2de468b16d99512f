/// The rows that a caller may see, table by table: a query of his finds in a table what stands in
/// its condition, whatever else the query says. It belongs to the task that works for the caller,
/// and everything that this task reads goes through it.
///
/// It narrows what is read, also by a statement that writes. A statement that names a row by its id
/// writes it all the same, so that use cases look a row up before they change it.
package struct RowScope: Hashable, Sendable {
  @TaskLocal package static var current: RowScope?

  package struct Table: Hashable, Sendable {
    package let name: String
    /// A condition over the columns of the table. Tables that it names are narrowed too, where they
    /// stand before this one in the list; `{all}` in front of a name means the whole table.
    package let condition: String

    package init(_ name: String, _ condition: String) {
      self.name = name
      self.condition = condition
    }
  }

  private let tables: [Table]
  /// The names of the tables that are narrowed.
  package var names: [String] { tables.map(\.name) }
  /// Words of the conditions: which tables each one needs.
  private let needs: [Set<Substring>]
  /// The id of the place where new rows of the caller's belong.
  package let home: Int64?

  package init(_ tables: [Table], home: Int64?) {
    self.tables = tables
    needs = tables.map { Self.words(of: $0.condition) }
    self.home = home
  }

  /// The statement over the narrowed tables. A common table expression of a table's own name
  /// takes its place in every part of a statement that reads it (SQLite: "WITH clause";
  /// PostgreSQL: 7.8).
  func narrowed(_ sql: String, _ engine: DatabaseEngine) -> String {
    let words = Self.words(of: sql)
    guard words.contains("SELECT") else { return sql }
    var wanted = words
    var parts: [String] = []
    for (table, needed) in zip(tables, needs).reversed() where wanted.contains(table.name[...]) {
      wanted.formUnion(needed)
      let whole = engine == .sqlite ? "main." : ""
      let condition = table.condition.replacing("{all}", with: whole)
      parts.append(
        "\(table.name) AS NOT MATERIALIZED (SELECT * FROM \(whole)\(table.name) "
          + "WHERE \(condition))")
    }
    guard !parts.isEmpty else { return sql }
    let narrowing = "WITH " + parts.reversed().joined(separator: ", ")
    let text = sql.drop(while: \.isWhitespace)
    return text.hasPrefix("WITH ") ? narrowing + ", " + text.dropFirst(5) : narrowing + " " + text
  }

  /// Letters, digits and underscores that stand together.
  private static func words(of sql: String) -> Set<Substring> {
    Set(
      sql.split { character in
        !(character == "_" || character.isASCII && (character.isLetter || character.isNumber))
      })
  }
}

extension Transaction {
  /// The same transaction, as a caller sees it from where he is.
  func seen(in scope: RowScope?, from place: String?) -> Transaction {
    guard scope != nil || place != nil, self.scope == nil else { return self }
    let narrowed = scope.map { ScopedConnection(inner: connection, scope: $0, engine: engine) }
    return Transaction(
      engine: engine, connection: narrowed ?? connection, scope: scope, place: place ?? self.place)
  }
}

/// Passes everything on over the narrowed tables.
struct ScopedConnection: EngineConnection {
  let inner: any EngineConnection
  let scope: RowScope
  let engine: DatabaseEngine

  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    try inner.execute(scope.narrowed(sql, engine), arguments)
  }

  func executeMany(_ sql: String, _ rows: [[SQLValue]]) throws -> Int {
    try inner.executeMany(scope.narrowed(sql, engine), rows)
  }

  func forEach(_ sql: String, _ arguments: [SQLValue], _ body: (Row) throws -> Void) throws {
    try inner.forEach(scope.narrowed(sql, engine), arguments, body)
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
