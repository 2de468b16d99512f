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
  enum Column: Int, TableColumn {
    static let table = "records"
    static var readCount: Int { updatedAt.rawValue }

    case id, participantId, reference, contentHash, documentIndex, debtor, paymentSlip, role
    case principalReference, principalId, creditorBranchDocument, contractNumber
    case restrictionCode, dueOn, amountCents, noticeChannel, receivedAt, state, version
    case acceptedAt, appliedRule, noticeDueAt, noticeIssuedOn, visibleFromOn, visibleAt
    case suspendedFrom, holdUntilOn, removedAt, removalReason, rejections, expiresOn
    case supersedesId, suspensions, suspendedOn, isDisputed, reviewReasons, reviewDueOn
    case noticeRecordId, documentNumber
    /// Written only.
    case updatedAt
  }

  static let table = ColumnTable<Column>()
  private static let insertion = table.insert()
  /// What the machine changes.
  private static let change = table.update(
    [
      .state, .version, .acceptedAt, .appliedRule, .noticeDueAt, .noticeIssuedOn, .visibleFromOn,
      .visibleAt, .suspendedFrom, .holdUntilOn, .removedAt, .removalReason, .rejections,
      .principalId, .updatedAt, .suspensions, .suspendedOn, .isDisputed, .reviewReasons,
      .reviewDueOn, .noticeRecordId, .noticeChannel,
    ], where: [.id, .version])

  static func read(_ row: Row) throws -> StoredRecord {
    let row = ColumnRow<Column>(row)
    var record = Record(
      id: ID(try row.integer(.id)), participant: ID(try row.integer(.participantId)),
      reference: try row.text(.reference),
      role: try row.choice(.role), principal: try row.optionalInteger(.principalId).map { ID($0) },
      creditorBranchDocument: try row.text(.creditorBranchDocument),
      contractNumber: try row.text(.contractNumber),
      restrictionCode: try row.text(.restrictionCode), dueOn: try row.day(.dueOn),
      amount: Cents(try row.integer(.amountCents)), noticeChannel: try row.choice(.noticeChannel),
      receivedAt: try row.time(.receivedAt),
      supersedes: try row.optionalInteger(.supersedesId).map { ID($0) },
      hiddenFrom: try row.day(.expiresOn))
    record.state = try row.choice(.state)
    record.version = try row.integer(.version)
    record.acceptedAt = try row.optionalTime(.acceptedAt)
    record.appliedRule = try row.optionalText(.appliedRule).map(AppliedRule.init(stored:))
    record.noticeDueAt = try row.optionalTime(.noticeDueAt)
    record.noticeIssuedOn = try row.optionalDay(.noticeIssuedOn)
    record.visibleFrom = try row.optionalDay(.visibleFromOn)
    record.visibleAt = try row.optionalTime(.visibleAt)
    record.suspendedFrom = row.isNull(.suspendedFrom) ? nil : try row.choice(.suspendedFrom)
    record.holdUntil = try row.optionalDay(.holdUntilOn)
    record.removedAt = try row.optionalTime(.removedAt)
    record.removalReason = try row.optionalText(.removalReason)
    record.rejections = try storedRejections(try row.text(.rejections))
    record.suspensions = Set(try words(try row.text(.suspensions), of: .suspensions))
    record.suspendedOn = try row.optionalDay(.suspendedOn)
    record.isDisputed = try row.bool(.isDisputed)
    record.reviewReasons = try row.text(.reviewReasons).split(separator: " ").map(String.init)
    record.reviewDueOn = try row.optionalDay(.reviewDueOn)
    record.noticeRecord = try row.optionalInteger(.noticeRecordId).map { ID($0) }
    let number = try row.text(.documentNumber)
    record.documentNumber = number.isEmpty ? nil : number
    return StoredRecord(
      record: record, contentHash: try row.bytes(.contentHash),
      documentIndex: try row.bytes(.documentIndex),
      debtor: try row.bytes(.debtor), paymentSlip: try row.optionalBytes(.paymentSlip),
      principalReference: try row.optionalText(.principalReference))
  }

  static func find(_ id: ID<ListedRecord>, _ transaction: Transaction) throws -> StoredRecord? {
    try transaction.first(
      table.select + " WHERE id = ?1", [id.number], read)
  }

  static func find(
    reference: String, of participant: ID<Participant>, _ transaction: Transaction
  ) throws -> StoredRecord? {
    try transaction.first(
      table.select + " WHERE participant_id = ?1 AND reference = ?2",
      [participant.number, reference], read)
  }

  static func insert(_ stored: StoredRecord, _ transaction: Transaction) throws {
    let record = stored.record
    guard record.state == .received else { throw RecordRefusal.wrongState(record.state) }
    try transaction.execute(insertion) { $0.value(of: stored, at: record.receivedAt) }
  }

  /// Writes what the machine changed; false where another process changed the record meanwhile.
  static func update(
    _ stored: StoredRecord, from version: Int64, at now: Instant, _ transaction: Transaction
  ) throws -> Bool {
    let keys = [stored.record.id.number.sqlValue, version.sqlValue]
    return try transaction.execute(change, keys: keys) { $0.value(of: stored, at: now) } == 1
  }

  private static func words<Word: RawRepresentable>(
    _ text: String, of column: Column
  ) throws -> [Word] where Word.RawValue == String {
    try text.split(separator: " ").map { part in
      guard let word = Word(rawValue: String(part)) else {
        throw DatabaseError.unexpectedValue(column: column.rawValue, expected: "\(Word.self)")
      }
      return word
    }
  }

  private static func storedRejections(_ text: String) throws -> [RecordRejection] {
    try (try JSON.parse(text).elements ?? []).map { item in
      guard let code = item["code"]?.string, let detail = item["detail"]?.string else {
        throw DatabaseError.unexpectedValue(
          column: Column.rejections.rawValue, expected: "rejections")
      }
      return RecordRejection(code: code, detail: detail)
    }
  }
}

