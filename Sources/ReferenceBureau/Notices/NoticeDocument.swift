import Credit
import JSONText
import Letters
import Logging
import SQLDatabase
import Sealing
import World

/// A notice with everything that its letter is made of.
struct PrintableNotice: Sendable {
  let notice: NoticeRow
  let stored: StoredRecord
  /// The record that a guarantor answers for.
  let principal: StoredRecord?
}

/// A row of the notices.
struct NoticeRow: Sendable {
  static let columns = "id, record_id, issued_at, letter, pdf_sha256"

  let id: ID<Notice>
  let record: ID<ListedRecord>
  let issuedAt: Instant
  /// What was drawn for it, sealed.
  let content: [UInt8]
  let hash: [UInt8]?

  init(_ row: Row) throws {
    id = ID(try row.integer(0))
    record = ID(try row.integer(1))
    issuedAt = try row.time(2)
    content = try row.bytes(3)
    hash = try row.optionalBytes(4)
  }
}

extension Register {
  /// The letter of a record's newest notice as PDF; nil before one was issued.
  func noticeDocument(
    of id: ID<ListedRecord>, participant: ID<Participant>
  ) async throws -> [UInt8]? {
    let found = try await database.read { transaction -> PrintableNotice? in
      let row = try transaction.first(
        """
        SELECT \(NoticeRow.columns) FROM notices
        WHERE record_id = ?1 AND participant_id = ?2 ORDER BY attempt DESC LIMIT 1
        """, [id.number, participant.number], NoticeRow.init)
      return try row.flatMap { try printable($0, in: transaction) }
    }
    guard let found else { return nil }
    let document = try await printer.printLetter(try letter(of: found))
    try await keep(hashOf: document, for: found.notice)
    return document
  }

  /// Prints a letter for its hash alone.
  func keepDocumentHash(of id: ID<Notice>) async throws {
    let found = try await database.read { transaction -> PrintableNotice? in
      let row = try transaction.first(
        "SELECT \(NoticeRow.columns) FROM notices WHERE id = ?1", [id.number], NoticeRow.init)
      return try row.flatMap { try printable($0, in: transaction) }
    }
    guard let found else { return }
    try await keep(hashOf: try await printer.printLetter(try letter(of: found)), for: found.notice)
  }

  private func printable(
    _ notice: NoticeRow, in transaction: Transaction
  ) throws -> PrintableNotice? {
    guard let stored = try RecordRows.find(notice.record, transaction) else { return nil }
    let principal = try stored.record.principal.flatMap { try RecordRows.find($0, transaction) }
    return PrintableNotice(notice: notice, stored: stored, principal: principal)
  }

  private func keep(hashOf document: [UInt8], for notice: NoticeRow) async throws {
    let hash = Digest.sha256(document)
    if let known = notice.hash {
      if known != hash {
        world.logger.warning(
          "a letter prints differently from its first printing",
          metadata: ["notice": "\(notice.id)"])
      }
      return
    }
    _ = try await database.write { transaction in
      try transaction.execute(
        "UPDATE notices SET pdf_sha256 = ?2 WHERE id = ?1 AND pdf_sha256 IS NULL",
        [notice.id.number, hash])
    }
  }

  func letter(of printable: PrintableNotice) throws -> NoticeLetter {
    let notice = printable.notice
    let record = printable.stored.record
    let text = try sealer.openText(notice.content, place: Self.noticePlace(notice.id))
    guard let content = NoticeContent(try JSON.parse(text)) else {
      throw DatabaseError.unexpectedValue(column: 3, expected: "notice")
    }
    let debtor = try debtor(of: printable.stored)
    let postedOn = notice.issuedAt.civilDate
    return NoticeLetter(
      bureau: NoticeBureau(
        name: options.name, document: options.document,
        address: Self.address(.homologation), site: options.publicURL, phone: options.phone,
        email: options.email),
      creditor: NoticeCreditor(
        name: content.creditorName, document: content.creditorDocument,
        address: Self.address(content.office), contact: content.office.contact),
      debtor: NoticeDebtor(
        name: debtor.name, document: debtor.document, address: debtor.letterAddress,
        role: try role(of: printable)),
      titles: [
        NoticeLetter.Title(
          number: record.reference, contract: record.contractNumber, nature: content.nature,
          dueOn: record.dueOn, amount: record.amount)
      ],
      number: notice.id.description, issuedAt: notice.issuedAt, postedOn: postedOn,
      term: NoticeLetter.Term(
        days: content.rule.noticeDays, countsFrom: .posting,
        visibleFrom: content.rule.visibleFrom(postedOn: postedOn, dueOn: record.dueOn),
        lawSentence: "Este prazo segue: \(content.rule.law)."),
      payment: try payment(of: printable.stored),
      access: NoticeLetter.ConsumerAccess(
        url: options.publicURL, oneTimeCode: content.accessCode),
      postalBars: PostalCode(debtor.postalCode).map {
        $0.bars.map { $0 ? "1" : "0" }.joined()
      })
  }

  private func role(of printable: PrintableNotice) throws -> NoticeDebtor.Role {
    guard printable.stored.record.role == .guarantor else { return .principal }
    guard let principal = printable.principal else {
      preconditionFailure("guarantor \(printable.stored.record.id) has no principal")
    }
    return .guarantor(ofPrincipal: try debtor(of: principal).name)
  }

  private func payment(of stored: StoredRecord) throws -> NoticeLetter.Payment? {
    let request = try request(of: stored)
    let slip = try request.slipLine.map { line -> NoticeLetter.Payment.Slip in
      let slip = try BankSlip(parsing: line)
      return NoticeLetter.Payment.Slip(line: slip.line, barcode: slip.barcode)
    }
    guard slip != nil || request.pixCode != nil else { return nil }
    return NoticeLetter.Payment(
      slip: slip, pixCode: request.pixCode, amount: stored.record.amount, untilOn: nil)
  }

  private static func address(_ office: ParticipantOffice) -> Letters.PostalAddress {
    Letters.PostalAddress(
      street: office.street, number: office.number, district: office.district,
      city: office.city, state: office.state, postalCode: office.postalCode)
  }
}

extension RequestedDebtor {
  /// As the letter prints it.
  var letterAddress: Letters.PostalAddress {
    Letters.PostalAddress(
      street: street, number: number.isEmpty ? "s/n" : number,
      complement: complement.isEmpty ? nil : complement,
      district: district.isEmpty ? nil : district, city: city, state: state.uppercased(),
      postalCode: PostalCode(postalCode)?.text ?? postalCode)
  }
}
