import Credit
import SQLDatabase
import World

extension Figures {
  /// Days of due removals that are shown one by one.
  static let dueDaysShown = 10
  static let runsShown = 3
  static let disputesShown = 5
  /// Nothing goes on in these without a person.
  static let stuckStates: [ListingState.Word] = [
    .awaitingApproval, .noticeProblem, .uncertain, .outOfSync, .suspended,
  ]

  package func urgentFigures() async throws -> UrgentFigures {
    let today = world.clock.now().civilDate
    let runs = try await office.collections.collectionRuns(before: nil, limit: Self.runsShown)
    return try await database.read { transaction in
      var figures = UrgentFigures()
      figures.lastRuns = runs
      (figures.removalsDue, figures.overdueRemovals) = try Self.removalsDue(
        today, in: transaction)
      figures.openDisputes = try Self.count(
        "SELECT count(*) FROM disputes WHERE state = 'open'", in: transaction)
      figures.disputes = try Self.disputesDue(in: transaction)
      for state in Self.stuckStates {
        figures.stuck[state] = try Self.count(
          "SELECT count(*) FROM listings WHERE state = '\(state.rawValue)'", in: transaction)
      }
      figures.refusedRemovals = try Self.count(
        "SELECT count(*) FROM alarms WHERE kind = 'removal-refused' AND resolved_at IS NULL",
        in: transaction)
      figures.strayRecords = try Self.count(
        "SELECT count(*) FROM stray_records WHERE state IN ('found', 'removing')",
        in: transaction)
      figures.refusedAccess = try Self.count(
        "SELECT count(*) FROM integrations WHERE token_state = 'refused'", in: transaction)
      figures.failedWork = try Self.count(
        "SELECT count(*) FROM work_items WHERE failed_at IS NOT NULL AND discarded_at IS NULL",
        in: transaction)
      return figures
    }
  }

  private static func disputesDue(
    in transaction: Transaction
  ) throws -> [UrgentFigures.Dispute] {
    try transaction.query(
      """
      SELECT d.id, p.name, r.number, d.due_on FROM disputes d
      JOIN people p ON p.id = d.person_id JOIN receivables r ON r.id = d.receivable_id
      WHERE d.state = 'open' ORDER BY d.due_on, d.id LIMIT \(disputesShown)
      """
    ) {
      UrgentFigures.Dispute(
        id: try $0.id(0), personName: try $0.text(1), titleNumber: try $0.text(2),
        dueOn: try $0.date(3))
    }
  }

  private static func count(_ sql: String, in transaction: Transaction) throws -> Int {
    try transaction.first(sql) { Int(try $0.integer(0)) } ?? 0
  }

  private static func removalsDue(
    _ today: CivilDate, in transaction: Transaction
  ) throws -> (days: [UrgentFigures.DueDay], overdue: Int) {
    let days = try removalsDue(in: transaction)
    let overdue = days.filter { $0.dueOn < today }.reduce(0) { $0 + $1.count }
    return (Array(days.filter { $0.dueOn >= today }.prefix(dueDaysShown)), overdue)
  }

  /// The same removals that the alarms watch, by their deadline.
  static func removalsDue(in transaction: Transaction) throws -> [UrgentFigures.DueDay] {
    try transaction.query(
      """
      SELECT removal_due_on, count(*) FROM listings
      WHERE removal_due_on IS NOT NULL AND state <> 'removed'
        AND state NOT IN ('rejected', 'removedByBureau', 'expired', 'declined')
      GROUP BY removal_due_on ORDER BY removal_due_on
      """
    ) { UrgentFigures.DueDay(dueOn: try $0.date(0), count: Int(try $0.integer(1))) }
  }
}
