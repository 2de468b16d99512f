import Coordination
import Credit
import SQLDatabase
import TestKit
import Testing
import World

/// Two `PageSessions` on one database stand for two processes.
@Suite struct PageSessionsTests {
  private static let schema = [
    Migration(number: 1, note: "shared", sql: CoordinationSchema.pageSessions)
  ]
  private static let rules = PageSessions.Rules(
    kind: "person", idleSeconds: 900, absoluteSeconds: 3_600, limit: 2)

  @Test(arguments: TestDatabase.available)
  func anyProcessKnowsASession(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: Self.schema) { database in
      let clock = VirtualClock(startingAt: TryCounterTests.noon, running: false)
      let random = SeededRandom(seed: 1)
      let here = PageSessions(Self.rules, database: database, clock: clock)
      let there = PageSessions(Self.rules, database: database, clock: clock)
      let secret = try await here.begin([1, 2, 3], random: random)
      #expect(try await there.holder(of: secret) == [1, 2, 3])
      #expect(try await there.holder(of: secret + "x") == nil)
      // Another kind of session does not open this page.
      let other = PageSessions(
        .init(kind: "operator", idleSeconds: 900, absoluteSeconds: 3_600, limit: 2),
        database: database, clock: clock)
      #expect(try await other.holder(of: secret) == nil)
      // It lives while it is used, at whichever process, and ends at last.
      for _ in 0..<3 {
        clock.move(to: clock.now().adding(seconds: 899))
        #expect(try await there.holder(of: secret) == [1, 2, 3])
      }
      clock.move(to: TryCounterTests.noon.adding(seconds: 3_600))
      #expect(try await here.holder(of: secret) == nil)
      let idle = try await here.begin([4], random: random)
      clock.move(to: clock.now().adding(seconds: 900))
      #expect(try await there.holder(of: idle) == nil)
      let ended = try await here.begin([5], random: random)
      try await there.end(ended)
      #expect(try await here.holder(of: ended) == nil)
    }
  }

  @Test(arguments: TestDatabase.available)
  func theLimitEndsTheOldest(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: Self.schema) { database in
      let clock = VirtualClock(startingAt: TryCounterTests.noon, running: false)
      let random = SeededRandom(seed: 1)
      let sessions = PageSessions(Self.rules, database: database, clock: clock)
      var secrets: [String] = []
      for index in 0..<3 {
        secrets.append(try await sessions.begin([UInt8(index)], random: random))
        clock.move(to: clock.now().adding(seconds: 1))
      }
      #expect(try await sessions.holder(of: secrets[0]) == nil)
      #expect(try await sessions.holder(of: secrets[1]) == [1])
      #expect(try await sessions.holder(of: secrets[2]) == [2])
    }
  }
}
