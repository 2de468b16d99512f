import Credit
import JSONText
import SQLDatabase
import Sealing

/// Why a person contests a record.
package enum DisputeReason: String, CaseIterable, Sendable {
  /// The person owes nothing to this creditor.
  case notOwed = "not-owed"
  case paid
  case wrongAmount = "wrong-amount"
  case fraud
  case other
}

/// What the bureau makes of a dispute.
package enum DisputeOutcome: String, CaseIterable, Sendable {
  /// The debt stands.
  case cleared
  /// The creditor's answer proves nothing.
  case notProven
  /// The documents that would prove it are missing.
  case documentsMissing
  /// The person's statement holds.
  case statementAccepted

  /// The bureau's reason of the removal that follows; nil where the record stays.
  package var removalReason: String? {
    switch self {
    case .cleared: nil
    case .notProven: KnownRemovalReason.debtNotProven
    case .documentsMissing: KnownRemovalReason.documentsMissing
    case .statementAccepted: KnownRemovalReason.consumerStatement
    }
  }
}

/// A row of the disputes with what it is about.
struct DisputeRow: Sendable {
  enum Column: Int, TableColumn {
    static let table = "disputes"

    case id, recordId, participantId, reason, openedBy, openedAt, answerDueOn, state, statement
    case answeredAt, answer, resolvedAt, resolution, updatedAt
  }

  private static let table = ColumnTable<Column>()
  private static let insertion = table.insert()
  static let columns = "\(table.list(of: "d")), r.reference"
  static let tables = "disputes d JOIN records r ON r.id = d.record_id"

  let id: ID<Dispute>
  let record: ID<ListedRecord>
  let reference: String
  let participant: ID<Participant>
  let reason: String
  let openedBy: String
  let openedAt: Instant
  let answerDueOn: CivilDate
  /// `open`, `upheld` (the person was right) or `dismissed`.
  let state: String
  /// Both sealed.
  let statement: [UInt8]
  let answer: [UInt8]?
  let answeredAt: Instant?
  let resolvedAt: Instant?
  let resolution: String?
  /// Of the last change: opened, answered or decided.
  let updatedAt: Instant

  /// How it ended for the creditor: `lapsed` where nobody answered in the term; nil while open.
  var outcome: String? {
    guard state != "open" else { return nil }
    let isLate = resolvedAt.map { $0.civilDate > answerDueOn } ?? false
    let isSilent =
      answeredAt == nil && isLate && resolution == KnownRemovalReason.consumerStatement
    return isSilent ? "lapsed" : state
  }

  init(_ joined: Row) throws {
    let row = ColumnRow<Column>(joined)
    id = ID(try row.integer(.id))
    record = ID(try row.integer(.recordId))
    reference = try joined.text(Self.table.readCount)
    participant = ID(try row.integer(.participantId))
    reason = try row.text(.reason)
    openedBy = try row.text(.openedBy)
    openedAt = try row.time(.openedAt)
    answerDueOn = try row.day(.answerDueOn)
    state = try row.text(.state)
    statement = try row.bytes(.statement)
    answeredAt = try row.optionalTime(.answeredAt)
    answer = try row.optionalBytes(.answer)
    resolvedAt = try row.optionalTime(.resolvedAt)
    resolution = try row.optionalText(.resolution)
    updatedAt = try row.time(.updatedAt)
  }

  /// Opens a dispute.
  ///
  /// - Parameter statement: sealed.
  static func insert(
    _ id: ID<Dispute>, about record: Record, reason: DisputeReason, statement: [UInt8],
    answerDueOn: CivilDate, by actor: String, at now: Instant, _ transaction: Transaction
  ) throws {
    try transaction.execute(insertion) { place in
      switch place {
      case .id: id.number.sqlValue
      case .recordId: record.id.number.sqlValue
      case .participantId: record.participant.number.sqlValue
      case .reason: reason.rawValue.sqlValue
      case .openedBy: actor.sqlValue
      case .openedAt, .updatedAt: column(now)
      case .answerDueOn: column(answerDueOn)
      case .state: "open".sqlValue
      case .statement: statement.sqlValue
      case .answeredAt, .answer, .resolvedAt, .resolution: .null
      }
    }
  }

  static func find(_ id: ID<Dispute>, _ transaction: Transaction) throws -> DisputeRow? {
    try transaction.first(
      "SELECT \(columns) FROM \(tables) WHERE d.id = ?1", [id.number], DisputeRow.init)
  }

  static func open(
    about record: ID<ListedRecord>, _ transaction: Transaction
  ) throws -> DisputeRow? {
    try transaction.first(
      "SELECT \(columns) FROM \(tables) WHERE d.record_id = ?1 AND d.state = 'open'",
      [record.number], DisputeRow.init)
  }
}

extension Register {
  static func disputePlace(_ id: ID<Dispute>, _ part: String) -> String {
    "disputes.\(part)/\(id)"
  }

  func json(_ dispute: DisputeRow, in transaction: Transaction) throws -> JSON {
    let documents = try DisputeDocumentRow.all(of: dispute.id, in: transaction)
    let answer = try dispute.answer.map {
      try JSON.parse(try sealer.openText($0, place: Self.disputePlace(dispute.id, "answer")))
    }
    return [
      "id": .string(dispute.id.description), "listingId": .string(dispute.record.description),
      "reference": .string(dispute.reference), "reason": .string(dispute.reason),
      "statement": .string(
        try sealer.openText(
          dispute.statement, place: Self.disputePlace(dispute.id, "statement"))),
      "openedBy": .string(dispute.openedBy), "openedAt": .string(dispute.openedAt.description),
      "answerDueOn": .string(dispute.answerDueOn.description), "state": .string(dispute.state),
      "answeredAt": .optional(dispute.answeredAt), "answer": answer ?? .null,
      "resolvedAt": .optional(dispute.resolvedAt), "resolution": .optional(dispute.resolution),
      "outcome": .optional(dispute.outcome), "updatedAt": .string(dispute.updatedAt.description),
      "documents": .array(
        documents.map {
          [
            "id": .string($0.id.description), "name": .string($0.name),
            "mediaType": .string($0.mediaType), "sentBy": .string($0.sender.rawValue),
          ]
        }),
    ]
  }
}
