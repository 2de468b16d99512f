import TestKit
import Testing

@testable import SQLDatabase

/// How busy a database says that it is.
@Suite struct LoadTests {
  @Test(arguments: TestDatabase.available)
  func connectionsAtWorkAndCommitsAreCounted(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      let before = database.load
      let writing = try await database.write { transaction in
        try transaction.addPerson(1)
        return database.load.writing.busy
      }
      #expect(writing >= 1)
      let reading = try await database.read { _ in database.load }
      // A connection counts a little longer than its caller waits.
      #expect(reading.reading.busy + reading.writing.busy >= 1)
      _ = try await database.rehearse { try $0.addPerson(2) }
      let after = database.load
      #expect(after.commits == before.commits + 1 && after.writes == before.writes + 1)
    }
  }
}
