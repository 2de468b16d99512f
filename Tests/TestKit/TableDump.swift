package import SQLDatabase

/// All rows of all tables, to be compared, masked or put back.
package struct TableDump: Sendable, Equatable {
  /// The rows by table, each with its values in the order of `columns`; without the engine's own.
  package var rows: [String: [[SQLValue]]] = [:]
  package var columns: [String: [String]] = [:]

  private static let own: Set<String> = [
    "schema_migrations", "identifier_counter", "writing_turn",
  ]

  package static func tables(in transaction: Transaction) throws -> [String] {
    let sql =
      transaction.engine == .sqlite
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      : """
      SELECT CAST(table_name AS TEXT) FROM information_schema.tables
      WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
      """
    return try transaction.query(sql) { try $0.text(0) }.filter { !own.contains($0) }.sorted()
  }

  package static func columns(of table: String, in transaction: Transaction) throws -> [String] {
    let sql =
      transaction.engine == .sqlite
      ? "SELECT name FROM pragma_table_info(?1) ORDER BY cid"
      : """
      SELECT CAST(column_name AS TEXT) FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name = ?1 ORDER BY ordinal_position
      """
    return try transaction.query(sql, [table]) { try $0.text(0) }
  }

  /// - Parameter other: a dump of the same schema, where there is one: it spares the catalog.
  package static func take(
    _ transaction: Transaction, like other: TableDump? = nil
  ) throws -> TableDump {
    var dump = TableDump()
    if let other {
      dump.columns = other.columns
    } else {
      for table in try tables(in: transaction) {
        dump.columns[table] = try columns(of: table, in: transaction)
      }
    }
    for (table, columns) in dump.columns {
      dump.rows[table] = try transaction.query(
        "SELECT \(columns.joined(separator: ", ")) FROM \(table)"
      ) { row in try columns.indices.map { try row.value($0) } }
      .map { (key: "\($0)", row: $0) }.sorted { $0.key < $1.key }.map(\.row)
    }
    return dump
  }

  /// Puts all rows back as they were. On PostgreSQL a superuser's right.
  ///
  /// - Parameter current: what the tables hold now; those that are as they were are left alone.
  package func restore(over current: TableDump, in transaction: Transaction) throws {
    let rows = rows.filter { current.rows[$0.key] != $0.value }
    guard !rows.isEmpty else { return }
    if transaction.engine == .postgres {
      try transaction.execute("SET LOCAL session_replication_role = replica")
    } else {
      try transaction.execute("PRAGMA defer_foreign_keys = 1")
    }
    for table in rows.keys.sorted() { try transaction.execute("DELETE FROM \(table)") }
    for (table, rows) in rows.sorted(by: { $0.key < $1.key }) where !rows.isEmpty {
      let columns = columns[table] ?? []
      let places = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
      try transaction.executeMany(
        "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))", rows)
    }
  }

  /// The ends of chains: which chain a row is in depends on the connection that wrote it.
  private static let heads = "trail_heads"

  /// Lines that are the same for two runs of the same work: ids, random bytes and what is made of
  /// them are masked, and the order of rows does not count.
  package var masked: [String] {
    rows.filter { $0.key != Self.heads }.flatMap { table, rows in
      let columns = columns[table] ?? []
      return rows.map { row in
        let values = zip(columns, row).map { column, value in
          "\(column)=\(Self.mask(value, column: column))"
        }
        return "\(table): \(values.joined(separator: " "))"
      }
    }.sorted()
  }

  private static func mask(_ value: SQLValue, column: String) -> String {
    switch value {
    case .null: "null"
    case .integer(let number):
      column == "id" || column.hasSuffix("_id") || column.hasSuffix("sequence")
        || column == "trail_number" ? "#" : "\(number)"
    case .bytes: "bytes"
    case .text(let text): column.hasSuffix("_hash") ? "hash" : maskIDs(in: text)
    }
  }

  /// `lst_1c` gives `lst_#`.
  private static func maskIDs(in text: String) -> String {
    var result = ""
    var letters = 0
    var isID = false
    for character in text {
      let isPart = character.isASCII && (character.isLetter || character.isNumber)
      if isID && isPart {
        if result.last != "#" { result.append("#") }
        continue
      }
      isID = character == "_" && letters == 3
      letters = character.isASCII && character.isLowercase ? letters + 1 : 0
      result.append(character)
    }
    return result
  }
}
