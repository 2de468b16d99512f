import Credit
import SQLDatabase
import World

/// Erases letters that are not needed as evidence any more. A claim over a notice can be brought
/// for five years (CDC, art. 27); until then the letter is kept, afterwards only its proof is:
/// number, day, channel, tracking number and SHA-256.
struct RetentionDuty: Duty {
  let name = "retention"
  /// Records in one transaction.
  static let batch = 200

  let register: Register

  func nextDue() async throws -> Instant? {
    try await register.database.read { transaction in
      try transaction.first("SELECT MIN(due_at) FROM letter_retentions") {
        try $0.optionalTime(0)
      } ?? nil
    }
  }

  func runDue() async throws -> Bool {
    let now = register.world.clock.now()
    return try await register.database.write { transaction in
      let due = try transaction.query(
        """
        SELECT record_id FROM letter_retentions WHERE due_at <= ?1
        ORDER BY due_at, record_id LIMIT ?2
        """, [now.microseconds, Self.batch]
      ) { ID<ListedRecord>(try $0.integer(0)) }
      for id in due { try register.endRetention(of: id, at: now, in: transaction) }
      return !due.isEmpty
    }
  }
}

extension Register {
  /// Years for which letters are kept after their record was closed.
  static let letterYears = 5

  /// Notes when the letters of a record that was closed are erased.
  func scheduleErasure(
    of record: Record, at now: Instant, in transaction: Transaction
  ) throws {
    guard record.state.isFinal, record.noticeIssuedOn != nil else { return }
    try transaction.execute(
      """
      INSERT INTO letter_retentions (record_id, due_at) VALUES (?1, ?2)
      ON CONFLICT (record_id) DO UPDATE SET due_at = excluded.due_at
      """, [record.id.number, column(Self.erasure(after: now.civilDate))])
  }

  private static func erasure(after day: CivilDate) -> Instant {
    day.adding(years: letterYears).adding(days: 1).startOfDay
  }

  /// Erases the letters, or waits on: a record that corrected this one may stand on its notice.
  func endRetention(
    of id: ID<ListedRecord>, at now: Instant, in transaction: Transaction
  ) throws {
    if let stored = try RecordRows.find(id, transaction) {
      let last = try successor(of: stored, in: transaction).record
      let until = Self.erasure(after: last.removedAt?.civilDate ?? last.expiresOn)
      guard until <= now else {
        try transaction.execute(
          "UPDATE letter_retentions SET due_at = ?2 WHERE record_id = ?1",
          [id.number, column(until)])
        return
      }
    }
    try transaction.execute(
      """
      DELETE FROM notice_documents
      WHERE notice_id IN (SELECT id FROM notices WHERE record_id = ?1)
      """, [id.number])
    try transaction.execute(
      "UPDATE notices SET letter = ?2, erased_at = ?3 WHERE record_id = ?1",
      [id.number, [UInt8](), now.microseconds])
    try transaction.execute("DELETE FROM letter_retentions WHERE record_id = ?1", [id.number])
  }
}
