import Credit
package import JSONText
import Letters
import Refusals
import SQLDatabase
import Sealing
import World

/// What a notice holds beside the record: drawn once, so that the letter can be printed the same
/// for ever.
package struct NoticeContent: Sendable {
  let accessCode: String
  let creditorName: String
  package let creditorDocument: String
  package let office: ParticipantOffice
  package let nature: String
  package let rule: AppliedRule
  /// To whom it went; the address may be corrected later. Nil in notices of before it was kept.
  package var debtor: RequestedDebtor?

  package var json: JSON {
    [
      "accessCode": .string(accessCode), "creditorName": .string(creditorName),
      "creditorDocument": .string(creditorDocument), "office": office.json,
      "nature": .string(nature), "rule": rule.json, "debtor": debtor?.json ?? .null,
    ]
  }

  init(
    accessCode: String, creditorName: String, creditorDocument: String, office: ParticipantOffice,
    nature: String, rule: AppliedRule
  ) {
    self.accessCode = accessCode
    self.creditorName = creditorName
    self.creditorDocument = creditorDocument
    self.office = office
    self.nature = nature
    self.rule = rule
  }

  init?(_ json: JSON) {
    guard let code = json["accessCode"]?.string, let name = json["creditorName"]?.string,
      let document = json["creditorDocument"]?.string, let nature = json["nature"]?.string,
      let office = json["office"].flatMap({ ParticipantOffice($0) }),
      let rule = json["rule"].flatMap({ AppliedRule($0) })
    else { return nil }
    self.init(
      accessCode: code, creditorName: name, creditorDocument: document, office: office,
      nature: nature, rule: rule)
    debtor = json["debtor"].flatMap { RequestedDebtor($0) }
  }
}

extension Register {
  /// Letters and digits of the one-time code of a letter.
  static let accessCodeLength = 12

  /// Sends the notice of a record: a letter starts the term, an e-mail where its delivery is
  /// proven too.
  func issueNotice(
    of stored: inout StoredRecord, at now: Instant, in transaction: Transaction
  ) throws {
    let channel = stored.record.noticeChannel
    let isDelivered = try sendNotice(of: stored, by: channel, at: now, in: transaction)
    try change(
      &stored, channel == .email ? .mailSent(isDelivered: isDelivered) : .noticeIssued,
      actor: Actor.bureau, at: now, in: transaction)
  }

  /// Keeps a notice with its numbers and proofs; tells whether it counts as delivered.
  func sendNotice(
    of stored: StoredRecord, by channel: NoticeChannel, at now: Instant,
    in transaction: Transaction
  ) throws -> Bool {
    let record = stored.record
    let attempt = try transaction.first(
      "SELECT COUNT(*) FROM notices WHERE record_id = ?1", [record.id.number]
    ) { try $0.integer(0) }
    let debtor = try debtor(of: stored)
    var content = try content(for: record, at: now, in: transaction)
    content.debtor = debtor
    let id = ID<Notice>(try transaction.nextIdentifier())
    let marks =
      channel == .email
      ? nil : try postalMarks(to: debtor, on: now.civilDate, in: transaction)
    let notice = PrintableNotice(
      id: id, channel: channel, issuedAt: now, content: content, marks: marks, stored: stored,
      principal: try record.principal.flatMap { try RecordRows.find($0, transaction) })
    try requirePrintable(notice)
    let mail =
      channel == .email ? try sendMail(notice, to: debtor.email ?? "", at: now) : nil
    try transaction.execute(
      """
      INSERT INTO notices (id, record_id, participant_id, attempt, channel, issued_at, issued_on,
        letter, access_code_hash, lot, lot_object, tracking, franchise_code, recipient,
        message_sha256, server_reply, delivered_at, bounced_at, delivery_due_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
        ?19)
      """,
      [
        id.number, record.id.number, record.participant.number, (attempt ?? 0) + 1,
        channel.rawValue, now.microseconds, column(now.civilDate),
        sealer.seal(content.json.text, place: Self.noticePlace(id)),
        SecretHash.hash(of: content.accessCode), marks?.lot, marks?.object,
        marks?.tracking?.text, marks?.franchise.text, mail?.recipient, mail?.hash, mail?.reply,
        column(mail?.deliveredAt), column(mail?.bouncedAt), column(mail?.provenUntil),
      ])
    return mail.map { $0.deliveredAt != nil } ?? true
  }

  /// A cut-off that was missed (the process was down) is made up for at the next one: letters go
  /// to the post on business days only, and never carry a day on which they were not posted.
  func postponeNotice(
    of stored: StoredRecord, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE records SET notice_due_at = ?2
      WHERE id = ?1 AND state = 'noticePending' AND version = ?3
      """,
      [
        stored.record.id.number, column(nextCutOff(after: now)), stored.record.version,
      ])
  }

  /// A notice that cannot be printed is not issued: its term would run, and the record be shown,
  /// without a letter.
  private func requirePrintable(_ notice: PrintableNotice) throws {
    let faults = try letter(of: notice, for: .person).faults
    guard faults.isEmpty else {
      throw Refusal.refused(
        code: "letter-unprintable", faults.map(\.detail).joined(separator: " "))
    }
  }

  private func content(
    for record: Record, at now: Instant, in transaction: Transaction
  ) throws -> NoticeContent {
    guard let rule = record.appliedRule else {
      throw RecordRefusal.damaged("a regra do estado")
    }
    let creditor = try transaction.first(
      "SELECT name, document, address FROM participants WHERE id = ?1",
      [record.participant.number]
    ) { row in
      (
        name: try row.text(0), document: try row.text(1),
        office: ParticipantOffice(try JSON.parse(try row.text(2)))
      )
    }
    guard let creditor else {
      throw DatabaseError.unexpectedValue(column: 0, expected: "participant")
    }
    let code = Hexadecimal.encode(world.random.bytes(Self.accessCodeLength / 2)).uppercased()
    let nature = try codesBook.codes(in: transaction).find(
      record.restrictionCode, in: .restriction, on: record.receivedAt.civilDate)
    return NoticeContent(
      accessCode: code, creditorName: creditor.name, creditorDocument: creditor.document,
      office: creditor.office ?? .homologation, nature: nature?.name ?? record.restrictionCode,
      rule: rule)
  }

  static func noticePlace(_ id: ID<Notice>) -> String { "notices.letter/\(id)" }
}
