package import Credit
import Logging
import Refusals
package import SQLDatabase
import World

extension Tasks {
  /// Letters of a run's detail that are kept.
  static let taskDetailLimit = 1_000

  /// Begins the long work of a task's run; one that cannot begin is a run that failed.
  func begin(
    _ run: ID<TaskRun>, _ beginning: TaskWork.Beginning, actor: Actor, at now: Instant,
    in transaction: Transaction
  ) throws {
    do {
      guard
        let detail = try transaction.savepoint({ try beginning(actor, run, now, transaction) })
      else { return }
      try TaskRows.end(run, succeeded: true, detail: detail, at: now, in: transaction)
    } catch let refusal as Refusal {
      try TaskRows.end(
        run, succeeded: false, detail: refusal.detail, at: now, in: transaction)
    }
  }

  /// What the task *Atualizar cobranças* begins.
  package func beginScheduledCollection(
    _ actor: Actor, _ run: ID<TaskRun>, at now: Instant, in transaction: Transaction
  ) throws -> String? {
    let hasRule = try transaction.first("SELECT 1 FROM collection_rules LIMIT 1") { _ in true }
    guard hasRule == true else { return "Nenhuma regra de cobrança." }
    _ = try office.collections.beginRun(
      dryRun: false, actor: actor, task: run, at: now, in: transaction)
    return nil
  }

  /// Runs a task of short work now, whatever its schedule. Throws 404 for a name without work, 409
  /// `task-running`. A task that fails is a run that failed, not an error.
  package func runTask(_ name: String, work: TaskWork, actor: Actor) async throws -> TaskRun {
    guard let job = work.byName[name] else { throw Refusal.notFound("Tarefa \(name)") }
    try await seedTasks()
    let now = world.clock.now()
    let id = try await database.write { transaction in
      try TaskRows.begin(name, actor: actor, isClaimed: true, at: now, in: transaction)
    }
    guard let id else {
      throw Refusal(
        .conflict, code: "task-running",
        detail: "A tarefa \(TaskDefaults.title(name)) já está em execução; aguarde o fim.")
    }
    return try await perform(id, job: job, actor: actor)
  }

  /// Does the work of a run that was begun, and stores its end. A run that another process has
  /// taken over has ended already, and stays as it is.
  func perform(
    _ id: ID<TaskRun>, job: TaskWork.Work, actor: Actor
  ) async throws -> TaskRun {
    var succeeded = true
    var detail: String
    do {
      detail = try await job(TaskTurn(actor: actor, run: id, clock: world.clock))
    } catch let refusal as Refusal {
      succeeded = false
      detail = refusal.detail
    } catch {
      succeeded = false
      detail = "A tarefa falhou: \(error)"
      world.logger.error(
        "a scheduled task failed", metadata: ["run": "\(id)", "error": "\(error)"])
    }
    let (isDone, told, now) = (succeeded, detail, world.clock.now())
    return try await database.write { transaction in
      try TaskRows.end(id, succeeded: isDone, detail: told, at: now, in: transaction)
      let run = try transaction.first(
        TaskRows.selectRuns + " WHERE id = ?1", [id], TaskRows.decodeRun)
      guard let run else { throw Refusal.notFound("Execução") }
      return run
    }
  }
}
