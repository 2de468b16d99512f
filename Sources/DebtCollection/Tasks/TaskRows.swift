import Credit
import SQLDatabase

/// Tasks and their runs in the database.
enum TaskRows {
  enum Column: Int, TableColumn {
    static let table = "scheduled_tasks"

    case name, enabled, secondOfDay, everySeconds, nextRunAt, requestedBy
  }

  enum RunColumn: Int, TableColumn {
    static let table = "task_runs"

    case id, task, startedAt, finishedAt, startedBy, outcome, detail
    /// Written only.
    case claimedUntilAt

    static var readCount: Int { claimedUntilAt.rawValue }
  }

  static let select = ColumnTable<Column>().select
  private static let runs = ColumnTable<RunColumn>()
  static let selectRuns = runs.select
  private static let beginning =
    runs.insert([.id, .task, .startedAt, .startedBy, .claimedUntilAt])

  static func decode(_ row: Row) throws -> ScheduledTask {
    let row = ColumnRow<Column>(row)
    return ScheduledTask(
      name: try row.text(.name), isEnabled: try row.bool(.enabled),
      schedule: TaskSchedule(
        secondOfDay: Int(clamping: try row.integer(.secondOfDay)),
        everySeconds: try row.optionalInteger(.everySeconds).map { Int(clamping: $0) }),
      nextRunAt: try row.instant(.nextRunAt),
      requestedBy: try row.optionalText(.requestedBy).map { Actor($0) })
  }

  static func decodeRun(_ row: Row) throws -> TaskRun {
    let row = ColumnRow<RunColumn>(row)
    return TaskRun(
      id: try row.id(.id), task: try row.text(.task), startedAt: try row.instant(.startedAt),
      finishedAt: try row.optionalInstant(.finishedAt), startedBy: try row.text(.startedBy),
      succeeded: try row.optionalText(.outcome).map { $0 == "done" },
      detail: try row.optionalText(.detail))
  }

  /// Takes the task's row and begins a run; nil while another run of it is under way. A run whose
  /// process died is given up when its claim ends, and one without a claim after `staleSeconds`.
  ///
  /// - Parameter isClaimed: this process does the work itself, and no lane.
  static func begin(
    _ name: String, actor: Actor, isClaimed: Bool, at now: Instant, in transaction: Transaction
  ) throws -> ID<TaskRun>? {
    try endInterrupted(name, at: now, in: transaction)
    let running = try transaction.first(
      "SELECT 1 FROM task_runs WHERE task = ?1 AND finished_at IS NULL LIMIT 1", [name]
    ) { _ in true }
    if running == true { return nil }
    let id = ID<TaskRun>(try transaction.nextIdentifier())
    let claimedUntil = isClaimed ? now.adding(seconds: TaskTurn.leaseSeconds).sqlValue : .null
    try transaction.execute(
      beginning.sql, [id, name, now, actor.name, claimedUntil])
    return id
  }

  /// Takes the task's row and ends its runs that were cut off.
  static func endInterrupted(
    _ name: String, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      "UPDATE scheduled_tasks SET updated_at = ?2 WHERE name = ?1", [name, now])
    try transaction.execute(
      """
      UPDATE task_runs SET outcome = 'failed', finished_at = ?2, detail = ?4
      WHERE task = ?1 AND finished_at IS NULL AND (claimed_until_at <= ?2
        OR (claimed_until_at IS NULL AND started_at < ?3 AND \(isOnItsOwn)))
      """, [name, now, now.adding(seconds: -staleSeconds), interruptedDetail])
  }

  /// What stands with a run that was cut off.
  private static let interruptedDetail = "Interrompida: o processo parou antes do fim."

  /// How many of a task's newest runs were cut off, up to a limit.
  static func interruptedCount(
    of name: String, limit: Int, in transaction: Transaction
  ) throws -> Int {
    try transaction.query(
      "SELECT detail FROM task_runs WHERE task = ?1 ORDER BY id DESC LIMIT ?2", [name, limit]
    ) { try $0.optionalText(0) }.prefix { $0 == interruptedDetail }.count
  }

  /// The tasks whose process died on the way, and when that counts as certain.
  static func abandoned(
    in transaction: Transaction
  ) throws -> [(name: String, at: Instant, startedBy: String)] {
    try transaction.query(
      """
      SELECT task, claimed_until_at, started_by FROM task_runs
      WHERE finished_at IS NULL AND claimed_until_at IS NOT NULL ORDER BY claimed_until_at, id
      """
    ) { (name: try $0.text(0), at: try $0.instant(1), startedBy: try $0.text(2)) }
  }

  /// Ends a run; one that has ended stays as it is.
  static func end(
    _ id: ID<TaskRun>, succeeded: Bool, detail: String, at now: Instant,
    in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE task_runs SET outcome = ?2, detail = ?3, finished_at = ?4
      WHERE id = ?1 AND finished_at IS NULL
      """,
      [
        id, succeeded ? "done" : "failed", String(detail.prefix(Tasks.taskDetailLimit)), now,
      ])
  }

  /// A run whose work is a row of a lane ends with that row, however long it takes.
  private static let isOnItsOwn = """
    NOT EXISTS (SELECT 1 FROM collection_runs c
      WHERE c.state = 'running' AND c.task_run_id = task_runs.id)
    AND NOT EXISTS (SELECT 1 FROM reconciliations c
      WHERE c.state = 'running' AND c.task_run_id = task_runs.id)
    """

  /// Longer than any task takes.
  static let staleSeconds = 4 * 3_600
}
