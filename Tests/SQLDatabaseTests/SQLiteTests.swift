import Foundation
import Logging
import SQLDatabase
import TestKit
import Testing

/// What only SQLite has: files, settings and group commit.
@Suite struct SQLiteTests {
  private func withFile<Value: Sendable>(
    _ body: (SQLiteDatabase, String) async throws -> Value
  ) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "adimple-\(UInt64.random(in: 0...UInt64.max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      // A folder that cannot be removed is the system's to clean.
      try? FileManager.default.removeItem(at: folder)
    }
    let url = "sqlite:\(folder.path)/test.sqlite"
    let database = try #require(
      try await openDatabase(url: url, logger: Logger(label: "test")) as? SQLiteDatabase)
    do {
      try await database.migrate(TestSchema.migrations)
      let value = try await body(database, url)
      await database.close()
      return value
    } catch {
      await database.close()
      throw error
    }
  }

  @Test func theWriterIsDurableAndReadersCannotWrite() async throws {
    try await withFile { database, _ in
      let settings = try await database.write { transaction in
        try ["synchronous", "foreign_keys", "cache_size"].map { name in
          try transaction.first("PRAGMA \(name)") { try $0.integer(0) }
        }
      }
      #expect(settings == [2, 1, -65_536])
      let mode = try await database.write { transaction in
        try transaction.first("PRAGMA journal_mode") { try $0.text(0) }
      }
      #expect(mode == "wal")
      let queryOnly = try await database.read { transaction in
        try transaction.first("PRAGMA query_only") { try $0.integer(0) }
      }
      #expect(queryOnly == 1)
    }
  }

  @Test func writesThatWaitTogetherShareACommit() async throws {
    try await withFile { database, _ in
      let before = database.counters.commits
      try await withThrowingTaskGroup(of: Void.self) { group in
        for id in 1...640 as ClosedRange<Int64> {
          group.addTask { try await database.write { try $0.addPerson(id) } }
        }
        try await group.waitForAll()
      }
      #expect(try await database.read { try $0.countPeople() } == 640)
      let commits = database.counters.commits - before
      #expect(commits < 320, "\(commits) commits for 640 writes")
    }
  }

  @Test func whatWasCommittedIsThereAfterReopening() async throws {
    try await withFile { database, url in
      try await database.write { try $0.addPerson(1) }
      let other = try await openDatabase(url: url, logger: Logger(label: "test"))
      try await other.migrate(TestSchema.migrations)
      let first = try await database.write { try $0.nextIdentifiers(10) }
      let second = try await other.write { try $0.nextIdentifiers(10) }
      #expect(!first.overlaps(second))
      try await other.write { try $0.addPerson(2) }
      #expect(try await database.read { try $0.countPeople() } == 2)
      await other.close()
    }
  }

  @Test func aReadIsOneSnapshot() async throws {
    try await withFile { database, url in
      let other = try await openDatabase(url: url, logger: Logger(label: "test"))
      let writing = SnapshotGate()
      let counts = Task {
        try await database.read { transaction in
          let before = try transaction.countPeople()
          writing.open()
          writing.waitUntilDone()
          return (before, try transaction.countPeople())
        }
      }
      await writing.opened()
      try await other.write { try $0.addPerson(1) }
      writing.done()
      let (before, after) = try await counts.value
      #expect(before == 0)
      #expect(after == 0)
      #expect(try await database.read { try $0.countPeople() } == 1)
      await other.close()
    }
  }

  @Test func aFullDiskLosesNothingThatWasAnswered() async throws {
    try await withFile { database, _ in
      try await database.write { try $0.addPerson(1) }
      try await database.write { transaction in
        // The page limit stands for the disk: SQLite reports both as SQLITE_FULL.
        let pages = try transaction.first("PRAGMA page_count") { try $0.integer(0) } ?? 0
        try transaction.forEach("PRAGMA max_page_count = \(pages + 2)") { _ in }
      }
      await #expect(throws: DatabaseError.diskFull) {
        try await database.write { transaction in
          try transaction.addPerson(2, document: String(repeating: "x", count: 100_000))
        }
      }
      try await database.write { try $0.addPerson(3) }
      let kept = try await database.read { transaction in
        try transaction.query("SELECT id FROM person ORDER BY id") { try $0.integer(0) }
      }
      #expect(kept == [1, 3])
    }
  }

  @Test func memoryDatabasesArePrivate() async throws {
    try await TestDatabase.sqlite.withDatabase(migrations: TestSchema.migrations) { first in
      try await TestDatabase.sqlite.withDatabase(migrations: TestSchema.migrations) { second in
        try await first.write { try $0.addPerson(1) }
        #expect(try await second.read { try $0.countPeople() } == 0)
      }
    }
  }
}
