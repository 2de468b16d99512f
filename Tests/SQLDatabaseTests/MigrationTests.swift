import Foundation
import Logging
import SQLDatabase
import TestKit
import Testing

@Suite struct MigrationTests {
  private let second = Migration(
    number: 2, note: "the engines' own",
    sql: "ALTER TABLE person ADD COLUMN rank {integer} NOT NULL DEFAULT 7;",
    sqliteOnly: "CREATE TABLE only_sqlite (id {integer}) {strict}",
    postgresOnly: "CREATE TABLE only_postgres (id {integer}) {strict}")

  @Test(arguments: TestDatabase.available)
  func aPopulatedSchemaIsBroughtUpOnce(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      try await database.write { try $0.addPerson(1) }
      for _ in 1...2 { try await database.migrate(TestSchema.migrations + [second]) }
      let rank = try await database.read { transaction in
        try transaction.first("SELECT rank FROM person") { try $0.integer(0) }
      }
      #expect(rank == 7)
      let table = engine == .sqlite ? "only_sqlite" : "only_postgres"
      try await database.write { try $0.execute("INSERT INTO \(table) (id) VALUES (1)") }
      let applied = try await database.read { transaction in
        try transaction.query("SELECT number, note FROM schema_migrations ORDER BY number") {
          "\(try $0.integer(0)) \(try $0.text(1))"
        }
      }
      #expect(applied == ["1 people and their notes", "2 the engines' own"])
    }
  }

  @Test(arguments: TestDatabase.available)
  func aNewerSchemaIsRefused(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations + [second]) { database in
      await #expect(throws: DatabaseError.schemaTooNew(found: 2, known: 1)) {
        try await database.migrate(TestSchema.migrations)
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func aChangedMigrationIsRefused(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      let changed = Migration(
        number: 1, note: "people", sql: TestSchema.migrations[0].sql + "\n-- edited")
      let error = await #expect(throws: DatabaseError.self) {
        try await database.migrate([changed, second])
      }
      #expect(
        error
          == .failed(
            code: "migration-changed",
            message: "migration 1 was changed after it had been applied"))
    }
  }

  @Test(arguments: TestDatabase.available)
  func aFailingMigrationLeavesNothingOfItself(_ engine: TestDatabase) async throws {
    try await engine.withDatabase { database in
      let broken = Migration(
        number: 2, note: "broken",
        sql: "CREATE TABLE half (id {integer});\nINSERT INTO nowhere (id) VALUES (1);")
      await #expect(throws: DatabaseError.self) {
        try await database.migrate(TestSchema.migrations + [broken])
      }
      // The first is applied and the second can be put right.
      let right = Migration(number: 2, note: "right", sql: "CREATE TABLE half (id {integer});")
      try await database.migrate(TestSchema.migrations + [right])
      try await database.write { try $0.addPerson(1) }
    }
  }

  @Test(arguments: TestDatabase.available)
  func processesThatStartTogetherTakeTurns(_ engine: TestDatabase) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "adimple-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      // A folder that cannot be removed is the system's to clean.
      try? FileManager.default.removeItem(at: folder)
    }
    let url =
      engine == .sqlite
      ? "sqlite:\(folder.path)/turns.sqlite" : try await engine.privateURL()
    let migrations = TestSchema.migrations + [second]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for id in 1...4 as ClosedRange<Int64> {
        group.addTask {
          let database = try await openDatabase(url: url, logger: Logger(label: "test"))
          do {
            try await database.migrate(migrations)
            try await database.write { try $0.addPerson(id) }
          } catch {
            await database.close()
            throw error
          }
          await database.close()
        }
      }
      try await group.waitForAll()
    }
  }

  @Test(arguments: [
    "", "banco.sqlite", "sqlite:", "mysql://x/y", "postgres://[", "postgres://h/b?nonsense=1",
  ])
  func aWrongURLIsExplained(_ url: String) async throws {
    let error = await #expect(throws: DatabaseError.self) {
      _ = try await openDatabase(url: url, logger: Logger(label: "test"))
    }
    guard case .invalidURL(let sentence) = error else {
      Issue.record("\(url): \(String(describing: error))")
      return
    }
    #expect(sentence.hasSuffix("."))
  }
}
