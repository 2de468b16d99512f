package import Credit
import SQLDatabase
import World

/// Runs the tasks of the schedule that are due. Several processes on one database never run the
/// same turn twice: the turn belongs to who moves `next_run_at`. A turn whose process died is begun
/// anew by another one when its claim has ended, a few times in a row at the most.
package struct SchedulerDuty: Duty {
  package let name = "scheduler"
  /// Runs of a task in a row that were cut off, after which it is not begun anew before its next
  /// turn: perhaps the processes die of it.
  static let interruptedLimit = 3

  private let office: Office
  private let work: TaskWork

  package init(office: Office, work: TaskWork) {
    self.office = office
    self.work = work
  }

  package func nextDue() async throws -> Instant? {
    let scheduled = try await office.tasks.tasks().filter { $0.isWaiting && work.knows($0.name) }
      .map(\.nextRunAt)
    let abandoned = try await office.database.read { try TaskRows.abandoned(in: $0) }
      .filter { work.byName[$0.name] != nil }.map(\.at)
    return (scheduled + abandoned).min()
  }

  package func runDue() async throws -> Bool {
    let start = office.world.clock.now()
    let due = try await office.tasks.tasks()
      .filter { $0.isWaiting && work.knows($0.name) && $0.nextRunAt <= start }
      .sorted { ($0.nextRunAt, $0.name) < ($1.nextRunAt, $1.name) }
    var busy = false
    for task in due {
      let actor = task.requestedBy ?? .routine
      // The one before may have taken its time.
      let now = office.world.clock.now()
      guard let run = try await take(task, actor: actor, at: now) else { continue }
      busy = true
      guard let job = work.byName[task.name] else { continue }
      _ = try await office.tasks.perform(run, job: job, actor: actor)
    }
    if try await takeOver() { busy = true }
    return busy
  }

  /// Begins anew what a process that died has left; tells whether there was anything.
  private func takeOver() async throws -> Bool {
    let abandoned = try await office.database.read { try TaskRows.abandoned(in: $0) }
    var busy = false
    for task in abandoned {
      let now = office.world.clock.now()
      guard task.at <= now, let job = work.byName[task.name] else { continue }
      let actor = Actor(task.startedBy)
      let run = try await office.database.write { transaction -> ID<TaskRun>? in
        guard try isBegunAnew(task.name, actor: actor, at: now, in: transaction) else {
          return nil
        }
        return try TaskRows.begin(
          task.name, actor: actor, isClaimed: true, at: now, in: transaction)
      }
      guard let run else { continue }
      busy = true
      _ = try await office.tasks.perform(run, job: job, actor: actor)
    }
    return busy
  }

  /// Ends what was cut off of a task, and tells whether it is begun anew before its next turn: not
  /// after too many in a row, and not where the task was switched off meanwhile, unless a person
  /// asked for the run.
  private func isBegunAnew(
    _ name: String, actor: Actor, at now: Instant, in transaction: Transaction
  ) throws -> Bool {
    try TaskRows.endInterrupted(name, at: now, in: transaction)
    let task = try transaction.first(
      TaskRows.select + " WHERE name = ?1", [name], TaskRows.decode)
    guard let task, task.isEnabled || actor != .routine else { return false }
    return try TaskRows.interruptedCount(
      of: name, limit: Self.interruptedLimit, in: transaction) < Self.interruptedLimit
  }

  /// Takes the turn of a task, and begins its work where a lane does it: both or neither, so that
  /// a process that dies here loses no night. Nil where another process was faster.
  private func take(
    _ task: ScheduledTask, actor: Actor, at now: Instant
  ) async throws -> ID<TaskRun>? {
    try await office.database.write { transaction -> ID<TaskRun>? in
      let turn = try transaction.execute(
        """
        UPDATE scheduled_tasks SET next_run_at = ?3, requested_by = NULL
        WHERE name = ?1 AND next_run_at = ?2 AND (enabled = 1 OR requested_by IS NOT NULL)
        """, [task.name, task.nextRunAt, task.schedule.next(after: now)])
      guard turn == 1 else { return nil }
      let begun = try TaskRows.begin(
        task.name, actor: actor, isClaimed: work.byName[task.name] != nil, at: now,
        in: transaction)
      guard let run = begun else { return nil }
      if let beginning = work.beginnings[task.name] {
        try office.tasks.begin(run, beginning, actor: actor, at: now, in: transaction)
      }
      return run
    }
  }
}
