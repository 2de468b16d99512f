import Credit
import SQLDatabase
import TestKit
import Testing
import World

@testable import Work

@Suite("Lanes inside the database")
struct TransactionLaneTests {
  /// Does a job; those of these numbers break a rule of their table after they have changed it.
  private static func duty(
    _ house: JobHouse, poison: Set<Int64>, batch: Int = 10, policy: RetryPolicy = .inside
  ) -> TransactionLane {
    TransactionLane(
      house.lane(policy), batch: batch, database: house.database, world: house.world
    ) { id, now, transaction in
      try transaction.execute(
        "UPDATE jobs SET done_at = ?2, done_by = 'lane' WHERE id = ?1", [id, now.microseconds])
      if poison.contains(id) {
        try transaction.execute("UPDATE jobs SET amount = -1 WHERE id = ?1", [id])
      }
      return .done
    }
  }

  @Test(
    "a row that can never succeed is set aside, undone alone, and all behind it are done",
    arguments: TestDatabase.available)
  func poison(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add(1...25)
      let duty = Self.duty(house, poison: [1, 13])
      // The first rounds do every other row although the first one fails each time.
      for _ in 0..<3 { #expect(try await duty.runDue()) }
      #expect(try await house.done() == (1...25).filter { $0 != 1 && $0 != 13 })
      #expect(try await house.standing().waiting == 2)

      try await house.exhaust(duty)
      let failed = try await house.failed()
      #expect(failed.map(\.subject) == ["1", "13"])
      #expect(failed.allSatisfy { $0.attempts == RetryPolicy.inside.attempts })
      #expect(failed.allSatisfy { $0.lastError.contains("onstraint") })
      #expect(try await duty.failedCount() == 2)
      #expect(try await duty.nextDue() == nil)
      #expect(try await !duty.runDue())
      let standing = try await house.standing()
      #expect(standing.waiting == 0 && standing.running == 0 && standing.failed == 2)
      #expect(standing.oldestFailedAt == failed.map(\.failedAt).min())
    }
  }

  @Test("pauses grow to their cap", arguments: TestDatabase.available)
  func pauses(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add([1])
      let policy = RetryPolicy(attempts: 6, firstSeconds: 10, longestSeconds: 60)
      let duty = Self.duty(house, poison: [1], policy: policy)
      var waits: [Int64] = []
      while let due = try await duty.nextDue() {
        waits.append(due.microseconds(since: house.clock.now()) / 1_000_000)
        house.clock.move(to: due)
        #expect(try await duty.runDue())
      }
      #expect(waits == [0, 10, 20, 40, 60, 60])
    }
  }

  @Test(
    "a row is taken up again from the first attempt, or discarded with a note",
    arguments: TestDatabase.available)
  func decided(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add(1...2)
      try await house.exhaust(Self.duty(house, poison: [1, 2]))
      let now = house.clock.now()
      let lane = house.lane()
      let answers = try await house.database.write { transaction in
        [
          try lane.retry(1, at: now, in: transaction),
          try lane.retry(1, at: now, in: transaction),
          try lane.discard(2, note: "duplicado", by: "ana", at: now, in: transaction)
            == .discarded,
          try lane.discard(2, note: "duplicado", by: "ana", at: now, in: transaction)
            == .unknown,
          try lane.retry(2, at: now, in: transaction),
          try lane.retry(77, at: now, in: transaction),
        ]
      }
      #expect(answers == [true, false, true, true, false, false])
      #expect(try await house.failed().isEmpty)
      // Whoever mended what was wrong sees it done.
      #expect(try await Self.duty(house, poison: []).runDue())
      #expect(try await house.done() == [1, 2])
      #expect(try await house.standing().failed == 0)
    }
  }

  @Test(
    "a row that was discarded and falls due again begins afresh, in slots too",
    arguments: TestDatabase.available)
  func discardedAndDueAgain(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add(1...2)
      try await house.exhaust(Self.duty(house, poison: [1, 2]))
      try await house.discard(1...2)
      #expect(try await Self.duty(house, poison: []).nextDue() == nil)
      // Other work at the same rows.
      try await house.database.write { try $0.execute("UPDATE jobs SET done_at = NULL") }
      #expect(try await house.standing().waiting == 2)
      #expect(try await Self.duty(house, poison: [2]).runDue())
      #expect(try await house.done() == [1])
      #expect(try await house.failed().isEmpty, "counted from the first attempt")

      try await house.exhaust(Self.duty(house, poison: [2]))
      try await house.discard([2])
      try await house.database.write {
        try $0.execute("UPDATE jobs SET done_at = NULL WHERE id = 2")
      }
      let slots = house.claimed(slots: 1) { claim in
        #expect(claim.attempts == 1 && !claim.mustAsk)
        try await house.finish(claim, by: "first")
        return .done
      }
      #expect(try await slots.nextDue() != nil)
      #expect(try await slots.runDue())
      #expect(try await house.done() == [1, 2])
    }
  }

  @Test(
    "a row that would stay due cannot be discarded", arguments: TestDatabase.available)
  func stillDue(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add(1...2)
      try await house.exhaust(Self.duty(house, poison: [1, 2]))
      let now = house.clock.now()
      let rows = house.lane().rows
      let lane = Lane(name: "jobs", rows: rows, policy: .inside)
      let keeping = Lane(name: "jobs", rows: rows, policy: .inside, keepsRows: true)
      let outcomes = try await house.database.write { transaction in
        // The second one was done by somebody else.
        try transaction.execute("UPDATE jobs SET done_at = 1 WHERE id = 2")
        let shown = try lane.failed(in: transaction).map(\.isDiscardable)
        #expect(shown == [false, true])
        return [
          try lane.discard(1, note: "n", by: "ana", at: now, in: transaction),
          try keeping.discard(2, note: "n", by: "ana", at: now, in: transaction),
          try lane.discard(2, note: "n", by: "ana", at: now, in: transaction),
        ]
      }
      #expect(outcomes == [.stillDue, .stillDue, .discarded])
      #expect(try await house.failed().map(\.subject) == ["1"])
    }
  }

  @Test(
    "a database that is busy is not the row's fault", arguments: TestDatabase.available)
  func busy(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add([1])
      let duty = TransactionLane(
        house.lane(), batch: 10, database: house.database, world: house.world
      ) { _, _, _ in throw DatabaseError.busy }
      for _ in 0..<10 {
        await #expect(throws: DatabaseError.busy) { try await duty.runDue() }
      }
      #expect(try await house.failed().isEmpty)
      #expect(try await Self.duty(house, poison: []).runDue())
      #expect(try await house.done() == [1])
    }
  }

  @Test("two workers do each row once", arguments: TestDatabase.available)
  func twoWorkers(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add(1...200)
      try await house.database.write { _ in }
      let duty = TransactionLane(
        house.lane(), batch: 7, database: house.database, world: house.world
      ) { id, now, transaction in
        try transaction.execute(
          "UPDATE jobs SET amount = amount + 1, done_at = ?2 WHERE id = ?1",
          [id, now.microseconds])
        return .done
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<3 {
          group.addTask { while try await duty.nextDue() != nil { _ = try await duty.runDue() } }
        }
        try await group.waitForAll()
      }
      let amounts = try await house.database.read { transaction in
        try transaction.query("SELECT amount FROM jobs") { try $0.integer(0) }
      }
      #expect(amounts == Array(repeating: 1, count: 200))
    }
  }
}
