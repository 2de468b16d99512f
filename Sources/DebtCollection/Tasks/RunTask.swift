import Credit
import Logging
import SQLDatabase
import World

extension Office {
  /// Letters of a run's detail that are kept.
  static let taskDetailLimit = 1_000

  /// Runs a task now, whatever its schedule. Throws 404 for a name without work, 409
  /// `task-running`. A task that fails is a run that failed, not an error.
  package func runTask(_ name: String, work: TaskWork, actor: Actor) async throws -> TaskRun {
    guard let job = work.byName[name] else { throw Refusal.notFound("Tarefa \(name)") }
    try await seedTasks()
    let now = world.clock.now()
    let id = try await database.write { transaction in
      try TaskRows.begin(name, actor: actor, at: now, in: transaction)
    }
    guard let id else {
      throw Refusal(
        .conflict, code: "task-running",
        detail: "A tarefa \(TaskDefaults.title(name)) já está em execução; aguarde o fim.")
    }
    return try await perform(id, job: job, actor: actor)
  }

  /// Does the work of a run that was begun, and stores its end.
  func perform(
    _ id: ID<TaskRun>, job: @Sendable (Actor) async throws -> String, actor: Actor
  ) async throws -> TaskRun {
    var outcome = "done"
    var detail: String
    do {
      detail = try await job(actor)
    } catch let refusal as Refusal {
      outcome = "failed"
      detail = refusal.detail
    } catch {
      outcome = "failed"
      detail = "A tarefa falhou: \(error)"
      world.logger.error(
        "a scheduled task failed", metadata: ["run": "\(id)", "error": "\(error)"])
    }
    let values: [SQLValue] = [
      id.sqlValue, .text(outcome), .text(String(detail.prefix(Self.taskDetailLimit))),
      world.clock.now().sqlValue,
    ]
    return try await database.write { transaction in
      try transaction.execute(
        "UPDATE task_runs SET outcome = ?2, detail = ?3, finished_at = ?4 WHERE id = ?1", values)
      let run = try transaction.first(
        TaskRows.selectRuns + " WHERE id = ?1", [id], TaskRows.decodeRun)
      guard let run else { throw Refusal.notFound("Execução") }
      return run
    }
  }
}
