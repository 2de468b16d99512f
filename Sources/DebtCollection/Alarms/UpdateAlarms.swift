package import Credit
import JSONText
import SQLDatabase
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

extension Office {
  /// Raises an alarm for every removal whose deadline is near or past, once each, and resolves
  /// those whose listing is closed. A removal that the bureau refused keeps its alarm: the listing
  /// is still there, and so is the deadline. Tells how many alarms changed.
  @discardableResult
  package func updateAlarms() async throws -> Int {
    let now = world.clock.now()
    return try await database.write { transaction in
      let resolved = try transaction.execute(
        """
        UPDATE alarms SET resolved_at = ?1 WHERE resolved_at IS NULL AND listing_id IN (
          SELECT id FROM listings
          WHERE state IN ('rejected', 'removed', 'removedByBureau', 'expired'))
        """, [now])
      let today = now.civilDate
      let near = try raiseNear(
        through: try nearLimit(on: today, in: transaction), at: now, transaction)
      return resolved + near + (try raiseOverdue(on: today, at: now, transaction))
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

  private func raiseNear(
    through limit: CivilDate, at now: Instant, _ transaction: Transaction
  ) throws -> Int {
    let rows = try transaction.query(
      """
      SELECT id, removal_due_on FROM listings l
      WHERE removal_due_on IS NOT NULL AND state <> 'removed' AND removal_due_on <= ?1
        AND NOT EXISTS (SELECT 1 FROM alarms a
          WHERE a.listing_id = l.id AND a.kind = 'removal-near')
      ORDER BY removal_due_on, id
      """, [limit]
    ) { (listing: try $0.id(0) as ID<Listing>, dueOn: try $0.date(1)) }
    var raised = 0
    for row in rows where try insert("removal-near", row.listing, row.dueOn, at: now, transaction) {
      raised += 1
    }
    return raised
  }

  /// Works from the near alarms.
  private func raiseOverdue(
    on today: CivilDate, at now: Instant, _ transaction: Transaction
  ) throws -> Int {
    let rows = try transaction.query(
      """
      SELECT a.listing_id, a.due_on FROM alarms a
      WHERE a.kind = 'removal-near' AND a.resolved_at IS NULL AND a.due_on < ?1
        AND NOT EXISTS (SELECT 1 FROM alarms o
          WHERE o.listing_id = a.listing_id AND o.kind = 'removal-overdue')
      ORDER BY a.due_on, a.listing_id
      """, [today]
    ) { (listing: try $0.id(0) as ID<Listing>, dueOn: try $0.date(1)) }
    var raised = 0
    for row in rows
    where try insert("removal-overdue", row.listing, row.dueOn, at: now, transaction) {
      raised += 1
      try publish(
        "removal.overdue", listing: row.listing,
        data: [
          "listingId": .string(row.listing.description),
          "removalDueOn": .string(row.dueOn.description),
        ], in: transaction)
    }
    return raised
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
