import BureauRegister
import BureauSite
import DebtCollection
import SQLDatabase
import TestKit
import Testing

/// A side's schema: what both engines and every version of it must agree on.
struct SchemaSide: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let migrations: [Migration]

  static let all = [
    SchemaSide(testDescription: "creditor", migrations: CreditorSchema.migrations),
    SchemaSide(testDescription: "bureau", migrations: BureauSchema.migrations),
  ]
}

/// Both engines hold the same tables, columns, keys and indexes.
@Suite("Schemas")
struct SchemaTests {
  /// What stands on one engine only, with the reason.
  static let exceptions: [String: String] = [:]

  @Test(
    "the two engines agree",
    .enabled(if: TestDatabase.available.contains(.postgres)), arguments: SchemaSide.all)
  func engines(_ side: SchemaSide) async throws {
    let sqlite = try await lines(.sqlite, side)
    let postgres = try await lines(.postgres, side)
    #expect(sqlite.count > 100)
    let alone =
      sqlite.subtracting(postgres).map { "SQLite alone: " + $0 }
      + postgres.subtracting(sqlite).map { "PostgreSQL alone: " + $0 }
    let unexplained = alone.filter { line in
      !Self.exceptions.keys.contains { line.contains($0) }
    }
    #expect(unexplained.isEmpty, "\(unexplained.sorted().joined(separator: "\n"))")
  }

  private func lines(_ engine: TestDatabase, _ side: SchemaSide) async throws -> Set<String> {
    try await engine.withDatabase(migrations: side.migrations) { database in
      try await database.read { transaction in
        let found =
          engine == .sqlite
          ? try SQLiteCatalog.lines(transaction) : try PostgresCatalog.lines(transaction)
        return Set(found)
      }
    }
  }
}

private enum SQLiteCatalog {
  static func lines(_ transaction: Transaction) throws -> [String] {
    try TableDump.tables(in: transaction).flatMap { table in
      try columns(of: table, transaction) + indexes(of: table, transaction)
        + keys(of: table, transaction)
    }
  }

  private static func columns(of table: String, _ transaction: Transaction) throws -> [String] {
    var primary: [(Int64, String)] = []
    let lines = try transaction.query(
      #"SELECT name, type, "notnull", pk FROM pragma_table_info(?1)"#, [table]
    ) { row in
      let name = try row.text(0)
      let place = try row.integer(3)
      if place > 0 { primary.append((place, name)) }
      let isRequired = try row.bool(2) || place > 0
      return "\(table).\(name) \(try row.text(1)) \(isRequired ? "required" : "optional")"
    }
    let key = primary.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: ", ")
    return lines + ["\(table) primary key (\(key))"]
  }

  private static func indexes(of table: String, _ transaction: Transaction) throws -> [String] {
    let found = try transaction.query(
      #"SELECT name, "unique", origin, partial FROM pragma_index_list(?1) WHERE origin <> 'pk'"#,
      [table]
    ) {
      (
        name: try $0.text(0), isUnique: try $0.bool(1), origin: try $0.text(2),
        isPartial: try $0.bool(3)
      )
    }
    return try found.map { index in
      let columns = try transaction.query(
        #"SELECT name, "desc" FROM pragma_index_xinfo(?1) WHERE key = 1 ORDER BY seqno"#,
        [index.name]
      ) { (try $0.optionalText(0) ?? "expression") + (try $0.bool(1) ? " desc" : "") }
      return CatalogLine.index(
        table, name: index.origin == "u" ? nil : index.name, isUnique: index.isUnique,
        isPartial: index.isPartial, columns: columns.joined(separator: ", "))
    }
  }

  private static func keys(of table: String, _ transaction: Transaction) throws -> [String] {
    try transaction.query(
      #"SELECT "table", "from", on_delete FROM pragma_foreign_key_list(?1)"#, [table]
    ) { "\(table).\(try $0.text(1)) refers to \(try $0.text(0)), \(try $0.text(2).lowercased())" }
  }
}

private enum PostgresCatalog {
  static func lines(_ transaction: Transaction) throws -> [String] {
    try TableDump.tables(in: transaction).flatMap { table in
      try columns(of: table, transaction) + indexes(of: table, transaction)
        + keys(of: table, transaction)
    }
  }

  private static func columns(of table: String, _ transaction: Transaction) throws -> [String] {
    try transaction.query(
      """
      SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT), CAST(is_nullable AS TEXT)
      FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name = ?1
      """, [table]
    ) { row in
      let type = try row.text(1)
      let names = ["bigint": "INTEGER", "bytea": "BLOB", "text": "TEXT"]
      let isRequired = try row.text(2) == "NO"
      return "\(table).\(try row.text(0)) \(names[type] ?? type) "
        + (isRequired ? "required" : "optional")
    }
  }

  private static func indexes(of table: String, _ transaction: Transaction) throws -> [String] {
    try transaction.query(
      """
      SELECT CAST(i.relname AS TEXT), CAST(x.indisunique AS INTEGER),
        CAST(x.indisprimary AS INTEGER), CAST(x.indpred IS NOT NULL AS INTEGER),
        CAST(EXISTS (SELECT 1 FROM pg_constraint c
          WHERE c.conindid = x.indexrelid AND c.contype = 'u') AS INTEGER),
        (SELECT string_agg(
            COALESCE(CAST(a.attname AS TEXT), 'expression')
              || CASE WHEN k.option & 1 = 1 THEN ' desc' ELSE '' END, ', ' ORDER BY k.place)
          FROM unnest(CAST(x.indkey AS SMALLINT[]), CAST(x.indoption AS SMALLINT[]))
            WITH ORDINALITY AS k (number, option, place)
          LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number
            AND k.number > 0
          WHERE k.place <= x.indnkeyatts)
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
      JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE n.nspname = current_schema() AND t.relname = ?1
      """, [table]
    ) { row in
      let columns = try row.text(5)
      if try row.bool(2) { return "\(table) primary key (\(columns))" }
      return CatalogLine.index(
        table, name: try row.bool(4) ? nil : try row.text(0), isUnique: try row.bool(1),
        isPartial: try row.bool(3), columns: columns)
    }
  }

  private static func keys(of table: String, _ transaction: Transaction) throws -> [String] {
    try transaction.query(
      """
      SELECT CAST(a.attname AS TEXT), CAST(f.relname AS TEXT), CAST(c.confdeltype AS TEXT)
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_class f ON f.oid = c.confrelid
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'f' AND n.nspname = current_schema() AND t.relname = ?1
      """, [table]
    ) { row in
      let actions = ["a": "no action", "r": "restrict", "c": "cascade", "n": "set null"]
      let action = try row.text(2)
      return "\(table).\(try row.text(0)) refers to \(try row.text(1)), "
        + (actions[action] ?? action)
    }
  }
}

private enum CatalogLine {
  /// - Parameter name: nil where a constraint made the index, whose name the engine chooses.
  static func index(
    _ table: String, name: String?, isUnique: Bool, isPartial: Bool, columns: String
  ) -> String {
    "\(table) \(isUnique ? "unique " : "")\(isPartial ? "partial " : "")index "
      + "\(name ?? "of a constraint") (\(columns))"
  }
}
