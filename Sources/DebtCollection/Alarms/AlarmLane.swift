import Credit
import Work

/// What becomes of the alarms of a listing, in the order in which it is done.
enum AlarmChange: CaseIterable, Sendable {
  case resolved, near, overdue

  /// The listings and their deadlines: `?1` is the lane, `?2` now, `?3` the last day, `?4` how many
  /// of them.
  var due: String {
    switch self {
    case .resolved:
      // A closed listing has no deadline any more, and the day is not looked at.
      """
      SELECT DISTINCT a.listing_id, CAST(0 AS BIGINT) FROM alarms a
      WHERE a.resolved_at IS NULL AND CAST(?3 AS BIGINT) IS NOT NULL
        AND EXISTS (SELECT 1 FROM listings l WHERE l.id = a.listing_id
          AND l.state IN (\(ListingRows.finalStates)))
        AND \(Lane.isFree("a.listing_id"))
      ORDER BY a.listing_id LIMIT ?4
      """
    case .near:
      """
      SELECT l.id, l.removal_due_on FROM listings l
      WHERE l.removal_due_on IS NOT NULL AND l.state <> 'removed' AND l.removal_due_on <= ?3
        AND NOT EXISTS (SELECT 1 FROM alarms a
          WHERE a.listing_id = l.id AND a.kind = 'removal-near')
        AND \(Lane.isFree("l.id"))
      ORDER BY l.removal_due_on, l.id LIMIT ?4
      """
    case .overdue:
      // Works from the near alarms.
      """
      SELECT a.listing_id, a.due_on FROM alarms a
      WHERE a.kind = 'removal-near' AND a.resolved_at IS NULL AND a.due_on < ?3
        AND NOT EXISTS (SELECT 1 FROM alarms o
          WHERE o.listing_id = a.listing_id AND o.kind = 'removal-overdue')
        AND \(Lane.isFree("a.listing_id"))
      ORDER BY a.due_on, a.listing_id LIMIT ?4
      """
    }
  }
}

extension Alarms {
  /// Listings whose removal is late and of which nobody was told. `AlarmDuty` finds them, and those
  /// whose deadline is near by the calendar of business days.
  var alarmLane: Lane {
    Lane(
      name: "alarms",
      rows: LaneRows(
        table: "listings",
        condition: """
          r.removal_due_on IS NOT NULL AND r.state <> 'removed' AND NOT EXISTS (
            SELECT 1 FROM alarms a WHERE a.listing_id = r.id AND a.kind = 'removal-overdue')
          """,
        due: .on("r.removal_due_on", daysLater: 1), order: "r.removal_due_on, r.id"),
      policy: .inside, subject: { ID<Listing>($0).description },
      sentence: WorkQueues.workSentence,
      // Alarms of closed listings are resolved here too, and those stand in no row of it.
      keepsRows: true)
  }
}
