import Credit
import SQLDatabase
import World

/// Posts a letter in place of every e-mail whose delivery was not proven in time, and begins the
/// term again from its posting (STJ, Tema 1.315).
struct MailDuty: Duty {
  let name = "mail"
  /// Notices in one transaction.
  static let chunk = 200

  let register: Register

  func nextDue() async throws -> Instant? {
    let due = try await register.database.read { transaction in
      try transaction.first(
        "SELECT MIN(delivery_due_at) FROM notices WHERE delivery_due_at IS NOT NULL"
      ) { try $0.optionalInteger(0) }
    }
    return (due ?? nil).map { Instant(microseconds: $0) }
  }

  func runDue() async throws -> Bool {
    let now = register.world.clock.now()
    return try await register.database.write { transaction in
      let notices = try transaction.query(
        """
        SELECT id, record_id, delivery_due_at FROM notices
        WHERE delivery_due_at IS NOT NULL AND delivery_due_at <= ?1
        ORDER BY delivery_due_at, id LIMIT ?2
        """, [now.microseconds, Self.chunk]
      ) { (id: try $0.integer(0), record: try $0.integer(1), due: try $0.time(2)) }
      for notice in notices {
        guard var stored = try RecordRows.find(ID(notice.record), transaction) else { continue }
        let next = try follow(&stored, due: notice.due, at: now, in: transaction)
        try transaction.execute(
          "UPDATE notices SET delivery_due_at = ?2 WHERE id = ?1", [notice.id, column(next)])
      }
      return !notices.isEmpty
    }
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
      return register.nextCutOff(after: now)
    }
    _ = try register.sendNotice(of: stored, by: .letter, at: now, in: transaction)
    try register.change(&stored, .channelChanged, actor: Actor.bureau, at: now, in: transaction)
    return nil
  }
}
