import BureauRegister
import BureauSite
import Credit
import DebtCollection
import HTTPService
import KeptAnswers
import SQLDatabase
import Sealing
import TestKit
import Testing
import Work

/// The store of idempotency answers, as both sides use it.
@Suite("Kept answers")
struct KeptAnswersTests {
  private static let key = IdempotencyKey(scope: "erp", key: "k-1", requestHash: [1])
  private static let other = IdempotencyKey(scope: "erp", key: "k-1", requestHash: [2])
  private static let now = CivilDate(year: 2026, month: 11, day: 24)!.at(hour: 12)
  private static let later = now.adding(seconds: IdempotencyKey.orphanedAfterMinutes * 60 + 1)

  struct Side: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let migrations: [Migration]
  }

  static let sides = [
    Side(testDescription: "creditor", migrations: CreditorSchema.migrations),
    Side(testDescription: "bureau", migrations: BureauSchema.migrations),
  ]

  private func with(
    _ engine: TestDatabase, _ side: Side,
    _ body: (KeptAnswers, AccompaniedDatabase) async throws -> Void
  ) async throws {
    try await engine.withDatabase(migrations: side.migrations) { database in
      let random = SeededRandom(seed: 5)
      let sealer = Sealer(masterKey: MasterKey.generate(random: random), random: random)
      let accompanied = AccompaniedDatabase(database)
      try await body(KeptAnswers(database: accompanied, sealer: sealer), accompanied)
    }
  }

  /// The store of another process on the same database.
  private func process(on database: AccompaniedDatabase) -> KeptAnswers {
    let random = SeededRandom(seed: 5)
    return KeptAnswers(
      database: database,
      sealer: Sealer(masterKey: MasterKey.generate(random: random), random: random))
  }

  /// How many answers the terms of a side's retention erase.
  private func erased(_ side: Side, _ database: any Database, at now: Instant) async throws -> Int {
    let terms =
      side.testDescription == "creditor" ? CreditorRetention.terms : BureauRetention.terms
    let work = RetentionWork(
      database: database, retentions: terms.filter { $0.table == "kept_answers" }, lanes: [])
    return try await work.erase(at: now)["kept_answers"]
  }

  private func claim(_ store: KeptAnswers, at now: Instant = now) async throws -> ClaimedKey {
    let claim = try await store.claim(Self.key, now: now)
    guard case .fresh(let fresh) = claim else {
      Issue.record("the key is not free: \(claim)")
      throw CancellationError()
    }
    return fresh
  }

  @Test(
    "a request is done once, and its answer is kept sealed", arguments: TestDatabase.available,
    sides)
  func once(_ engine: TestDatabase, _ side: Side) async throws {
    try await with(engine, side) { store, database in
      let first = try await claim(store)
      #expect(try await store.claim(Self.key, now: Self.now) == .inProgress)
      #expect(try await store.claim(Self.other, now: Self.now) == .mismatch)
      let answer = StoredAnswer(
        status: 201, headers: [["location", "/x"]], body: Array("whsec_secret".utf8))
      try await store.complete(first, answer: answer, now: Self.now)
      #expect(try await store.claim(Self.key, now: Self.later) == .replay(answer))
      let body = try await database.read { transaction in
        try transaction.first("SELECT body FROM kept_answers") { try $0.bytes(0) }
      }
      #expect(body.map { String(decoding: $0, as: UTF8.self).contains("whsec") } == false)
      let old = Self.now.adding(seconds: IdempotencyKey.keptForHours * 3_600 + 1)
      let next = IdempotencyKey(scope: "erp", key: "k-2", requestHash: [1])
      _ = try await store.claim(next, now: old)
      let keys = try await database.read { transaction in
        try transaction.query("SELECT key FROM kept_answers") { try $0.text(0) }
      }
      #expect(keys == ["k-2"])
    }
  }

  @Test("a refusal gives the key back", arguments: TestDatabase.available, sides)
  func refusal(_ engine: TestDatabase, _ side: Side) async throws {
    try await with(engine, side) { store, _ in
      try await store.release(claim(store))
      _ = try await claim(store)
    }
  }

  @Test(
    "a refusal after a write keeps the key: the work is not done twice",
    arguments: TestDatabase.available, sides)
  func refusalAfterWrite(_ engine: TestDatabase, _ side: Side) async throws {
    try await with(engine, side) { store, database in
      let first = try await claim(store)
      try await store.perform(first) { try await database.write { _ in } }
      try await store.release(first)
      #expect(try await store.claim(Self.key, now: Self.now) == .done)
      let stranger = process(on: database)
      #expect(try await stranger.claim(Self.key, now: Self.now) == .done)
    }
  }

  @Test(
    "what the work has another side write, or does not count as its own, is not marked",
    arguments: TestDatabase.available, sides)
  func otherSide(_ engine: TestDatabase, _ side: Side) async throws {
    try await with(engine, side) { store, database in
      try await TestDatabase.sqlite.withDatabase(migrations: side.migrations) { plain in
        let other = AccompaniedDatabase(plain)
        let first = try await claim(store)
        try await store.perform(first) {
          try await other.write { _ in }
          try await WriteCompanion.without { try await database.write { _ in } }
        }
        try await store.settle(first)
        _ = try await claim(store)
      }
    }
  }

  @Test(
    "a clock that is moved by days forgets no work that goes on, and no answer that came of it",
    arguments: TestDatabase.available, sides)
  func movedClock(_ engine: TestDatabase, _ side: Side) async throws {
    try await with(engine, side) { store, database in
      let first = try await claim(store)
      let days = Self.now.adding(seconds: 10 * 86_400)
      #expect(try await erased(side, database, at: days) == 0)
      _ = try await store.claim(
        IdempotencyKey(scope: "erp", key: "k-2", requestHash: [1]), now: days)
      #expect(try await store.claim(Self.key, now: days) == .inProgress)
      try await store.perform(first) { try await database.write { _ in } }
      let answer = StoredAnswer(status: 200, headers: [], body: [])
      try await store.complete(first, answer: answer, now: days)
      #expect(try await erased(side, database, at: days) == 0)
      #expect(try await store.claim(Self.key, now: days) == .replay(answer))
    }
  }

  @Test(
    "a failure gives the key back only where nothing was written",
    arguments: TestDatabase.available, sides)
  func failure(_ engine: TestDatabase, _ side: Side) async throws {
    try await with(engine, side) { store, database in
      let first = try await claim(store)
      await #expect(throws: DatabaseError.self) {
        try await store.perform(first) {
          try await database.write { try $0.execute("INSERT INTO nowhere VALUES (1)") }
        }
      }
      try await store.settle(first)
      let second = try await claim(store)
      try await store.perform(second) { try await database.write { _ in } }
      try await store.settle(second)
      #expect(try await store.claim(Self.key, now: Self.now) == .done)
      #expect(try await store.claim(Self.key, now: Self.later) == .done)
    }
  }

  @Test(
    "a process that died is taken over where it wrote nothing, and else known",
    arguments: TestDatabase.available, sides)
  func orphan(_ engine: TestDatabase, _ side: Side) async throws {
    try await with(engine, side) { store, database in
      let first = try await claim(store)
      // While its process lives it is only slow, however late it is by the clock.
      #expect(try await store.claim(Self.key, now: Self.later) == .inProgress)
      let store = process(on: database)
      let second = try await claim(store, at: Self.later)
      // It lives after all: what it writes now is undone.
      let problem = await #expect(throws: Problem.self) {
        try await store.perform(first) { try await database.write { _ in } }
      }
      #expect(problem?.code == "idempotency-key-in-progress")
      try await store.perform(second) { try await database.write { _ in } }
      try await store.complete(
        first, answer: StoredAnswer(status: 200, headers: [], body: []), now: Self.later)
      let muchLater = Self.later.adding(seconds: IdempotencyKey.orphanedAfterMinutes * 60 + 1)
      #expect(try await process(on: database).claim(Self.key, now: muchLater) == .done)
    }
  }

  @Test(
    "of many that come with one key at once one works", arguments: TestDatabase.available, sides)
  func crowd(_ engine: TestDatabase, _ side: Side) async throws {
    try await with(engine, side) { store, _ in
      let claims = try await withThrowingTaskGroup(of: IdempotencyClaim.self) { group in
        for _ in 0..<20 { group.addTask { try await store.claim(Self.key, now: Self.now) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(claims.count { $0 == .inProgress } == 19)
    }
  }
}
