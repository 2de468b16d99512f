import Credit
import SQLDatabase
import Work
import World

/// Erases letters that are not needed as evidence any more, and whatever else is past its term
/// (`BureauRetention`). A claim over a notice can be brought for five years (CDC, art. 27); until
/// then the letter is kept, afterwards only its proof is: number, day, channel, tracking number and
/// SHA-256.
package struct RetentionDuty: Duty {
  package let name = "retention"
  /// Records in one transaction.
  static let batch = 200

  private let register: Register
  private let lane: TransactionLane

  init(register: Register) {
    self.register = register
    lane = register.transactionLane(register.retentionLane, batch: Self.batch) {
      id, now, transaction in
      try register.endRetention(of: ID(id), at: now, in: transaction)
      return .done
    }
  }

  func nextDue() async throws -> Instant? {
    try await [lane.nextDue(), register.retentionWork.nextDue()].compactMap { $0 }.min()
  }

  func runDue() async throws -> Bool {
    let erased = try await register.retentionWork
      .erase(at: register.world.clock.now(), dueOnly: true)
    return try await lane.runDue() || erased.total > 0
  }

  func failedCount() async throws -> Int { try await lane.failedCount() }
}

extension Register {
  /// Letters that are not needed as evidence any more.
  var retentionLane: Lane {
    Lane(
      name: "retention",
      rows: LaneRows(
        table: "letter_retentions", key: "r.record_id", condition: "r.record_id > 0",
        due: .at("r.due_at"), order: "r.due_at, r.record_id"),
      policy: .inside, subject: { ID<ListedRecord>($0).description },
      sentence: Self.workSentence)
  }

  /// What has a term of retention, and the rows of work that ended long ago.
  var retentionWork: RetentionWork {
    RetentionWork(database: database, retentions: BureauRetention.terms, lanes: lanes)
  }

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
