package import Credit
package import SQLDatabase

/// When a task runs: once a day at a time of Brasília, or every so many seconds counted from it.
package struct TaskSchedule: Hashable, Sendable {
  /// Seconds since midnight in Brasília.
  package let secondOfDay: Int
  /// Nil for once a day; at least 60.
  package let everySeconds: Int?

  package init(secondOfDay: Int, everySeconds: Int? = nil) {
    precondition((0..<86_400).contains(secondOfDay), "second of day \(secondOfDay)")
    precondition(everySeconds.map { $0 >= 60 } ?? true, "every \(everySeconds ?? 0) s")
    self.secondOfDay = secondOfDay
    self.everySeconds = everySeconds
  }

  /// The first run after an instant. What was missed before it is not made up for: after a
  /// standstill a task runs once, not as often as it would have.
  package func next(after now: Instant) -> Instant {
    let step = Int64(everySeconds ?? 86_400) * 1_000_000
    // A day before today's: the grid has a point at or before `now` for certain.
    let anchor = now.civilDate.adding(days: -1).startOfDay.adding(seconds: secondOfDay)
    let passed = now.microseconds(since: anchor) / step
    return anchor.adding(microseconds: (passed + 1) * step)
  }
}

/// A task as the schedule page shows it.
package struct ScheduledTask: Hashable, Sendable {
  package let name: String
  package let isEnabled: Bool
  package let schedule: TaskSchedule
  package let nextRunAt: Instant
  /// Who asked for a run now that has not begun yet; nil where only the schedule counts.
  package let requestedBy: Actor?

  /// Whether its turn comes, by the schedule or because somebody asked.
  var isWaiting: Bool { isEnabled || requestedBy != nil }

  /// "Atualizar cobranças" for `collect`.
  package var title: String { TaskDefaults.title(name) }
}

/// The tasks of every installation (manual, items 51 and 55).
package enum TaskDefaults {
  package static let schedules: [(name: String, schedule: TaskSchedule)] = [
    ("collect", TaskSchedule(secondOfDay: 5 * 3_600)),
    ("reconcile", TaskSchedule(secondOfDay: 6 * 3_600)),
    ("alarms", TaskSchedule(secondOfDay: 0, everySeconds: 3_600)),
    ("retention", TaskSchedule(secondOfDay: 3 * 3_600)),
  ]

  package static func title(_ name: String) -> String {
    switch name {
    case "collect": "Atualizar cobranças"
    case "reconcile": "Conciliar com o birô"
    case "alarms": "Conferir prazos de baixa"
    case "retention": "Eliminar relatórios e registros antigos"
    default: name
    }
  }
}

/// What the tasks do, by name; given by the composition root.
package struct TaskWork: Sendable {
  /// Short work, done at once. The text answered is kept with the run.
  package typealias Work = @Sendable (TaskTurn) async throws -> String
  /// Begins long work in the transaction that takes the turn; a lane does it and ends the run of
  /// the task. A text is answered where there was nothing to begin.
  package typealias Beginning =
    @Sendable (Actor, ID<TaskRun>, Instant, Transaction) throws -> String?

  package let byName: [String: Work]
  package let beginnings: [String: Beginning]

  package init(_ byName: [String: Work], beginnings: [String: Beginning] = [:]) {
    self.byName = byName
    self.beginnings = beginnings
  }

  /// Whether a task of this name does anything.
  func knows(_ name: String) -> Bool { byName[name] != nil || beginnings[name] != nil }
}

/// One run of a task.
package struct TaskRun: Identified, Hashable, Sendable {
  package static let idPrefix = "tsk"

  package let id: ID<TaskRun>
  package let task: String
  package let startedAt: Instant
  package let finishedAt: Instant?
  package let startedBy: String
  /// Nil while it runs.
  package let succeeded: Bool?
  package let detail: String?
}
