import Credit
import SQLDatabase
import TestKit
import Testing
import World

@testable import Work

@Suite("Lanes of claims")
struct ClaimedLaneTests {
  struct Broken: Error {}

  @Test(
    "a slot that ends takes the next row at once, the most urgent first, beside a slow one",
    arguments: TestDatabase.available)
  func refill(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add(1...10)
      let slow = Door()
      let diary = Diary<Int64>()
      let duty = house.claimed(slots: 2) { claim in
        diary.add(claim.row)
        if claim.row == 1 { await slow.pass() }
        if claim.row == 3 { try await house.add([99], priority: 0) }
        try await house.finish(claim, by: "first")
        if claim.row == 10 { slow.open() }
        return .done
      }
      #expect(try await duty.runDue())
      #expect(try await house.done() == Array(1...10) + [99])
      // What came while others waited and is more urgent went before them.
      let order = diary.all
      #expect(order.firstIndex(of: 99) == order.firstIndex(of: 3).map { $0 + 1 })
      #expect(order.last == 10)
      #expect(try await house.standing().running == 0)
    }
  }

  @Test(
    "a row that can never succeed is set aside and all behind it are done",
    arguments: TestDatabase.available)
  func poison(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add(1...6)
      let duty = house.claimed(slots: 2) { claim in
        if claim.row == 1 { throw Broken() }
        if claim.row == 2 { return .failed(problem: "não há como") }
        try await house.finish(claim, by: "first")
        return .done
      }
      #expect(try await duty.runDue())
      #expect(try await house.done() == [3, 4, 5, 6])
      try await house.exhaust(duty)
      let failed = try await house.failed()
      #expect(Set(failed.map(\.lastError)) == ["Broken()", "não há como"])
      #expect(failed.first { $0.subject == "1" }?.attempts == RetryPolicy.inside.attempts)
      let told = try await house.database.read { transaction in
        try transaction.query("SELECT problem FROM jobs WHERE id <= 2 ORDER BY id") {
          try $0.optionalText(0)
        }
      }
      #expect(told == ["Broken()", "não há como"])
    }
  }

  @Test("later and ask count as no failure, and ask is told", arguments: TestDatabase.available)
  func endings(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add([1])
      let asked = Diary<Bool>()
      let duty = house.claimed(
        slots: 1,
        policy: RetryPolicy(
          attempts: 2, firstSeconds: 1, longestSeconds: 1)
      ) { claim in
        asked.add(claim.mustAsk)
        let next = house.clock.now().adding(seconds: 30)
        if asked.all.count == 6 {
          try await house.finish(claim, by: "first")
          return .done
        }
        return asked.all.count.isMultiple(of: 2) ? .ask(at: next) : .later(at: next)
      }
      try await house.exhaust(duty)
      #expect(asked.all == [false, false, true, false, true, false])
      #expect(try await house.done() == [1])
      #expect(house.clock.now() == JobHouse.start.adding(seconds: 150))
    }
  }

  @Test(
    "two workers never have the same row, and what a dead one left is asked about first",
    arguments: TestDatabase.available)
  func twoWorkers(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add(1...60)
      let diary = Diary<(String, Int64)>()
      let work: @Sendable (String) -> ClaimedLane = { worker in
        house.claimed(slots: 4, worker: worker) { claim in
          diary.add((worker, claim.row))
          try await house.finish(claim, by: worker)
          return .done
        }
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for worker in ["first", "second"] {
          group.addTask { _ = try await work(worker).runDue() }
        }
        try await group.waitForAll()
      }
      #expect(diary.all.map(\.1).sorted() == Array(1...60))
      #expect(try await house.done() == Array(1...60))
    }
  }

  @Test(
    "a claim that was lost moves nothing; the one who took over is told to ask",
    arguments: TestDatabase.available)
  func lostClaim(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add([1])
      let door = Door()
      let slow = house.claimed(slots: 1, worker: "slow") { claim in
        await door.pass()
        try await house.finish(claim, by: "slow")
        return .done
      }
      let asked = Diary<Bool>()
      let second = house.claimed(slots: 1, worker: "second") { claim in
        asked.add(claim.mustAsk)
        try await house.finish(claim, by: "second")
        return .done
      }
      let work = Task { try await slow.runDue() }
      await door.arrivals(1)
      #expect(try await house.standing().running == 1)
      #expect(try await !second.runDue())
      house.clock.move(to: JobHouse.start.adding(seconds: 61))
      #expect(try await second.runDue())
      door.open()
      #expect(try await work.value)
      #expect(asked.all == [true])
      let doer = try await house.database.read { transaction in
        try transaction.first("SELECT done_by FROM jobs") { try $0.text(0) }
      }
      #expect(doer == "second")
      #expect(try await house.failed().isEmpty)
    }
  }

  @Test(
    "a row at which every process dies is set aside", arguments: TestDatabase.available)
  func deadly(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add(1...2)
      let lane = house.lane()
      for _ in 0..<RetryPolicy.inside.attempts {
        // Takes the row and never says a word again.
        let now = house.clock.now()
        try await house.database.write { transaction in
          _ = try WorkClaim.take(
            1, lane: lane.name, worker: "dead", leaseSeconds: 60, at: now, in: transaction)
        }
        house.clock.move(to: now.adding(seconds: 61))
      }
      let duty = house.claimed(slots: 2) { claim in
        #expect(claim.row == 2)
        try await house.finish(claim, by: "first")
        return .done
      }
      #expect(try await duty.runDue())
      #expect(try await house.failed().map(\.subject) == ["1"])
      #expect(try await house.done() == [2])
    }
  }

  @Test("progress counts attempts anew", arguments: TestDatabase.available)
  func progress(_ engine: TestDatabase) async throws {
    try await JobHouse.with(engine) { house in
      try await house.add([1])
      let rounds = Diary<Int>()
      let duty = house.claimed(slots: 1) { claim in
        rounds.add(claim.attempts)
        let now = house.clock.now()
        try await house.database.write { try claim.hold(seconds: 60, at: now, in: $0) }
        if rounds.all.count < 20 { throw Broken() }
        try await house.finish(claim, by: "first")
        return .done
      }
      try await house.exhaust(duty)
      #expect(try await house.done() == [1])
      #expect(rounds.all.allSatisfy { $0 <= 2 })
    }
  }
}
