import Coordination
import Credit
import SQLDatabase
import TestKit
import Testing

/// Two counters on one database stand for two processes.
@Suite struct TryCounterTests {
  private static let policy = TryCounter.Policy(name: "door", quota: 3, windowSeconds: 30)
  static let schema = [
    Migration(number: 1, note: "shared", sql: CoordinationSchema.formsAndTries)
  ]
  static let noon = CivilDate(year: 2026, month: 11, day: 24)!.at(hour: 12)

  @Test(arguments: TestDatabase.available)
  func twoProcessesCountIntoOneNumber(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: Self.schema) { database in
      let (here, there) = (
        TryCounter(policy: Self.policy, database: database),
        TryCounter(policy: Self.policy, database: database)
      )
      let first = try await here.take("ana", at: Self.noon)
      #expect(first == nil)
      #expect(try await there.take("ana", at: Self.noon) == nil)
      #expect(try await here.take("ana", at: Self.noon) == nil)
      #expect(try await there.take("ana", at: Self.noon) == 10)
      #expect(try await here.secondsToWait("ana", at: Self.noon) == 10)
      // Another subject, or another kind, is another number.
      #expect(try await there.take("rui", at: Self.noon) == nil)
      let codes = TryCounter(
        policy: .init(name: "codes", quota: 3, windowSeconds: 30), database: database)
      #expect(try await codes.secondsToWait("ana", at: Self.noon) == nil)
      // Whoever waits as long as he was told finds one place, and no second one.
      let later = Self.noon.adding(seconds: 10)
      #expect(try await here.take("ana", at: later) == nil)
      #expect(try await there.take("ana", at: later) == 10)
      // A refusal costs nothing, and everything is forgotten in the end.
      let end = later.adding(seconds: 30)
      for _ in 0..<3 { #expect(try await there.take("ana", at: end) == nil) }
      #expect(try await here.take("ana", at: end) == 10)
    }
  }

  @Test(arguments: TestDatabase.available)
  func aRightTryDoesNotCount(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: Self.schema) { database in
      let counter = TryCounter(policy: Self.policy, database: database)
      for _ in 0..<10 {
        #expect(try await counter.take("ana", at: Self.noon) == nil)
        try await counter.giveBack("ana")
      }
      for _ in 0..<3 { #expect(try await counter.take("ana", at: Self.noon) == nil) }
      #expect(try await counter.take("ana", at: Self.noon) != nil)
    }
  }

  /// Many at once, of which each alone would pass.
  @Test(arguments: TestDatabase.available)
  func nobodySlipsThroughBesideOthers(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: Self.schema) { database in
      let passed = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<12 {
          let counter = TryCounter(policy: Self.policy, database: database)
          group.addTask { try await counter.take("ana", at: Self.noon) == nil }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(passed == Self.policy.quota)
    }
  }
}
