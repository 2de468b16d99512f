import Credit
import SQLDatabase
import Work
import World

/// Raises the alarm of a contestation that nobody has answered, two business days before its last
/// day.
package struct DisputeAlarmDuty: LaneDuty {
  /// Contestations in one transaction.
  private static let batch = 200
  let lane: TransactionLane

  package init(office: Office) {
    lane = TransactionLane(
      office.disputes.disputeAlarmLane, batch: Self.batch, database: office.database,
      world: office.world
    ) { id, now, transaction in
      try office.disputes.raiseDisputeAlarm(ID(id), at: now, in: transaction)
      return .done
    }
  }
}

extension Disputes {
  /// How many business days before the last day of the answer the alarm is raised.
  package static let disputeAlarmBusinessDays = 2

  /// Contestations that wait for an answer and of which nobody was warned.
  var disputeAlarmLane: Lane {
    Lane(
      name: "dispute-alarms",
      rows: LaneRows(
        table: "disputes", condition: "r.state = 'open' AND r.alarmed_at IS NULL",
        due: .on("r.alarm_on"), order: "r.alarm_on, r.id"),
      policy: .inside, subject: { ID<ListingDispute>($0).description },
      sentence: WorkQueues.workSentence)
  }

  fileprivate func raiseDisputeAlarm(
    _ id: ID<ListingDispute>, at now: Instant, in transaction: Transaction
  ) throws {
    guard let dispute = try ListingDisputeRows.lock(id, in: transaction),
      dispute.state == .open, dispute.alarmedAt == nil,
      let listing = try ListingRows.find(dispute.listing, in: transaction)
    else { return }
    try transaction.execute("UPDATE disputes SET alarmed_at = ?2 WHERE id = ?1", [id, now])
    try publishDispute(
      "dispute.due-soon", id, listing, dueOn: dispute.dueOn, in: transaction)
  }
}
