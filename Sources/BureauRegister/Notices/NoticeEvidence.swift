package import Credit
package import JSONText
import SQLDatabase
import Sealing

/// What proves that a notice was sent, and what came of it.
package struct NoticeEvidence: Hashable, Sendable {
  enum Column: Int, TableColumn {
    static let table = "notices"

    case id, attempt, channel, issuedAt, issuedOn, pdfSha256, returnCode, returnedAt, tracking
    case franchiseCode, lot, recipient, messageSha256, serverReply, deliveredAt, bouncedAt
    case deliveryDueAt, copySha256
  }

  static let table = ColumnTable<Column>()

  package let number: String
  package let attempt: Int
  package let channel: NoticeChannel
  package let issuedAt: Instant
  package let issuedOn: CivilDate
  /// SHA-256 of the letter as PDF, in hexadecimal; nil until it is printed.
  package let documentHash: String?
  /// The same of the creditor's copy, which has no code.
  let copyHash: String?
  package let returnCode: String?
  package let returnedAt: Instant?
  /// Of a letter: what the posting list says of it (STJ, Súmula 404).
  package let post: Post?
  /// Of an e-mail: sending and delivery (STJ, Tema 1.315).
  package let mail: Mail?

  package struct Post: Hashable, Sendable {
    package let trackingNumber: String?
    package let franchiseCode: String?
    package let lot: Int64?
  }

  package struct Mail: Hashable, Sendable {
    /// The address with its middle masked.
    package let recipient: String
    /// SHA-256 of the message as it was sent, in hexadecimal.
    let messageHash: String?
    /// What the recipient's server answered last.
    package let serverReply: String?
    package let deliveredAt: Instant?
    package let bouncedAt: Instant?
    /// Without proof until then the notice goes out as a letter.
    let provenUntil: Instant?
  }

  init(_ row: Row) throws {
    let row = ColumnRow<Column>(row)
    number = ID<Notice>(try row.integer(.id)).description
    attempt = Int(try row.integer(.attempt))
    channel = try row.choice(.channel)
    issuedAt = try row.time(.issuedAt)
    issuedOn = try row.day(.issuedOn)
    documentHash = try row.optionalBytes(.pdfSha256).map { Hexadecimal.encode($0) }
    copyHash = try row.optionalBytes(.copySha256).map { Hexadecimal.encode($0) }
    returnCode = try row.optionalText(.returnCode)
    returnedAt = try row.optionalTime(.returnedAt)
    switch channel {
    case .email:
      post = nil
      mail = Mail(
        recipient: try row.optionalText(.recipient) ?? "",
        messageHash: try row.optionalBytes(.messageSha256).map { Hexadecimal.encode($0) },
        serverReply: try row.optionalText(.serverReply),
        deliveredAt: try row.optionalTime(.deliveredAt),
        bouncedAt: try row.optionalTime(.bouncedAt),
        provenUntil: try row.optionalTime(.deliveryDueAt))
    case .letter, .letterWithSlip:
      post = Post(
        trackingNumber: try row.optionalText(.tracking),
        franchiseCode: try row.optionalText(.franchiseCode),
        lot: try row.optionalInteger(.lot))
      mail = nil
    }
  }

  package var json: JSON {
    let common: [JSON.Member] = [
      .init("number", .string(number)), .init("attempt", .integer(Int64(attempt))),
      .init("channel", .string(channel.rawValue)),
      .init("issuedAt", .string(issuedAt.description)),
      .init("issuedOn", .string(issuedOn.description)),
      .init("sha256", .optional(documentHash)), .init("copySha256", .optional(copyHash)),
      .init("returnCode", .optional(returnCode)),
      .init("returnedAt", .optional(returnedAt)),
    ]
    return .object(common + (post?.members(postedOn: issuedOn) ?? []) + (mail?.members ?? []))
  }
}

extension NoticeEvidence.Post {
  package func members(postedOn: CivilDate) -> [JSON.Member] {
    [
      .init("postedOn", .string(postedOn.description)),
      .init("trackingNumber", .optional(trackingNumber)),
      .init("franchiseCode", .optional(franchiseCode)), .init("lot", .optional(integer: lot)),
    ]
  }
}

extension NoticeEvidence.Mail {
  package var members: [JSON.Member] {
    [
      .init("recipient", .string(recipient)), .init("messageSha256", .optional(messageHash)),
      .init("serverReply", .optional(serverReply)),
      .init("deliveredAt", .optional(deliveredAt)), .init("bouncedAt", .optional(bouncedAt)),
      .init("deliveryDueAt", .optional(provenUntil)),
    ]
  }
}

extension Register {
  /// What proves the notices of a record, the first one first; with those of the record that it
  /// corrects, where that one's announcement holds for it.
  func evidence(
    of record: Record, in transaction: Transaction
  ) throws -> [NoticeEvidence] {
    try transaction.query(
      """
      \(NoticeEvidence.table.select)
      WHERE record_id = ?1 OR record_id = ?2 ORDER BY id
      """, [record.id.number, column(record.noticeRecord)], NoticeEvidence.init)
  }
}