extension RecordRows.Column {
  /// What stands in the column of a record that is written at an instant.
  fileprivate func value(of stored: StoredRecord, at now: Instant) -> SQLValue {
    let record = stored.record
    return switch self {
    case .id: record.id.number.sqlValue
    case .participantId: record.participant.number.sqlValue
    case .reference: record.reference.sqlValue
    case .contentHash: stored.contentHash.sqlValue
    case .documentIndex: stored.documentIndex.sqlValue
    case .debtor: stored.debtor.sqlValue
    case .paymentSlip: stored.paymentSlip.sqlValue
    case .role: record.role.rawValue.sqlValue
    case .principalReference: stored.principalReference.sqlValue
    case .principalId: column(record.principal)
    case .creditorBranchDocument: record.creditorBranchDocument.sqlValue
    case .contractNumber: record.contractNumber.sqlValue
    case .restrictionCode: record.restrictionCode.sqlValue
    case .dueOn: column(record.dueOn)
    case .amountCents: column(record.amount)
    case .noticeChannel: record.noticeChannel.rawValue.sqlValue
    case .receivedAt: column(record.receivedAt)
    case .state: record.state.rawValue.sqlValue
    case .version: record.version.sqlValue
    case .acceptedAt: column(record.acceptedAt)
    case .appliedRule: (record.appliedRule?.stored).sqlValue
    case .noticeDueAt: column(record.noticeDueAt)
    case .noticeIssuedOn: column(record.noticeIssuedOn)
    case .visibleFromOn: column(record.visibleFrom)
    case .visibleAt: column(record.visibleAt)
    case .suspendedFrom: (record.suspendedFrom?.rawValue).sqlValue
    case .holdUntilOn: column(record.holdUntil)
    case .removedAt: column(record.removedAt)
    case .removalReason: record.removalReason.sqlValue
    case .rejections: record.rejectionsJSON.text.sqlValue
    case .expiresOn: column(record.expiresOn)
    case .supersedesId: column(record.supersedes)
    case .suspensions:
      record.suspensions.map(\.rawValue).sorted().joined(separator: " ").sqlValue
    case .suspendedOn: column(record.suspendedOn)
    case .isDisputed: record.isDisputed.sqlValue
    case .reviewReasons: record.reviewReasons.joined(separator: " ").sqlValue
    case .reviewDueOn: column(record.reviewDueOn)
    case .noticeRecordId: column(record.noticeRecord)
    case .documentNumber: (record.documentNumber ?? "").sqlValue
    case .updatedAt: column(now)
    }
  }
}
