import Credit
import SQLDatabase
import Work
import World

/// Posts a letter in place of every e-mail whose delivery was not proven in time, and begins the
/// term again from its posting (STJ, Tema 1.315).
package struct MailDuty: LaneDuty {
  /// Notices in one transaction.
  static let chunk = 200

  let lane: TransactionLane

  package init(register: Register) {
    lane = register.transactionLane(register.mailLane, batch: Self.chunk) {
      id, now, transaction in
      try register.followMail(id, at: now, in: transaction)
      return .done
    }
  }
}

extension Register {
  /// Notices by e-mail whose delivery was not proven yet.
  var mailLane: Lane {
    Lane(
      name: "mail",
      rows: LaneRows(
        table: "notices", condition: "r.delivery_due_at IS NOT NULL",
        due: .at("r.delivery_due_at"), order: "r.delivery_due_at, r.id"),
      policy: .inside, subject: { ID<Notice>($0).description }, sentence: Self.workSentence,
      onDiscard: { id, _, _, transaction in
        try transaction.execute(
          "UPDATE notices SET delivery_due_at = NULL WHERE id = ?1", [id])
      })
  }

  fileprivate func followMail(
    _ id: Int64, at now: Instant, in transaction: Transaction
  ) throws {
    let notice = try transaction.first(
      """
      SELECT record_id, delivery_due_at FROM notices
      WHERE id = ?1 AND delivery_due_at IS NOT NULL
      """, [id]
    ) { (record: try $0.integer(0), due: try $0.time(1)) }
    guard let notice, var stored = try RecordRows.find(ID(notice.record), transaction) else {
      return
    }
    let next = try follow(&stored, due: notice.due, at: now, in: transaction)
    try transaction.execute(
      "UPDATE notices SET delivery_due_at = ?2 WHERE id = ?1", [id, column(next)])
  }

  /// When to look again; nil where nothing is left to do.
  private func follow(
    _ stored: inout StoredRecord, due: Instant, at now: Instant, in transaction: Transaction
  ) throws -> Instant? {
    let record = stored.record
    guard !record.state.isFinal, record.noticeChannel == .email else { return nil }
    // A hidden record waits; and letters are posted at a cut-off only, never later on paper than
    // they were in truth.
    guard record.state == .noticePeriod, now.civilDate == due.civilDate else {
      return nextCutOff(after: now)
    }
    _ = try sendNotice(of: stored, by: .letter, at: now, in: transaction)
    try change(&stored, .channelChanged, actor: Actor.bureau, at: now, in: transaction)
    return nil
  }
}
