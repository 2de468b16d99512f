package import Credit
import JSONText
package import Letters
import Refusals
import SQLDatabase
import Sealing

/// A notice with everything that its letter is made of.
package struct PrintableNotice: Sendable {
  package let id: ID<Notice>
  package let channel: NoticeChannel
  package let issuedAt: Instant
  package let content: NoticeContent
  /// Nil for an e-mail, and for letters of before the numbers were kept.
  package let marks: PostalMarks?
  package let stored: StoredRecord
  /// The record that a guarantor answers for.
  package let principal: StoredRecord?
}

extension Register {
  /// The letter of a record's newest notice; nil before one was issued.
  package func newestNotice(
    of id: ID<ListedRecord>, participant: ID<Participant>
  ) async throws -> PrintableNotice? {
    try await database.read { transaction in
      guard
        let notice = try transaction.first(
          """
          SELECT id FROM notices WHERE participant_id = ?2 AND (record_id = ?1
            OR record_id = (SELECT notice_record_id FROM records WHERE id = ?1))
          ORDER BY id DESC LIMIT 1
          """, [id.number, participant.number], { ID<Notice>(try $0.integer(0)) })
      else { return nil }
      return try printableNotice(notice, in: transaction)
    }
  }

  func printableNotice(
    _ id: ID<Notice>, in transaction: Transaction
  ) throws -> PrintableNotice? {
    let found = try transaction.first(
      """
      SELECT record_id, channel, issued_at, letter, lot, lot_object, tracking, franchise_code,
        erased_at
      FROM notices WHERE id = ?1
      """, [id.number]
    ) { row in
      (
        record: ID<ListedRecord>(try row.integer(0)), channel: try row.choice(1) as NoticeChannel,
        issuedAt: try row.time(2), letter: try row.bytes(3),
        marks: try PostalMarks(row, from: 4), isErased: !row.isNull(8)
      )
    }
    guard let found, let stored = try RecordRows.find(found.record, transaction) else {
      return nil
    }
    guard !found.isErased else {
      throw Refusal.missing(
        code: "notice-erased",
        "A carta foi apagada cinco anos depois do fim do registro; ficam as provas da postagem.")
    }
    let text = try sealer.openText(found.letter, place: Self.noticePlace(id))
    guard let content = NoticeContent(try JSON.parse(text)) else {
      throw DatabaseError.unexpectedValue(column: 3, expected: "notice")
    }
    return PrintableNotice(
      id: id, channel: found.channel, issuedAt: found.issuedAt, content: content,
      marks: found.marks, stored: stored,
      principal: try stored.record.principal.flatMap { try RecordRows.find($0, transaction) })
  }

  package func letter(
    of notice: PrintableNotice, for reader: LetterReader
  ) throws -> NoticeLetter {
    let record = notice.stored.record
    let content = notice.content
    let debtor = try content.debtor ?? debtor(of: notice.stored)
    let sentOn = notice.issuedAt.civilDate
    let isMail = notice.channel == .email
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
        role: try role(of: notice)),
      titles: [
        NoticeLetter.Title(
          number: record.documentNumber ?? record.reference, contract: record.contractNumber,
          nature: content.nature,
          dueOn: record.dueOn, amount: record.amount)
      ],
      number: notice.id.description, issuedAt: notice.issuedAt,
      postedOn: isMail ? nil : sentOn,
      term: Self.term(content.rule, sentOn: sentOn, dueOn: record.dueOn, isMail: isMail),
      payment: try payment(of: notice.stored),
      access: NoticeLetter.ConsumerAccess(
        url: options.publicURL, oneTimeCode: reader == .person ? content.accessCode : nil),
      trackingNumber: notice.marks?.tracking?.text,
      franchiseCode: notice.marks?.franchise.text,
      dataMatrix: try notice.marks?.matrix(
        to: debtor, from: .homologation, number: notice.id.description,
        withReceipt: content.rule.requiresReceipt, settings: options.postal),
      postalBars: isMail
        ? nil
        : PostalCode(debtor.postalCode).map { $0.bars.map { $0 ? "1" : "0" }.joined() })
  }

  /// The term as the letter tells it: of two states' terms the one that ends last.
  private static func term(
    _ rule: AppliedRule, sentOn: CivilDate, dueOn: CivilDate, isMail: Bool
  ) -> NoticeLetter.Term {
    let term = rule.deciding(postedOn: sentOn)
    let isReceived = !isMail && term.countsFrom != .posting
    return NoticeLetter.Term(
      days: term.noticeDays, inBusinessDays: term.inBusinessDays,
      countsFrom: isMail ? .delivery : isReceived ? .receipt : .posting,
      presumedOn: isReceived ? term.start(postedOn: sentOn) : nil,
      visibleFrom: isMail
        ? rule.visibleFrom(deliveredOn: sentOn, dueOn: dueOn)
        : rule.visibleFrom(postedOn: sentOn, dueOn: dueOn),
      lawSentence: "Este prazo segue: \(rule.citation).")
  }

  private func role(of notice: PrintableNotice) throws -> NoticeDebtor.Role {
    guard notice.stored.record.role == .guarantor else { return .principal }
    guard let principal = notice.principal else {
      throw RecordRefusal.damaged("o devedor principal")
    }
    return .guarantor(ofPrincipal: try debtor(of: principal).name)
  }

  private func payment(of stored: StoredRecord) throws -> NoticeLetter.Payment? {
    let request = try request(of: stored)
    let slip = try request.slipLine.map { line -> NoticeLetter.Payment.Slip in
      let slip = try BankSlip(parsing: line)
      return NoticeLetter.Payment.Slip(line: slip.line, barcode: slip.barcode)
    }
    let pixCode = request.payablePixCode
    guard slip != nil || pixCode != nil else { return nil }
    return NoticeLetter.Payment(
      slip: slip, pixCode: pixCode, amount: stored.record.amount, untilOn: nil)
  }

  private static func address(_ office: ParticipantOffice) -> Letters.PostalAddress {
    Letters.PostalAddress(
      street: office.street, number: office.number, district: office.district,
      city: office.city, state: office.state, postalCode: office.postalCode)
  }
}

extension PostalMarks {
  /// From four columns: lot, place in it, tracking number, franchise code.
  init?(_ row: Row, from column: Int) throws {
    guard let lot = try row.optionalInteger(column),
      let object = try row.optionalInteger(column + 1),
      let franchise = FranchiseCode(try row.text(column + 3))
    else { return nil }
    self.init(
      lot: Int(lot), object: Int(object),
      tracking: try row.optionalText(column + 2).flatMap { TrackingNumber($0) },
      franchise: franchise)
  }
}

extension RequestedDebtor {
  /// As the letter prints it.
  package var letterAddress: Letters.PostalAddress {
    Letters.PostalAddress(
      street: street, number: number.isEmpty ? "s/n" : number,
      complement: complement.isEmpty ? nil : complement,
      district: district.isEmpty ? nil : district, city: city, state: state.uppercased(),
      postalCode: PostalCode(postalCode)?.text ?? postalCode)
  }
}
