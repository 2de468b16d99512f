import Credit
import Refusals
import Synchronization
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("Scheduled tasks")
struct TaskTests {
  final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
  }

  @Test("the next run is the first one after now")
  func schedule() {
    let daily = TaskSchedule(secondOfDay: 5 * 3_600)
    let hourly = TaskSchedule(secondOfDay: 600, everySeconds: 3_600)
    let day = Desk.start
    let table: [(TaskSchedule, Instant, Instant)] = [
      (daily, day.at(hour: 4), day.at(hour: 5)),
      (daily, day.at(hour: 5), day.adding(days: 1).at(hour: 5)),
      (daily, day.at(hour: 23), day.adding(days: 1).at(hour: 5)),
      (hourly, day.at(hour: 0), day.at(hour: 0, minute: 10)),
      (hourly, day.at(hour: 12, minute: 10), day.at(hour: 13, minute: 10)),
      (hourly, day.at(hour: 23, minute: 59), day.adding(days: 1).at(hour: 0, minute: 10)),
    ]
    for (schedule, now, next) in table { #expect(schedule.next(after: now) == next) }
  }

  @Test(
    "manual-checklist 55: the task runs daily; after a standstill once, not once a day missed",
    arguments: TestDatabase.available)
  func standstill(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let counter = Counter()
      let work = TaskWork([
        "collect": { _ in
          counter.add()
          return "feito"
        }
      ])
      let duty = SchedulerDuty(office: desk.office, work: work)
      #expect(try await duty.nextDue() == Desk.start.adding(days: 1).at(hour: 5))
      #expect(try await !duty.runDue())
      desk.advance(days: 7)
      #expect(try await duty.runDue())
      #expect(try await !duty.runDue())
      #expect(counter.value == 1)
      #expect(try await duty.nextDue() == Desk.start.adding(days: 8).at(hour: 5))
      let runs = try await desk.office.taskRuns(of: "collect").items
      #expect(runs.map(\.succeeded) == [true])
      #expect(runs.first?.detail == "feito")
    }
  }

  @Test("two processes share one turn", arguments: TestDatabase.available)
  func oneTurn(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let counter = Counter()
      let work = TaskWork([
        "collect": { _ in
          counter.add()
          return ""
        }
      ])
      let duty = SchedulerDuty(office: desk.office, work: work)
      _ = try await duty.nextDue()
      desk.advance(days: 1)
      await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<4 { group.addTask { try await duty.runDue() } }
      }
      #expect(counter.value == 1)
    }
  }

  @Test(
    "a task runs now, not beside itself, and a failure is a run that failed",
    arguments: TestDatabase.available)
  func runNow(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let work = TaskWork([
        "collect": { actor in
          let refusal = await #expect(throws: Refusal.self) {
            try await desk.office.runTask(
              "collect", work: TaskWork(["collect": { _ in "" }]), actor: actor)
          }
          #expect(refusal?.code == "task-running")
          throw Refusal(.conflict, code: "x", detail: "Não deu.")
        }
      ])
      let run = try await desk.office.runTask("collect", work: work, actor: desk.actor)
      #expect(run.succeeded == false)
      #expect(run.detail == "Não deu.")
      #expect(run.startedBy == desk.actor.name)
      await #expect(throws: Refusal.self) {
        try await desk.office.runTask("nada", work: work, actor: desk.actor)
      }
    }
  }

  @Test("a task is switched off and moved", arguments: TestDatabase.available)
  func change(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let duty = SchedulerDuty(office: desk.office, work: TaskWork(["collect": { _ in "" }]))
      let moved = try await desk.office.changeTask(
        "collect", secondOfDay: 13 * 3_600, actor: desk.actor)
      #expect(moved.nextRunAt == Desk.start.at(hour: 13))
      #expect(try await duty.nextDue() == Desk.start.at(hour: 13))
      _ = try await desk.office.changeTask("collect", isEnabled: false, actor: desk.actor)
      #expect(try await duty.nextDue() == nil)
      #expect(
        try await desk.office.tasks().map(\.name) == [
          "alarms", "collect", "reconcile", "retention",
        ])
    }
  }
}
