import TestKit
import Testing

@testable import SQLDatabase

/// Two writers at once, on the tables of these tests.
@Suite struct WriteLevelTests {
  @Test(arguments: TestDatabase.available)
  func whatWasReadStillHoldsAtTheCommit(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      try await database.write { try $0.addPerson(1, balance: 0) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 1...40 {
          group.addTask {
            try await database.write { transaction in
              let balance =
                try transaction.first("SELECT balance FROM person WHERE id = 1") {
                  try $0.integer(0)
                } ?? -1
              try transaction.execute("UPDATE person SET balance = ?1 WHERE id = 1", [balance + 1])
            }
          }
        }
        try await group.waitForAll()
      }
      let balance = try await database.read { transaction in
        try transaction.first("SELECT balance FROM person") { try $0.integer(0) }
      }
      #expect(balance == 40)
    }
  }

  /// Each sees one person on call and sends the other one home: write skew, which locks of rows
  /// that are written do not find.
  @Test(arguments: TestDatabase.available)
  func twoDecisionsThatExcludeEachOtherAreNotBothTaken(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      try await database.write { transaction in
        for id in 1...200 as ClosedRange<Int64> { try transaction.addPerson(id, balance: 1) }
      }
      let gate = SnapshotGate()
      let first = Task {
        try await leave(database, 1, of: 1...2) {
          gate.open()
          // On SQLite the other one waits for this one's end.
          if engine == .postgres { gate.waitUntilDone() }
        }
      }
      await gate.opened()
      let second = Task { try await leave(database, 2, of: 1...2) {} }
      if engine == .postgres {
        _ = try await second.value
        gate.done()
      }
      #expect(try await [first.value, second.value].filter { $0 }.count == 1)
    }
  }

  @Test(arguments: TestDatabase.available)
  func aSavepointDoesNotSwallowASerializationFailure(_ engine: TestDatabase) async throws {
    guard engine == .postgres else { return }
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      let runs = Tally()
      try await database.write { transaction in
        try transaction.addPerson(1)
        let first = runs.add() == 1
        do {
          try transaction.savepoint {
            try transaction.savepoint {
              try transaction.addPerson(2)
              if first {
                try transaction.execute(
                  "DO $$ BEGIN RAISE EXCEPTION 'clash' USING ERRCODE = '40001'; END $$")
              }
            }
          }
        } catch DatabaseError.busy {
          // As a caller does that lets one bad row go: on its way out it must not get through.
        }
      }
      #expect(runs.count == 2)
      #expect(try await database.read { try $0.countPeople() } == 2)
    }
  }

  /// The row that refuses ours may be newer than what was read: the second run sees it.
  @Test(arguments: TestDatabase.available)
  func whoLookedBeforeItWroteIsNotRefusedByANewerRow(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      let added = try await withThrowingTaskGroup(of: Bool.self) { group in
        for id in 1...40 as ClosedRange<Int64> {
          group.addTask {
            try await database.write { transaction in
              let exists = try transaction.first(
                "SELECT 1 FROM person WHERE document = 'one'"
              ) { try $0.integer(0) }
              guard exists == nil else { return false }
              try transaction.addPerson(id, document: "one")
              return true
            }
          }
        }
        var added = 0
        for try await result in group where result { added += 1 }
        return added
      }
      #expect(added == 1)
    }
  }

  @Test func pausesGrowAndAreNotTheSameForTwoSeeds() {
    func pauses(_ seed: UInt64) -> [UInt32] {
      var numbers = PauseNumbers(seed: seed)
      var repetition = PostgresRepetition()
      var pauses: [UInt32] = []
      while let pause = repetition.next(&numbers) { pauses.append(pause) }
      return pauses
    }
    for seed in 1...100 as ClosedRange<UInt64> {
      let drawn = pauses(seed)
      #expect(drawn.count == PostgresRepetition.attemptLimit - 1)
      #expect(drawn.reduce(0, +) < 3_000_000)
      for (step, pause) in drawn.enumerated() {
        let middle = min(5_000 << step, 400_000)
        #expect(Int(pause) >= middle / 2 && Int(pause) < middle / 2 + middle)
      }
      #expect(drawn != pauses(seed + 1))
    }
    #expect(pauses(7) == pauses(7))
  }

  /// Takes one of those on call off, if another one stays; tells whether it did.
  private func leave(
    _ database: any Database, _ id: Int64, of group: ClosedRange<Int64>,
    afterReading pause: @escaping @Sendable () -> Void
  ) async throws -> Bool {
    let (low, high) = (group.lowerBound, group.upperBound)
    let once = Tally()
    return try await database.write { transaction in
      let onCall =
        try transaction.first(
          "SELECT count(*) FROM person WHERE id BETWEEN ?1 AND ?2 AND balance = 1", [low, high]
        ) { try $0.integer(0) } ?? 0
      if once.add() == 1 { pause() }
      guard onCall > 1 else { return false }
      try transaction.execute("UPDATE person SET balance = 0 WHERE id = ?1", [id])
      return true
    }
  }
}
