import Credit
import Refusals
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

@Suite("Runs of the routine as work")
struct CollectionRunWorkTests {
  private static func start(_ registry: Registry) async throws -> ID<CollectionRun> {
    try await registry.office.collections.startCollections(
      rule: nil, dryRun: false, on: nil, actor: Registry.actor)
  }

  @Test(
    "a run that can never succeed fails with its reason, can be taken up again; the next is done",
    arguments: TestDatabase.available)
  func poison(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let titles = try await registry.titlesForTheRoutine(3)
      let bad = try await Self.start(registry)
      // A rehearsal, so that what the other wants to do stays to be done.
      let good = try await registry.office.collections.startCollections(
        rule: nil, dryRun: true, on: nil, actor: Registry.actor)
      // A decision that the run will want to write, and cannot.
      try await registry.office.database.write { transaction in
        try transaction.execute(
          """
          INSERT INTO collection_decisions (run_id, receivable_id, outcome, amount_cents, reasons)
          VALUES (?1, ?2, 'leftOut', 1, '[]')
          """, [bad, titles[0]])
      }
      let duty = CollectionRunDuty(office: registry.office)
      #expect(try await duty.runDue())
      let done = try await registry.office.collections.collectionRun(good)
      #expect(done.state == .finished && done.listed.count == 3)

      while let due = try await duty.nextDue() {
        registry.clock.move(to: due)
        _ = try await duty.runDue()
      }
      let failed = try await registry.office.collections.collectionRun(bad)
      #expect(failed.state == .failed && failed.problem != nil && failed.finishedAt != nil)
      let work = try await registry.office.workQueues.failedWork(in: "collection-runs")
      #expect(work.map(\.subject) == [bad.description])
      #expect(work.first?.lastError == failed.problem)

      try await registry.office.database.write { transaction in
        _ = try transaction.execute(
          "DELETE FROM collection_decisions WHERE run_id = ?1", [bad])
      }
      try await registry.office.workQueues.retryWork(
        try #require(work.first?.id), in: "collection-runs", actor: Registry.actor)
      #expect(try await duty.runDue())
      let again = try await registry.office.collections.collectionRun(bad)
      #expect(again.state == .finished && again.problem == nil)
    }
  }

  @Test("two processes do a run once", arguments: TestDatabase.available)
  func twoWorkers(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let titles = try await registry.titlesForTheRoutine(40)
      let run = try await Self.start(registry)
      let other = registry.secondProcess()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (name, office) in [("first", registry.office), ("second", other.office)] {
          group.addTask {
            let duty = CollectionRunDuty(office: office, worker: name)
            while try await duty.nextDue().map({ $0 <= registry.clock.now() }) ?? false {
              _ = try await duty.runDue()
            }
          }
        }
        try await group.waitForAll()
      }
      let done = try await registry.office.collections.collectionRun(run)
      #expect(done.state == .finished && done.problem == nil)
      #expect(done.examined == titles.count && done.listed.count == titles.count)
      #expect(try await registry.count("listings") == Int64(titles.count))
      #expect(try await registry.count("work_items") == 0)
    }
  }

  @Test(
    "a run that a command does is its own until it is silent for long",
    arguments: TestDatabase.available)
  func besideAServer(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      _ = try await registry.titlesForTheRoutine(1)
      let office = registry.office
      let now = registry.clock.now()
      // A command that began and says nothing more.
      let claim = try await office.database.write { transaction in
        let id = try office.collections.beginRun(
          dryRun: false, actor: .commandLine, at: now, in: transaction)
        return try WorkClaim.take(
          id.number, lane: Collections.collectionLaneName, worker: "command-line",
          leaseSeconds: Collections.runLeaseSeconds, at: now, in: transaction)
      }
      let duty = CollectionRunDuty(office: office)
      #expect(try await !duty.runDue())
      #expect(
        try await office.workQueues.queues().first { $0.name == "collection-runs" }?.running == 1)
      registry.advance(seconds: Collections.runLeaseSeconds)
      #expect(try await duty.runDue())
      // It wakes up: the run is not its own any more, and nothing of its chunk is written.
      let lost = try #require(claim)
      await #expect(throws: ClaimLost.self) {
        try await office.collections.continueCollections(lost)
      }
      #expect(try await registry.count("listings") == 1)
    }
  }

  @Test(
    "the schedule begins the night's run, the lane does it, and the task ends as the run did",
    arguments: TestDatabase.available)
  func scheduled(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      _ = try await registry.titlesForTheRoutine(2)
      let office = registry.office
      let scheduler = SchedulerDuty(
        office: office,
        work: TaskWork(
          ["alarms": { _ in "feito" }],
          beginnings: [
            "collect": { actor, run, now, transaction in
              try office.tasks.beginScheduledCollection(actor, run, at: now, in: transaction)
            }
          ]))
      _ = try await scheduler.nextDue()
      registry.advance(seconds: 86_400)
      #expect(try await scheduler.runDue())
      // The hourly task is not held back by a run that has not ended.
      #expect(try await office.tasks.taskRuns(of: "alarms").items.map(\.succeeded) == [true])
      #expect(try await office.tasks.taskRuns(of: "collect").items.map(\.succeeded) == [nil])
      // Longer than any task takes: a run on its way is no dead task.
      registry.advance(seconds: TaskRows.staleSeconds + 86_400)
      #expect(try await scheduler.runDue())
      #expect(try await office.tasks.taskRuns(of: "collect").items.map(\.succeeded) == [nil])

      #expect(try await CollectionRunDuty(office: office).runDue())
      let task = try #require(try await office.tasks.taskRuns(of: "collect").items.first)
      #expect(task.succeeded == true)
      #expect(task.detail?.hasSuffix("2 negativados, 0 deixados de fora.") == true)
    }
  }

  @Test(
    "a run stops when the switch of the house is turned off", arguments: TestDatabase.available)
  func switchedOff(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      _ = try await registry.titlesForTheRoutine(2)
      let run = try await Self.start(registry)
      try await registry.office.database.write { transaction in
        _ = try transaction.execute("UPDATE parameters SET uses_credit_analysis = 0")
      }
      #expect(try await CollectionRunDuty(office: registry.office).runDue())
      let ended = try await registry.office.collections.collectionRun(run)
      #expect(ended.state == .failed)
      #expect(ended.problem == Refusal.switchedOff.detail)
      #expect(try await registry.count("listings") == 0)
      #expect(try await registry.office.workQueues.failedWork(in: "collection-runs").isEmpty)
    }
  }
}
