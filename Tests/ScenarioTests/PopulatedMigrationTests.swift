import BureauRegister
import BureauSite
import DebtCollection
import SQLDatabase
import TestKit
import Testing

/// Each migration runs on a database in which every table of its predecessor has a row, and loses
/// nothing of it but what it says it drops.
@Suite("Migrations on populated databases")
struct PopulatedMigrationTests {
  /// What a migration takes away or changes, by its note.
  static let changed: [String: Set<String>] = [
    // The answers kept in the clear; their keys are in the new table.
    "Kept answers are sealed from now on, and their claims can be in doubt": ["idempotency_keys"],
    "Answers for repeated requests are sealed from now on": ["stored_answers"],
    "One table of kept answers for both sides, whose claims can be in doubt": ["stored_answers"],
    // An import under way has lost its file: it ends, and says so.
    "Uploads are kept in the database, where every process can read them": ["imports"],
  ]

  @Test(
    "every row of the version before survives", arguments: TestDatabase.available, SchemaSide.all)
  func rowsSurvive(_ engine: TestDatabase, _ side: SchemaSide) async throws {
    try await engine.withDatabase { database in
      var filled: Set<String> = []
      for count in 1...side.migrations.count {
        let before = try await database.read { try TableDump.take($0) }
        try await database.migrate(Array(side.migrations.prefix(count)))
        let after = try await database.read { try TableDump.take($0) }
        let gone = Self.changed[side.migrations[count - 1].note] ?? []
        for (table, rows) in before.rows where !gone.contains(table) {
          let wanted = Self.values(rows, before.columns[table], of: after.columns[table])
          let found = Self.values(
            after.rows[table] ?? [], after.columns[table], of: before.columns[table])
          #expect(
            wanted.isSubset(of: found), "\(side.testDescription) \(count) changed \(table)")
        }
        try await Self.fill(database, side, count)
        let now = try await database.read { try TableDump.take($0) }
        filled = Set(now.rows.filter { !$0.value.isEmpty }.keys)
        #expect(filled == Set(now.rows.keys), "empty after \(count)")
      }
      if let keys = try await Self.keptAnswers(database) { #expect(keys > 0) }
    }
  }

  /// What the keys that were taken hear from the new version.
  private static func keptAnswers(_ database: any Database) async throws -> Int64? {
    try await database.read { transaction in
      try transaction.first(
        "SELECT count(*) FROM kept_answers WHERE writes = 1 AND in_doubt = 1"
      ) { try $0.integer(0) }
    }
  }

  /// Rows as sets of column and value, of the columns that the other version has too.
  private static func values(
    _ rows: [[SQLValue]], _ columns: [String]?, of others: [String]?
  ) -> Set<[String]> {
    let others = Set(others ?? [])
    return Set(
      rows.map { row in
        zip(columns ?? [], row).filter { others.contains($0.0) }.map { "\($0.0)=\($0.1)" }.sorted()
      })
  }

  /// Puts a row into every table that has none. References go to the row 1 of each table.
  private static func fill(
    _ database: any Database, _ side: SchemaSide, _ count: Int
  ) async throws {
    let rows = try await TestDatabase.sqlite.withDatabase(
      migrations: Array(side.migrations.prefix(count))
    ) { twin in try await twin.read { try SampleRow.all($0) } }
    try await database.write(.claims) { transaction in
      if transaction.engine == .postgres {
        try transaction.execute("SET LOCAL session_replication_role = replica")
      } else {
        try transaction.execute("PRAGMA defer_foreign_keys = 1")
      }
      for row in rows {
        let isEmpty = try transaction.first(
          "SELECT count(*) FROM \(row.table)"
        ) { try $0.integer(0) == 0 }
        guard isEmpty == true else { continue }
        let names = row.values.map(\.column).joined(separator: ", ")
        let places = row.values.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
        do {
          try transaction.savepoint {
            try transaction.execute(
              "INSERT INTO \(row.table) (\(names)) VALUES (\(places))", row.values.map(\.value))
          }
        } catch {
          Issue.record("\(side.testDescription) \(count): \(row.table): \(error)")
        }
      }
    }
  }
}

/// A row that a table takes, made of the table's own words.
private struct SampleRow {
  let table: String
  let values: [(column: String, value: SQLValue)]

  /// Columns whose values a rule wants so.
  static let wanted: [String: SQLValue] = [
    "branches.document": .text("11222333000181"), "branches.state": .text("PR"),
    "password_codes.expires_at": .integer(2), "records.rejections": .text("[]"),
    "records.expires_on": .integer(2), "sent_forms.leased_until_at": .integer(1),
  ]

  static func all(_ transaction: Transaction) throws -> [SampleRow] {
    try TableDump.tables(in: transaction).map { table in
      let sql =
        try transaction.first(
          "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?1", [table]
        ) { try $0.text(0) } ?? ""
      let values = try transaction.query(
        #"SELECT name, type, "notnull", pk FROM pragma_table_info(?1)"#, [table]
      ) { row -> (column: String, value: SQLValue)? in
        let column = try row.text(0)
        if let value = wanted["\(table).\(column)"] { return (column, value) }
        guard try row.bool(2) || row.integer(3) > 0 else { return nil }
        return (column, value(of: column, type: try row.text(1), in: sql))
      }
      return SampleRow(table: table, values: values.compactMap { $0 })
    }
  }

  /// The first word that `CHECK (column IN ('a', …))` allows; else 1, a byte or a letter.
  private static func value(of column: String, type: String, in sql: String) -> SQLValue {
    let mark = "\(column) IN ("
    if let start = sql.ranges(of: mark).first?.upperBound {
      let list = sql[start...].prefix { $0 != ")" }
      let first = list.split(separator: ",").first.map { $0.filter { !" \n'".contains($0) } } ?? ""
      return Int64(first).map(SQLValue.integer) ?? .text(first)
    }
    switch type {
    case "INTEGER": return .integer(1)
    case "BLOB": return .bytes([1])
    default: return .text("1")
    }
  }
}
