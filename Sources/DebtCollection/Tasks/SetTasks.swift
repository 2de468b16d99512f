import Credit
import Refusals
import SQLDatabase
import World

extension Tasks {
  /// Enters the tasks that every installation has, where they are not there yet. Everything is
  /// switched on: `collect` does nothing before a rule exists.
  func seedTasks() async throws {
    let known = try await database.read { transaction in
      try transaction.first("SELECT count(*) FROM scheduled_tasks") { Int(try $0.integer(0)) }
    }
    guard known != TaskDefaults.schedules.count else { return }
    let now = world.clock.now()
    let rows = TaskDefaults.schedules.map { entry -> [SQLValue] in
      [
        .text(entry.name), entry.schedule.secondOfDay.sqlValue,
        entry.schedule.everySeconds.sqlValue, entry.schedule.next(after: now).sqlValue,
        now.sqlValue,
      ]
    }
    try await database.write { transaction in
      _ = try transaction.executeMany(
        """
        INSERT INTO scheduled_tasks
          (name, enabled, second_of_day, every_seconds, next_run_at, updated_at)
        VALUES (?1, 1, ?2, ?3, ?4, ?5) ON CONFLICT (name) DO NOTHING
        """, rows)
    }
  }

  package func tasks() async throws -> [ScheduledTask] {
    try await seedTasks()
    return try await database.read { transaction in
      try transaction.query(TaskRows.select + " ORDER BY name", [], TaskRows.decode)
    }
  }

  /// Switches a task on or off or moves its time; the next run is counted from now.
  package func changeTask(
    _ name: String, isEnabled: Bool? = nil, secondOfDay: Int? = nil, actor: Actor
  ) async throws -> ScheduledTask {
    if let secondOfDay, !(0..<86_400).contains(secondOfDay) {
      throw Refusal.invalid([
        Refusal.Fault(
          pointer: "/secondOfDay", code: "time-invalid",
          detail: "Informe um horário de 00:00:00 a 23:59:59.")
      ])
    }
    try await seedTasks()
    let now = world.clock.now()
    return try await database.write { transaction in
      let known = try transaction.first(
        TaskRows.select + " WHERE name = ?1", [name], TaskRows.decode)
      guard let known else { throw Refusal.notFound("Tarefa \(name)") }
      let schedule = TaskSchedule(
        secondOfDay: secondOfDay ?? known.schedule.secondOfDay,
        everySeconds: known.schedule.everySeconds)
      let after = ScheduledTask(
        name: name, isEnabled: isEnabled ?? known.isEnabled, schedule: schedule,
        nextRunAt: schedule.next(after: now), requestedBy: nil)
      try transaction.execute(
        """
        UPDATE scheduled_tasks SET enabled = ?2, second_of_day = ?3, next_run_at = ?4,
          requested_by = NULL, updated_at = ?5
        WHERE name = ?1
        """, [name, after.isEnabled, schedule.secondOfDay, after.nextRunAt, now])
      try office.accessRecords.logAccess(actor, "task.changed", subject: name, in: transaction)
      return after
    }
  }

  /// The runs of a task or of all, newest first.
  package func taskRuns(
    of name: String? = nil, page: PageRequest = PageRequest()
  ) async throws -> ResultPage<TaskRun> {
    var conditions = Conditions()
    if let name { conditions.add("task = ?", name) }
    if let cursor = page.cursor { conditions.add("id < ?", cursor) }
    let chosen = conditions
    let rows = try await database.read { transaction in
      try transaction.query(
        TaskRows.selectRuns + chosen.clause + " ORDER BY id DESC LIMIT \(page.limit + 1)",
        chosen.arguments, TaskRows.decodeRun)
    }
    return ResultPage(rows: rows, limit: page.limit) { $0.id.number }
  }
}
