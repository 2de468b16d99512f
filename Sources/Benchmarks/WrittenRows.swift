import SQLDatabase

/// The rows that a use case has written into some tables, to be written once more by bare SQL:
/// the floor under a measurement. The same tables, indexes and constraints, one prepared statement
/// a table through the engine's own interface, one commit; no rule is asked, nothing is hashed,
/// sealed or put into words.
struct WrittenRows: Sendable {
  private struct Table {
    let name: String
    let rows: [[SQLValue]]
  }

  private let tables: [Table]

  /// Tables in the order in which rows may be written, those that others refer to first.
  static func read(_ names: [String], in transaction: Transaction) throws -> WrittenRows {
    WrittenRows(
      tables: try names.map { name in
        Table(
          name: name,
          rows: try transaction.query("SELECT * FROM \(name)") { row in
            try (0..<row.columnCount).map { try row.value($0) }
          })
      })
  }

  func count(of name: String) -> Int {
    tables.first { $0.name == name }?.rows.count ?? 0
  }

  func write(in transaction: Transaction) throws {
    for table in tables {
      guard let first = table.rows.first else { continue }
      let places = (1...first.count).map { "?\($0)" }.joined(separator: ", ")
      try transaction.executeMany("INSERT INTO \(table.name) VALUES (\(places))", table.rows)
    }
  }

  /// Takes every row of the tables out again.
  static func clear(_ names: [String], in transaction: Transaction) throws {
    for name in names.reversed() { try transaction.execute("DELETE FROM \(name)") }
  }
}
