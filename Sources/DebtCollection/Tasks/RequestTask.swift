package import Credit
import Refusals
import SQLDatabase
import World

extension Tasks {
  /// Asks for a run of a task now ("Executar agora"): the scheduler of a worker process takes it
  /// with the next look, whatever the schedule, also where the task is switched off. Throws 404
  /// for an unknown name, 409 `task-running`.
  package func requestTask(_ name: String, actor: Actor) async throws {
    try await seedTasks()
    let now = world.clock.now()
    try await database.write { transaction in
      let asked = try transaction.execute(
        """
        UPDATE scheduled_tasks SET next_run_at = ?2, requested_by = ?3, updated_at = ?2
        WHERE name = ?1
        """, [name, now, actor.name])
      guard asked == 1 else { throw Refusal.notFound("Tarefa \(name)") }
      let running = try transaction.first(
        """
        SELECT 1 FROM task_runs WHERE task = ?1 AND finished_at IS NULL AND started_at >= ?2
        LIMIT 1
        """, [name, now.adding(seconds: -TaskRows.staleSeconds)]
      ) { _ in true }
      guard running == nil else {
        throw Refusal(
          .conflict, code: "task-running",
          detail: "A tarefa \(TaskDefaults.title(name)) já está em execução; aguarde o fim.")
      }
      try office.accessRecords.logAccess(actor, "task.requested", subject: name, in: transaction)
    }
  }

  /// How far a run of a task is; nil where no such run was made.
  package func taskProgress(of id: ID<TaskRun>) async throws -> TaskProgress? {
    try await database.read { transaction in
      guard
        let run = try transaction.first(
          TaskRows.selectRuns + " WHERE id = ?1", [id], TaskRows.decodeRun)
      else { return nil }
      guard run.finishedAt == nil, run.task == "collect" else {
        return TaskProgress(run: run, examined: nil)
      }
      let examined = try transaction.first(
        "SELECT examined_count FROM collection_runs WHERE task_run_id = ?1 LIMIT 1", [id]
      ) { Int(try $0.integer(0)) }
      return TaskProgress(run: run, examined: examined)
    }
  }
}

/// How far a run of a task is.
package struct TaskProgress: Sendable {
  package let run: TaskRun
  /// Titles that Atualizar cobranças has looked at so far; nil for other tasks.
  package let examined: Int?
}
