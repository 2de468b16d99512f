import SQLDatabase
import TestKit
import Testing

private struct Refused: Error {}

@Suite struct TransactionTests {
  @Test(arguments: TestDatabase.available)
  func aFailingClosureLeavesNothing(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      await #expect(throws: Refused.self) {
        try await database.write { transaction in
          try transaction.addPerson(1)
          throw Refused()
        }
      }
      let count = try await database.read { try $0.countPeople() }
      #expect(count == 0)
    }
  }

  @Test(arguments: TestDatabase.available)
  func onlyTheFailingClosuresOfManyAtOnceAreUndone(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for id in 1...64 as ClosedRange<Int64> {
          group.addTask {
            do {
              try await database.write { transaction in
                try transaction.addPerson(id)
                if id % 3 == 0 { throw Refused() }
              }
              return true
            } catch {
              return false
            }
          }
        }
        var succeeded = 0
        for await outcome in group where outcome { succeeded += 1 }
        return succeeded
      }
      #expect(outcomes == 43)
      let kept = try await database.read { transaction in
        try transaction.query("SELECT id FROM person ORDER BY id") { try $0.integer(0) }
      }
      #expect(kept == (1...64).filter { $0 % 3 != 0 }.map(Int64.init))
    }
  }

  @Test(arguments: TestDatabase.available)
  func aRehearsalSeesItsWorkAndLeavesNothing(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      try await database.write { try $0.addPerson(1) }
      let seen = try await withThrowingTaskGroup(of: Int64?.self) { group in
        for id in 2...33 as ClosedRange<Int64> {
          group.addTask {
            if id % 2 == 0 {
              try await database.write { try $0.addPerson(id) }
              return nil
            }
            return try await database.rehearse { transaction in
              try transaction.addPerson(id)
              return try transaction.first("SELECT id FROM person WHERE id = ?1", [id]) {
                try $0.integer(0)
              }
            }
          }
        }
        var seen: [Int64] = []
        for try await id in group { if let id { seen.append(id) } }
        return seen.sorted()
      }
      #expect(seen == (2...33).filter { $0 % 2 == 1 }.map(Int64.init))
      let odd = try await database.read { transaction in
        try transaction.query("SELECT id FROM person WHERE id % 2 = 1") { try $0.integer(0) }
      }
      #expect(odd == [1])
      let count = try await database.read { try $0.countPeople() }
      #expect(count == 17)
    }
  }

  @Test(arguments: TestDatabase.available)
  func aReadCannotWrite(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      await #expect(throws: DatabaseError.self) {
        try await database.read { try $0.addPerson(1) }
      }
      await #expect(throws: DatabaseError.self) {
        try await database.read { try $0.nextIdentifier() }
      }
      try await database.write { try $0.addPerson(1) }
      let count = try await database.read { try $0.countPeople() }
      #expect(count == 1)
    }
  }

  @Test(arguments: TestDatabase.available)
  func nestedSavepointsAreUndoneAlone(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      try await database.write { transaction in
        try transaction.addPerson(1)
        try transaction.savepoint {
          try transaction.addPerson(2)
          #expect(throws: DatabaseError.uniqueViolation(uniqueName(engine))) {
            try transaction.savepoint {
              try transaction.addPerson(3)
              try transaction.addPerson(4, document: "document-1")
            }
          }
          try transaction.addPerson(5)
        }
        #expect(throws: Refused.self) {
          try transaction.savepoint {
            try transaction.addPerson(6)
            throw Refused()
          }
        }
      }
      let kept = try await database.read { transaction in
        try transaction.query("SELECT id FROM person ORDER BY id") { try $0.integer(0) }
      }
      #expect(kept == [1, 2, 5])
    }
  }

  @Test(arguments: TestDatabase.available)
  func deferredForeignKeysAreTheOwnFaultOfTheirWrite(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      let failed = await withTaskGroup(of: Int64?.self) { group in
        for id in 1...32 as ClosedRange<Int64> {
          group.addTask {
            do {
              try await database.write { transaction in
                if id != 7 { try transaction.addPerson(id) }
                try transaction.execute(
                  "INSERT INTO remark (id, person_id, body) VALUES (?1, ?1, 'x')", [id])
              }
              return nil
            } catch is DatabaseError {
              return id
            } catch {
              return -1
            }
          }
        }
        var failed: [Int64] = []
        for await id in group { if let id { failed.append(id) } }
        return failed
      }
      #expect(failed == [7])
      let count = try await database.read { try $0.countPeople() }
      #expect(count == 31)
    }
  }

  @Test(arguments: TestDatabase.available)
  func identifiersAreUniqueUnderConcurrency(_ engine: TestDatabase) async throws {
    try await engine.withDatabase { database in
      let sizes = (0..<200).map { $0 % 17 == 0 ? 3_000 : $0 % 5 + 1 }
      let ranges = try await withThrowingTaskGroup(of: Range<Int64>.self) { group in
        for size in sizes {
          group.addTask { try await database.write { try $0.nextIdentifiers(size) } }
        }
        var ranges: [Range<Int64>] = []
        for try await range in group { ranges.append(range) }
        return ranges.sorted { $0.lowerBound < $1.lowerBound }
      }
      #expect(ranges.map(\.count).reduce(0, +) == sizes.reduce(0, +))
      for (earlier, later) in zip(ranges, ranges.dropFirst()) {
        #expect(earlier.upperBound <= later.lowerBound)
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func closingWaitsAndThenRefuses(_ engine: TestDatabase) async throws {
    let database = try await engine.open(migrations: TestSchema.migrations)
    let gate = SnapshotGate()
    let finished = Tally()
    let write = Task {
      try await database.write { transaction in
        gate.open()
        gate.waitUntilDone()
        try transaction.addPerson(1)
        finished.add()
      }
    }
    await gate.opened()
    let closing = Task { await database.close() }
    gate.done()
    await closing.value
    #expect(finished.count == 1)
    try await write.value
    await #expect(throws: DatabaseError.connectionLost("the database was closed")) {
      try await database.read { try $0.countPeople() }
    }
  }

  private func uniqueName(_ engine: TestDatabase) -> String {
    engine == .sqlite ? "person.document" : "person_document"
  }
}
