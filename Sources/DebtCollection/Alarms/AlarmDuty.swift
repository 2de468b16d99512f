package import Credit
import SQLDatabase
import Work
import World

/// Raises and resolves the alarms of removals at the midnight on which each falls due.
package struct AlarmDuty: Duty {
  package let name = "alarms"
  private let office: Office

  package init(office: Office) {
    self.office = office
  }

  package func nextDue() async throws -> Instant? {
    let office = office
    let lane = office.alarms.alarmLane
    // A listing that failed falls due by its repetition.
    let isUnknown = "NOT EXISTS (SELECT 1 FROM work_items w WHERE w.lane = ?1 AND w.row_id = "
    return try await office.database.read { transaction in
      let resolvable =
        try transaction.first(
          """
          SELECT MIN(a.raised_at) FROM alarms a
          WHERE a.resolved_at IS NULL AND \(isUnknown)a.listing_id) AND EXISTS (
            SELECT 1 FROM listings l WHERE l.id = a.listing_id
              AND l.state IN (\(ListingRows.finalStates)))
          """, [lane.name]
        ) { try $0.optionalInstant(0) } ?? nil
      let unwarned =
        try transaction.first(
          """
          SELECT MIN(removal_due_on) FROM listings l
          WHERE removal_due_on IS NOT NULL AND state <> 'removed' AND \(isUnknown)l.id)
            AND NOT EXISTS (
              SELECT 1 FROM alarms a WHERE a.listing_id = l.id AND a.kind = 'removal-near')
          """, [lane.name]
        ) { try $0.optionalDate(0) } ?? nil
      let days = try office.alarms.alarmBusinessDays(in: transaction)
      let warned =
        try transaction.first(
          """
          SELECT MIN(a.due_on) FROM alarms a
          WHERE a.kind = 'removal-near' AND a.resolved_at IS NULL AND \(isUnknown)a.listing_id)
            AND NOT EXISTS (
              SELECT 1 FROM alarms o
              WHERE o.listing_id = a.listing_id AND o.kind = 'removal-overdue')
          """, [lane.name]
        ) { try $0.optionalDate(0) } ?? nil
      return [
        resolvable, unwarned.map { AlarmDuty.nearFrom($0, businessDays: days).startOfDay },
        warned?.adding(days: 1).startOfDay, try lane.nextRepetition(in: transaction),
      ].compactMap { $0 }.min()
    }
  }

  package func failedCount() async throws -> Int {
    let lane = office.alarms.alarmLane
    return try await office.database.read { try lane.failedCount(in: $0) }
  }

  package func runDue() async throws -> Bool {
    let now = office.world.clock.now()
    guard let due = try await nextDue(), due <= now else { return false }
    return try await office.alarms.updateAlarms() > 0
  }

  /// The first day on which a deadline lies no more than so many business days ahead.
  package static func nearFrom(_ dueOn: CivilDate, businessDays: Int) -> CivilDate {
    let calendar = BusinessCalendar.national
    var day = calendar.adding(businessDays: -businessDays, to: dueOn)
    // A deadline on a day without business lies further ahead than the count back reaches, and
    // days without business before a day count the same as that day.
    while calendar.adding(businessDays: businessDays, to: day) < dueOn {
      day = day.adding(days: 1)
    }
    while calendar.adding(businessDays: businessDays, to: day.adding(days: -1)) >= dueOn {
      day = day.adding(days: -1)
    }
    return day
  }
}
