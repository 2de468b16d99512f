package import Credit
import JSONText
package import SQLDatabase
import Work
import World

/// Removals by how they stand against their legal deadline; all three should be small and
/// `overdue` zero.
package struct AlarmCounts: Hashable, Sendable {
  /// Removals that are asked for and not confirmed.
  package let pending: Int
  package let near: Int
  /// "Baixas fora do prazo".
  package let overdue: Int
  /// The earliest deadline of what is pending.
  package let earliestDueOn: CivilDate?
  /// Removals that the bureau refused and that are not done: a person has to look.
  package var refused = 0
}

extension Alarms {
  /// Listings of one transaction that raises and resolves alarms.
  static let alarmBatchSize = 500

  /// Raises an alarm for every removal whose deadline is near or past, once each, and resolves
  /// those whose listing is closed. A removal that the bureau refused keeps its alarm: the listing
  /// is still there, and so is the deadline. Tells how many alarms changed. A listing that fails is
  /// undone alone and comes again.
  ///
  /// - Parameter progress: called in each transaction.
  @discardableResult
  package func updateAlarms(
    progress: (@Sendable (Transaction) throws -> Void)? = nil
  ) async throws -> Int {
    let now = world.clock.now()
    let lane = alarmLane
    var changed = 0
    while true {
      try Task.checkCancellation()
      let round = try await database.write { transaction in
        try progress?(transaction)
        var round = AlarmRound()
        for kind in AlarmChange.allCases {
          try changeAlarms(kind, lane, at: now, &round, in: transaction)
        }
        try lane.forgetRepetitions(dueBy: now, in: transaction)
        return round
      }
      lane.tell(round.failures, in: world)
      changed += round.changed
      if !round.isFull { return changed }
    }
  }

  /// What one transaction did.
  private struct AlarmRound: Sendable {
    /// More may be left than one transaction does.
    var isFull = false
    var changed = 0
    var failures: [RowFailure] = []
  }

  private func changeAlarms(
    _ kind: AlarmChange, _ lane: Lane, at now: Instant, _ round: inout AlarmRound,
    in transaction: Transaction
  ) throws {
    let limit: CivilDate =
      kind == .near ? try nearLimit(on: now.civilDate, in: transaction) : now.civilDate
    let rows = try transaction.query(
      kind.due, [lane.name, now, limit, Self.alarmBatchSize]
    ) { (listing: try $0.id(0) as ID<Listing>, dueOn: try $0.date(1)) }
    if rows.count == Self.alarmBatchSize { round.isFull = true }
    for (listing, dueOn) in rows {
      var count = 0
      let failure = try lane.attempt(listing.number, at: now, in: transaction) {
        count = try change(kind, listing, dueOn, at: now, transaction)
        return .done
      }
      if let failure { round.failures.append(failure) } else { round.changed += count }
    }
  }

  /// The last deadline that is near on a day: so many business days ahead, national calendar.
  func nearLimit(on today: CivilDate, in transaction: Transaction) throws -> CivilDate {
    BusinessCalendar.national.adding(
      businessDays: try alarmBusinessDays(in: transaction), to: today)
  }

  func alarmBusinessDays(in transaction: Transaction) throws -> Int {
    try transaction.first("SELECT alarm_business_days FROM parameters") {
      Int(try $0.integer(0))
    } ?? RemovalDeadline.alarmBusinessDays
  }

  /// Tells how many alarms changed.
  private func change(
    _ kind: AlarmChange, _ listing: ID<Listing>, _ dueOn: CivilDate, at now: Instant,
    _ transaction: Transaction
  ) throws -> Int {
    switch kind {
    case .resolved:
      return try transaction.execute(
        "UPDATE alarms SET resolved_at = ?2 WHERE listing_id = ?1 AND resolved_at IS NULL",
        [listing, now])
    case .near:
      return try insert("removal-near", listing, dueOn, at: now, transaction) ? 1 : 0
    case .overdue:
      guard try insert("removal-overdue", listing, dueOn, at: now, transaction) else { return 0 }
      try office.eventLog.publish(
        "removal.overdue", listing: listing,
        data: [
          "listingId": .string(listing.description),
          "removalDueOn": .string(dueOn.description),
        ], in: transaction)
      return 1
    }
  }

  /// Tells whether the alarm is new; another process may have raised it.
  private func insert(
    _ kind: String, _ listing: ID<Listing>, _ dueOn: CivilDate, at now: Instant,
    _ transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      """
      INSERT INTO alarms (id, listing_id, kind, due_on, raised_at) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (listing_id, kind) DO NOTHING
      """, [try transaction.nextIdentifier(), listing, kind, dueOn, now]) == 1
  }

  /// The numbers of the dashboard and of the metrics.
  package func alarmCounts() async throws -> AlarmCounts {
    try await database.read { transaction in
      let open = try transaction.first(
        """
        SELECT count(*), MIN(removal_due_on) FROM listings
        WHERE removal_due_on IS NOT NULL AND state <> 'removed'
        """
      ) { (count: Int(try $0.integer(0)), earliest: try $0.optionalDate(1)) }
      var byKind: [String: Int] = [:]
      try transaction.forEach(
        "SELECT kind, count(*) FROM alarms WHERE resolved_at IS NULL GROUP BY kind"
      ) { byKind[try $0.text(0)] = Int(try $0.integer(1)) }
      let overdue = byKind["removal-overdue"] ?? 0
      return AlarmCounts(
        pending: open?.count ?? 0, near: (byKind["removal-near"] ?? 0) - overdue,
        overdue: overdue, earliestDueOn: open?.earliest,
        refused: byKind["removal-refused"] ?? 0)
    }
  }
}
