import Credit
import Refusals
import SQLDatabase
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
      let runs = try await desk.office.tasks.taskRuns(of: "collect").items
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
        "collect": { turn in
          let refusal = await #expect(throws: Refusal.self) {
            try await desk.office.tasks.runTask(
              "collect", work: TaskWork(["collect": { _ in "" }]), actor: turn.actor)
          }
          #expect(refusal?.code == "task-running")
          throw Refusal(.conflict, code: "x", detail: "Não deu.")
        }
      ])
      let run = try await desk.office.tasks.runTask("collect", work: work, actor: desk.actor)
      #expect(run.succeeded == false)
      #expect(run.detail == "Não deu.")
      #expect(run.startedBy == desk.actor.name)
      await #expect(throws: Refusal.self) {
        try await desk.office.tasks.runTask("nada", work: work, actor: desk.actor)
      }
    }
  }

  /// A task that its process died of, twenty seconds after it began.
  private static func abandon(_ name: String, _ desk: Desk) async throws {
    _ = try await desk.office.tasks.tasks()
    let now = desk.clock.now()
    _ = try await desk.office.database.write { transaction in
      try TaskRows.begin(
        name, actor: desk.actor, isClaimed: true, at: now, in: transaction)
    }
    desk.advance(seconds: 20)
  }

  @Test(
    "a task whose process died is begun anew when its claim ends, not hours later",
    arguments: TestDatabase.available)
  func takenOver(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let counter = Counter()
      let work = TaskWork([
        "retention": { turn in
          counter.add()
          #expect(turn.actor == desk.actor)
          return "feito"
        }
      ])
      let duty = SchedulerDuty(office: desk.office, work: work)
      try await Self.abandon("retention", desk)
      #expect(try await !duty.runDue())
      let due = try #require(try await duty.nextDue())
      #expect(due == desk.clock.now().adding(seconds: TaskTurn.leaseSeconds - 20))
      desk.clock.move(to: due)
      #expect(try await duty.runDue())
      #expect(try await !duty.runDue())
      #expect(counter.value == 1)
      let runs = try await desk.office.tasks.taskRuns(of: "retention").items
      #expect(runs.map(\.succeeded) == [true, false])
      #expect(runs.last?.detail?.hasPrefix("Interrompida") == true)
    }
  }

  @Test(
    "a task that its process dies of each time is left to the schedule after a few runs",
    arguments: TestDatabase.available)
  func diesEachTime(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let counter = Counter()
      /// A process that stands still on the way for longer than its claim lasts, so that another
      /// one, which fares no better, takes the task over.
      @Sendable func process() -> SchedulerDuty {
        let work = TaskWork([
          "retention": { _ in
            counter.add()
            desk.advance(seconds: TaskTurn.leaseSeconds)
            if counter.value < 20 { _ = try await process().runDue() }
            return "tarde demais"
          }
        ])
        return SchedulerDuty(office: desk.office, work: work)
      }
      let duty = process()
      try await Self.abandon("retention", desk)
      let next = try #require(
        try await desk.office.tasks.tasks().first { $0.name == "retention" }?.nextRunAt)
      desk.clock.move(to: try #require(try await duty.nextDue()))
      #expect(try await duty.runDue())
      #expect(counter.value == 2, "with the one that was left behind three")
      #expect(try await duty.nextDue() == next)
      let open = "SELECT count(*) FROM task_runs WHERE finished_at IS NULL"
      #expect(try await desk.number(open) == 0)
      // The schedule tries it once each time.
      desk.clock.move(to: next)
      #expect(try await duty.runDue())
      #expect(counter.value == 3)
      #expect(try await desk.number(open) == 0)
      let details = try await desk.office.tasks.taskRuns(of: "retention").items.map(\.detail)
      #expect(details.allSatisfy { $0?.hasPrefix("Interrompida") == true }, "\(details)")
    }
  }

  @Test(
    "a task that was switched off is not begun anew, and each run begins with the time of day",
    arguments: TestDatabase.available)
  func switchedOff(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let counter = Counter()
      let work = TaskWork([
        "alarms": { _ in
          // Longer than a claim lasts.
          desk.advance(seconds: 2 * TaskTurn.leaseSeconds)
          return ""
        },
        "retention": { _ in
          counter.add()
          return ""
        },
      ])
      let duty = SchedulerDuty(office: desk.office, work: work)
      for name in ["alarms", "retention"] {
        _ = try await desk.office.tasks.tasks()
        let now = desk.clock.now()
        _ = try await desk.office.database.write { transaction in
          try TaskRows.begin(
            name, actor: .routine, isClaimed: true, at: now, in: transaction)
        }
      }
      desk.advance(seconds: TaskTurn.leaseSeconds)
      let begun = desk.clock.now()
      #expect(try await duty.runDue())
      #expect(counter.value == 1)
      let started = try await desk.office.tasks.taskRuns(of: "retention").items.first?.startedAt
      #expect(started == begun.adding(seconds: 2 * TaskTurn.leaseSeconds))

      _ = try await desk.office.database.write { transaction in
        try TaskRows.begin(
          "retention", actor: .routine, isClaimed: true, at: desk.clock.now(), in: transaction)
      }
      _ = try await desk.office.tasks.changeTask("retention", isEnabled: false, actor: desk.actor)
      desk.advance(seconds: TaskTurn.leaseSeconds)
      _ = try await duty.runDue()
      #expect(counter.value == 1)
      let open = try await desk.number("SELECT count(*) FROM task_runs WHERE finished_at IS NULL")
      #expect(open == 0)
    }
  }

  @Test(
    "a task that makes progress keeps its claim; one that lost it writes nothing more",
    arguments: TestDatabase.available)
  func progress(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let other = SchedulerDuty(
        office: desk.office, work: TaskWork(["alarms": { _ in "o outro" }]))
      let work = TaskWork([
        "alarms": { turn in
          for _ in 0..<3 {
            desk.advance(seconds: TaskTurn.leaseSeconds - 1)
            try await desk.office.database.write { try turn.hold(in: $0) }
          }
          desk.advance(seconds: TaskTurn.leaseSeconds)
          #expect(try await other.runDue())
          try await desk.office.database.write { try turn.hold(in: $0) }
          return "tarde demais"
        }
      ])
      let run = try await desk.office.tasks.runTask("alarms", work: work, actor: desk.actor)
      #expect(run.succeeded == false)
      #expect(run.detail?.hasPrefix("Interrompida") == true)
      let runs = try await desk.office.tasks.taskRuns(of: "alarms").items
      #expect(runs.map(\.detail).first == "o outro")
    }
  }

  @Test("a task is switched off and moved", arguments: TestDatabase.available)
  func change(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let duty = SchedulerDuty(office: desk.office, work: TaskWork(["collect": { _ in "" }]))
      let moved = try await desk.office.tasks.changeTask(
        "collect", secondOfDay: 13 * 3_600, actor: desk.actor)
      #expect(moved.nextRunAt == Desk.start.at(hour: 13))
      #expect(try await duty.nextDue() == Desk.start.at(hour: 13))
      _ = try await desk.office.tasks.changeTask("collect", isEnabled: false, actor: desk.actor)
      #expect(try await duty.nextDue() == nil)
      #expect(
        try await desk.office.tasks.tasks().map(\.name) == [
          "alarms", "collect", "reconcile", "retention",
        ])
    }
  }
}
