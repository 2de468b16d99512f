import Credit
import JSONText
import SQLDatabase

/// A record with what stands beside the machine in its row.
package struct StoredRecord {
  package var record: Record
  let contentHash: [UInt8]
  let documentIndex: [UInt8]
  /// The debtor, sealed.
  package let debtor: [UInt8]
  /// Slip line and Pix code, sealed.
  package let paymentSlip: [UInt8]?
  package let principalReference: String?
}

/// Reads and writes the rows of records.
enum RecordRows {
  static let columns = """
    id, participant_id, reference, content_hash, document_index, debtor, payment_slip, role, \
    principal_reference, principal_id, creditor_branch_document, contract_number, \
    restriction_code, due_on, amount_cents, notice_channel, received_at, state, version, \
    accepted_at, applied_rule, notice_due_at, notice_issued_on, visible_from_on, visible_at, \
    suspended_from, hold_until_on, removed_at, removal_reason, rejections, expires_on, \
    supersedes_id, suspensions, suspended_on, is_disputed, review_reasons, review_due_on, \
    notice_record_id, document_number
    """
  /// Where the next column stands that a query adds.
  static let columnCount = 39

  static func read(_ row: Row) throws -> StoredRecord {
    var record = Record(
      id: ID(try row.integer(0)), participant: ID(try row.integer(1)), reference: try row.text(2),
      role: try row.choice(7), principal: try row.optionalInteger(9).map { ID($0) },
      creditorBranchDocument: try row.text(10), contractNumber: try row.text(11),
      restrictionCode: try row.text(12), dueOn: try row.day(13),
      amount: Cents(try row.integer(14)), noticeChannel: try row.choice(15),
      receivedAt: try row.time(16), supersedes: try row.optionalInteger(31).map { ID($0) },
      hiddenFrom: try row.day(30))
    record.state = try row.choice(17)
    record.version = try row.integer(18)
    record.acceptedAt = try row.optionalTime(19)
    record.appliedRule = try row.optionalText(20).map(AppliedRule.init(stored:))
    record.noticeDueAt = try row.optionalTime(21)
    record.noticeIssuedOn = try row.optionalDay(22)
    record.visibleFrom = try row.optionalDay(23)
    record.visibleAt = try row.optionalTime(24)
    record.suspendedFrom = row.isNull(25) ? nil : try row.choice(25)
    record.holdUntil = try row.optionalDay(26)
    record.removedAt = try row.optionalTime(27)
    record.removalReason = try row.optionalText(28)
    record.rejections = try storedRejections(try row.text(29))
    record.suspensions = Set(try words(try row.text(32), column: 32))
    record.suspendedOn = try row.optionalDay(33)
    record.isDisputed = try row.bool(34)
    record.reviewReasons = try row.text(35).split(separator: " ").map(String.init)
    record.reviewDueOn = try row.optionalDay(36)
    record.noticeRecord = try row.optionalInteger(37).map { ID($0) }
    let number = try row.text(38)
    record.documentNumber = number.isEmpty ? nil : number
    return StoredRecord(
      record: record, contentHash: try row.bytes(3), documentIndex: try row.bytes(4),
      debtor: try row.bytes(5), paymentSlip: try row.optionalBytes(6),
      principalReference: try row.optionalText(8))
  }

  static func find(_ id: ID<ListedRecord>, _ transaction: Transaction) throws -> StoredRecord? {
    try transaction.first(
      "SELECT \(columns) FROM records WHERE id = ?1", [id.number], read)
  }

  static func find(
    reference: String, of participant: ID<Participant>, _ transaction: Transaction
  ) throws -> StoredRecord? {
    try transaction.first(
      "SELECT \(columns) FROM records WHERE participant_id = ?1 AND reference = ?2",
      [participant.number, reference], read)
  }

  static func insert(_ stored: StoredRecord, _ transaction: Transaction) throws {
    let record = stored.record
    guard record.state == .received else { throw RecordRefusal.wrongState(record.state) }
    try transaction.execute(
      """
      INSERT INTO records (id, participant_id, reference, content_hash, document_index, debtor,
        payment_slip, role, principal_reference, creditor_branch_document, contract_number,
        restriction_code, due_on, amount_cents, notice_channel, received_at, state, version,
        expires_on, rejections, updated_at, supersedes_id, document_number)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
        ?19, '[]', ?16, ?20, ?21)
      """,
      [
        record.id.number, record.participant.number, record.reference, stored.contentHash,
        stored.documentIndex, stored.debtor, stored.paymentSlip, record.role.rawValue,
        stored.principalReference, record.creditorBranchDocument, record.contractNumber,
        record.restrictionCode, column(record.dueOn), column(record.amount),
        record.noticeChannel.rawValue, column(record.receivedAt), record.state.rawValue,
        record.version, column(record.expiresOn), column(record.supersedes),
        record.documentNumber ?? "",
      ])
  }

  /// Writes what the machine changed; false where another process changed the record meanwhile.
  static func update(
    _ record: Record, from version: Int64, at: Instant, _ transaction: Transaction
  ) throws -> Bool {
    let changed = try transaction.execute(
      """
      UPDATE records SET state = ?3, version = ?4, accepted_at = ?5, applied_rule = ?6,
        notice_due_at = ?7, notice_issued_on = ?8, visible_from_on = ?9, visible_at = ?10,
        suspended_from = ?11, hold_until_on = ?12, removed_at = ?13, removal_reason = ?14,
        rejections = ?15, principal_id = ?16, updated_at = ?17,
        suspensions = ?18, suspended_on = ?19, is_disputed = ?20, review_reasons = ?21,
        review_due_on = ?22, notice_record_id = ?23, notice_channel = ?24
      WHERE id = ?1 AND version = ?2
      """,
      [
        record.id.number, version, record.state.rawValue, record.version,
        column(record.acceptedAt), record.appliedRule?.stored, column(record.noticeDueAt),
        column(record.noticeIssuedOn), column(record.visibleFrom), column(record.visibleAt),
        record.suspendedFrom?.rawValue, column(record.holdUntil), column(record.removedAt),
        record.removalReason, record.rejectionsJSON.text, column(record.principal), column(at),
        record.suspensions.map(\.rawValue).sorted().joined(separator: " "),
        column(record.suspendedOn), record.isDisputed,
        record.reviewReasons.joined(separator: " "), column(record.reviewDueOn),
        column(record.noticeRecord),
        record.noticeChannel.rawValue,
      ])
    return changed == 1
  }

  private static func words<Word: RawRepresentable>(
    _ text: String, column: Int
  ) throws -> [Word] where Word.RawValue == String {
    try text.split(separator: " ").map { part in
      guard let word = Word(rawValue: String(part)) else {
        throw DatabaseError.unexpectedValue(column: column, expected: "\(Word.self)")
      }
      return word
    }
  }

  private static func storedRejections(_ text: String) throws -> [RecordRejection] {
    try (try JSON.parse(text).elements ?? []).map { item in
      guard let code = item["code"]?.string, let detail = item["detail"]?.string else {
        throw DatabaseError.unexpectedValue(column: 29, expected: "rejections")
      }
      return RecordRejection(code: code, detail: detail)
    }
  }
}
