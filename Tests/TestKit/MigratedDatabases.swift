import SQLDatabase

/// Migrated databases to copy from: fifty migrations for each of a thousand tests took most of the
/// time of the suite. Every list of migrations runs once for each engine; what it made is copied.
/// The migrations themselves have tests of their own.
actor MigratedDatabases {
  static let shared = MigratedDatabases()

  /// What a list of migrations made on SQLite.
  struct Image: Sendable {
    /// The statements of tables, then of all that stands on them.
    let tables: String
    let rows: [(insert: String, values: [[SQLValue]])]
    let rest: String
  }

  private var images: [String: Task<Image, any Error>] = [:]
  private var templates: [String: Task<String, any Error>] = [:]

  func image(
    of migrations: [Migration],
    _ make: @escaping @Sendable () async throws -> any Database
  ) async throws -> Image {
    let key = Self.key(migrations)
    if let known = images[key] { return try await known.value }
    let task = Task {
      let database = try await make()
      do {
        try await database.migrate(migrations)
        let image = try await database.read { try Self.image($0) }
        await database.close()
        return image
      } catch {
        await database.close()
        throw error
      }
    }
    images[key] = task
    return try await task.value
  }

  /// The name of a database on PostgreSQL that was migrated and is open nowhere.
  func template(
    of migrations: [Migration], _ make: @escaping @Sendable () async throws -> String
  ) async throws -> String {
    let key = Self.key(migrations)
    if let known = templates[key] { return try await known.value }
    let task = Task { try await make() }
    templates[key] = task
    return try await task.value
  }

  private static func key(_ migrations: [Migration]) -> String {
    migrations.map { "\($0.number) \($0.sql) \($0.sqliteOnly) \($0.postgresOnly)" }
      .joined(separator: "\n")
  }

  private static func image(_ transaction: Transaction) throws -> Image {
    let parts = try transaction.query(
      """
      SELECT type, name, sql FROM sqlite_master
      WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid
      """
    ) { (type: try $0.text(0), name: try $0.text(1), sql: try $0.text(2)) }
    let tables = parts.filter { $0.type == "table" && $0.name != "identifier_counter" }
    let rows = try parts.filter { $0.type == "table" }.compactMap { table in
      let columns = try TableDump.columns(of: table.name, in: transaction)
      let names = columns.joined(separator: ", ")
      let values = try transaction.query("SELECT \(names) FROM \(table.name)") { row in
        try columns.indices.map { try row.value($0) }
      }
      let places = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
      return (
        insert: "INSERT OR REPLACE INTO \(table.name) (\(names)) VALUES (\(places))",
        values: values
      )
    }
    return Image(
      tables: tables.map { $0.sql + ";\n" }.joined(), rows: rows.filter { !$0.values.isEmpty },
      rest: parts.filter { $0.type != "table" }.map { $0.sql + ";\n" }.joined())
  }
}

extension MigratedDatabases.Image {
  /// Fills an empty database.
  func fill(_ database: any Database) async throws {
    try await database.write { transaction in
      try transaction.execute("PRAGMA defer_foreign_keys = 1")
      try transaction.executeScript(tables)
      for table in rows { try transaction.executeMany(table.insert, table.values) }
      try transaction.executeScript(rest)
    }
  }
}
