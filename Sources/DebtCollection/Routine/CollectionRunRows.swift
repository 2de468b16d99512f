import Credit
import JSONText
import SQLDatabase

/// Runs and their decisions in the database.
enum CollectionRunRows {
  enum Column: Int, TableColumn {
    static let table = "collection_runs"
    static var readCount: Int { taskRunId.rawValue }

    case id, ruleId, dryRun, state, runOn, startedBy, startedAt, finishedAt, cursorDueOn
    case cursorId, examinedCount, listedCount, listedCents, removedCount, removedCents
    case leftOutCount, leftOutCents, costCents, problem
    /// Written only.
    case taskRunId
  }

  private static let table = ColumnTable<Column>()
  private static let insertion = table.insert()
  /// What a run changes as it goes.
  private static let change = table.update([
    .state, .finishedAt, .cursorDueOn, .cursorId, .examinedCount, .listedCount, .listedCents,
    .removedCount, .removedCents, .leftOutCount, .leftOutCents, .costCents, .problem,
  ])

  static let select = table.select

  /// - Parameter task: the run of the scheduled task that ends with this run.
  static func insert(
    _ run: CollectionRunReport, task: ID<TaskRun>?, in transaction: Transaction
  ) throws {
    try transaction.execute(insertion) { $0.value(of: run, task: task) }
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
    try transaction.execute(change, keys: [run.id.sqlValue]) { $0.value(of: run, task: nil) }
  }

  static func find(
    _ id: ID<CollectionRun>, in transaction: Transaction
  ) throws -> CollectionRunReport? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  static func decode(_ row: Row) throws -> CollectionRunReport {
    let row = ColumnRow<Column>(row)
    func tally(_ count: Column, _ amount: Column) throws -> CollectionRunReport.Tally {
      var tally = CollectionRunReport.Tally()
      tally.count = Int(try row.integer(count))
      tally.amount = try row.cents(amount)
      return tally
    }
    return CollectionRunReport(
      id: try row.id(.id), rule: try row.optionalID(.ruleId), isDryRun: try row.bool(.dryRun),
      state: try row.word(.state), runOn: try row.date(.runOn), startedBy: try row.text(.startedBy),
      startedAt: try row.instant(.startedAt), finishedAt: try row.optionalInstant(.finishedAt),
      examined: Int(try row.integer(.examinedCount)), listed: try tally(.listedCount, .listedCents),
      removed: try tally(.removedCount, .removedCents),
      leftOut: try tally(.leftOutCount, .leftOutCents), cost: try row.cents(.costCents),
      problem: try row.optionalText(.problem),
      cursor: (try row.date(.cursorDueOn), try row.integer(.cursorId)))
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

extension CollectionRunRows.Column {
  /// - Parameter task: the run of the scheduled task that ends with this run.
  fileprivate func value(of run: CollectionRunReport, task: ID<TaskRun>?) -> SQLValue {
    switch self {
    case .id: run.id.sqlValue
    case .ruleId: run.rule.sqlValue
    case .dryRun: run.isDryRun.sqlValue
    case .state: run.state.rawValue.sqlValue
    case .runOn: run.runOn.sqlValue
    case .startedBy: run.startedBy.sqlValue
    case .startedAt: run.startedAt.sqlValue
    case .finishedAt: run.finishedAt.sqlValue
    case .cursorDueOn: run.cursor.dueOn.sqlValue
    case .cursorId: run.cursor.id.sqlValue
    case .examinedCount: run.examined.sqlValue
    case .listedCount: run.listed.count.sqlValue
    case .listedCents: run.listed.amount.sqlValue
    case .removedCount: run.removed.count.sqlValue
    case .removedCents: run.removed.amount.sqlValue
    case .leftOutCount: run.leftOut.count.sqlValue
    case .leftOutCents: run.leftOut.amount.sqlValue
    case .costCents: run.cost.sqlValue
    case .problem: run.problem.sqlValue
    case .taskRunId: task.sqlValue
    }
  }
}
