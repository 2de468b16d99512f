import Credit
import JSONText
import SQLDatabase

/// Runs and their decisions in the database.
enum CollectionRunRows {
  private static let columns = """
    id, rule_id, dry_run, state, run_on, started_by, started_at, finished_at, cursor_due_on,
    cursor_id, examined_count, listed_count, listed_cents, removed_count, removed_cents,
    left_out_count, left_out_cents, cost_cents, problem
    """

  static let select = "SELECT \(columns) FROM collection_runs"

  /// - Parameter task: the run of the scheduled task that ends with this run.
  static func insert(
    _ run: CollectionRunReport, task: ID<TaskRun>?, in transaction: Transaction
  ) throws {
    let places = (1...20).map { "?\($0)" }.joined(separator: ", ")
    try transaction.execute(
      "INSERT INTO collection_runs (\(columns), task_run_id) VALUES (\(places))",
      encode(run) + [(task?.number).sqlValue])
  }

  /// The scheduled task that a run was made for ends as the run did.
  static func endTask(
    of run: CollectionRunReport, at now: Instant, in transaction: Transaction
  ) throws {
    try endTask(
      of: run.id, succeeded: run.state == .finished, detail: run.problem ?? Self.sentence(run),
      at: now, in: transaction)
  }

  static func endTask(
    of run: ID<CollectionRun>, succeeded: Bool, detail: String, at now: Instant,
    in transaction: Transaction
  ) throws {
    let task = try transaction.first(
      "SELECT task_run_id FROM collection_runs WHERE id = ?1", [run]
    ) { try $0.optionalID(0) as ID<TaskRun>? }
    guard let task = task ?? nil else { return }
    try TaskRows.end(task, succeeded: succeeded, detail: detail, at: now, in: transaction)
  }

  /// What the history of the task says of a run.
  private static func sentence(_ run: CollectionRunReport) -> String {
    let (listed, leftOut) = (run.listed.count, run.leftOut.count)
    return "\(run.id): \(listed) \(listed == 1 ? "negativado" : "negativados"), \(leftOut) "
      + "\(leftOut == 1 ? "deixado" : "deixados") de fora."
  }

  static func update(_ run: CollectionRunReport, in transaction: Transaction) throws {
    let values = encode(run)
    try transaction.execute(
      """
      UPDATE collection_runs SET state = ?2, finished_at = ?3, cursor_due_on = ?4, cursor_id = ?5,
        examined_count = ?6, listed_count = ?7, listed_cents = ?8, removed_count = ?9,
        removed_cents = ?10, left_out_count = ?11, left_out_cents = ?12, cost_cents = ?13,
        problem = ?14
      WHERE id = ?1
      """, [values[0], values[3]] + Array(values[7...18]))
  }

  static func find(
    _ id: ID<CollectionRun>, in transaction: Transaction
  ) throws -> CollectionRunReport? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  private static func encode(_ run: CollectionRunReport) -> [SQLValue] {
    [
      run.id.sqlValue, (run.rule?.number).sqlValue, run.isDryRun.sqlValue,
      run.state.rawValue.sqlValue, run.runOn.sqlValue, run.startedBy.sqlValue,
      run.startedAt.sqlValue, run.finishedAt.sqlValue, run.cursor.dueOn.sqlValue,
      run.cursor.id.sqlValue, run.examined.sqlValue, run.listed.count.sqlValue,
      run.listed.amount.sqlValue, run.removed.count.sqlValue, run.removed.amount.sqlValue,
      run.leftOut.count.sqlValue, run.leftOut.amount.sqlValue, run.cost.sqlValue,
      run.problem.sqlValue,
    ]
  }

  static func decode(_ row: Row) throws -> CollectionRunReport {
    func tally(_ column: Int) throws -> CollectionRunReport.Tally {
      var tally = CollectionRunReport.Tally()
      tally.count = Int(try row.integer(column))
      tally.amount = try row.cents(column + 1)
      return tally
    }
    return CollectionRunReport(
      id: try row.id(0), rule: try row.optionalID(1), isDryRun: try row.bool(2),
      state: try row.word(3), runOn: try row.date(4), startedBy: try row.text(5),
      startedAt: try row.instant(6), finishedAt: try row.optionalInstant(7),
      examined: Int(try row.integer(10)), listed: try tally(11), removed: try tally(13),
      leftOut: try tally(15), cost: try row.cents(17), problem: try row.optionalText(18),
      cursor: (try row.date(8), try row.integer(9)))
  }

  static func insert(
    _ decisions: [CollectionDecision], run: ID<CollectionRun>, in transaction: Transaction
  ) throws {
    try transaction.executeMany(
      """
      INSERT INTO collection_decisions (run_id, receivable_id, outcome, amount_cents, reasons)
      VALUES (?1, ?2, ?3, ?4, ?5)
      """,
      decisions.map {
        [
          run.sqlValue, $0.receivable.sqlValue, $0.outcome.rawValue.sqlValue, $0.amount.sqlValue,
          encode($0.reasons).text.sqlValue,
        ]
      })
  }

  /// Titles that a run acted on are few among many and have an index of their own, which is seen
  /// to fit by its own words.
  static func condition(_ outcome: CollectionDecision.Outcome) -> String {
    " AND outcome = '\(outcome.rawValue)'"
      + (outcome == .leftOut ? "" : " AND outcome <> 'leftOut'")
  }

  /// Adds what a chunk found to the run's sums by reason; a title counts at each of its reasons.
  static func addReasons(
    of decisions: [CollectionDecision], run: ID<CollectionRun>, in transaction: Transaction
  ) throws {
    struct Key: Hashable {
      let outcome: CollectionDecision.Outcome
      let code: String
    }
    var sums: [Key: CollectionRunReport.Tally] = [:]
    for decision in decisions {
      for code in Set(decision.reasons.map(\.code)) {
        sums[Key(outcome: decision.outcome, code: code), default: .init()].add(decision.amount)
      }
    }
    guard !sums.isEmpty else { return }
    let ordered = sums.sorted {
      ($0.key.outcome.rawValue, $0.key.code) < ($1.key.outcome.rawValue, $1.key.code)
    }
    try transaction.executeMany(
      """
      INSERT INTO collection_run_reasons (run_id, outcome, code, title_count, amount_cents)
      VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (run_id, outcome, code) DO UPDATE SET
        title_count = collection_run_reasons.title_count + excluded.title_count,
        amount_cents = collection_run_reasons.amount_cents + excluded.amount_cents
      """,
      ordered.map {
        [
          run.sqlValue, .text($0.key.outcome.rawValue), .text($0.key.code),
          $0.value.count.sqlValue, $0.value.amount.sqlValue,
        ]
      })
  }

  static func decodeDecision(_ row: Row) throws -> CollectionDecision {
    CollectionDecision(
      receivable: try row.id(0), outcome: try row.word(1), amount: try row.cents(2),
      reasons: (try JSON.parse(try row.text(3)).elements ?? []).map {
        DecisionReason(
          code: $0["code"]?.string ?? "", detail: $0["detail"]?.string ?? "",
          source: $0["source"]?.string ?? "")
      })
  }

  private static func encode(_ reasons: [DecisionReason]) -> JSON {
    .array(
      reasons.map {
        [
          "code": .string($0.code), "detail": .string($0.detail), "source": .string($0.source),
        ]
      })
  }
}
