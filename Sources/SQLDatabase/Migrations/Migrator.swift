/// Applies what is missing of a list of migrations, each in a transaction of its own. Before each
/// one the table of the applied ones is read again under a lock, so that processes that start
/// together take turns.
struct Migrator {
  /// Key of the advisory lock on PostgreSQL ("adimple" as ASCII).
  static let lockKey: Int64 = 0x61_6469_6D70_6C65

  private let migrations: [Migration]
  private let engine: DatabaseEngine
  /// Of each migration, in their order.
  private let checksums: [String]

  init(_ migrations: [Migration], engine: DatabaseEngine) {
    for (index, migration) in migrations.enumerated() {
      precondition(
        migration.number == index + 1,
        "migration \(migration.number) stands where number \(index + 1) belongs")
    }
    self.migrations = migrations
    self.engine = engine
    checksums = migrations.map { Self.checksum(of: $0, on: engine) }
  }

  func run(on database: any Database) async throws {
    // What was applied is read after the lock was waited for, which a snapshot taken before it
    // would not show: a claim.
    while try await database.write(.claims, { transaction in try applyNext(transaction) }) {}
  }

  /// Applies the first missing migration; tells whether there was one.
  private func applyNext(_ transaction: Transaction) throws -> Bool {
    if engine == .postgres {
      try transaction.forEach("SELECT pg_advisory_xact_lock(?1)", [Self.lockKey]) { _ in }
    }
    try transaction.executeScript(
      Self.words(
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
          number {integer} PRIMARY KEY,
          note TEXT NOT NULL,
          applied_checksum TEXT NOT NULL
        ) {strict}
        """, on: engine))
    let applied = try transaction.query(
      "SELECT number, applied_checksum FROM schema_migrations ORDER BY number"
    ) { (number: Int(try $0.integer(0)), checksum: try $0.text(1)) }
    if let last = applied.last, last.number > migrations.count {
      throw DatabaseError.schemaTooNew(found: last.number, known: migrations.count)
    }
    for (index, row) in applied.enumerated() {
      guard row.number == index + 1 else {
        throw DatabaseError.failed(
          code: "migration-missing",
          message: "migration \(index + 1) is missing among the applied ones")
      }
      guard row.checksum == checksums[index] else {
        throw DatabaseError.failed(
          code: "migration-changed",
          message: "migration \(row.number) was changed after it had been applied")
      }
    }
    guard applied.count < migrations.count else { return false }
    let next = migrations[applied.count]
    for text in Self.scripts(next, on: engine) { try transaction.executeScript(text) }
    try transaction.execute(
      "INSERT INTO schema_migrations (number, note, applied_checksum) VALUES (?1, ?2, ?3)",
      [next.number, next.note, checksums[applied.count]])
    return true
  }

  private static func scripts(
    _ migration: Migration, on engine: DatabaseEngine
  ) -> [String] {
    let own = engine == .sqlite ? migration.sqliteOnly : migration.postgresOnly
    return [words(migration.sql, on: engine), words(own, on: engine)]
      .filter { !$0.allSatisfy(\.isWhitespace) }
  }

  /// The three words in which the engines differ.
  private static func words(_ sql: String, on engine: DatabaseEngine) -> String {
    let sqlite = engine == .sqlite
    return
      sql
      .replacing("{integer}", with: sqlite ? "INTEGER" : "BIGINT")
      .replacing("{bytes}", with: sqlite ? "BLOB" : "BYTEA")
      .replacing("{strict}", with: sqlite ? "STRICT" : "")
  }

  /// FNV-1a, 64 bits, over the text that runs: finds a migration that was edited by mistake.
  private static func checksum(of migration: Migration, on engine: DatabaseEngine) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for text in scripts(migration, on: engine) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0x1E) &* 0x100_0000_01B3
    }
    return String(hash, radix: 16)
  }
}
