import Credit
import JSONText
import Letters
import SQLDatabase
import Sealing
import World

extension Register {
  /// The letter of a record's newest notice as PDF; nil before one was issued. The first printing
  /// keeps its SHA-256 as evidence.
  func noticeDocument(
    of id: ID<ListedRecord>, participant: ID<Participant>
  ) async throws -> [UInt8]? {
    let found = try await database.read { transaction -> (StoredRecord, NoticeRow)? in
      guard let stored = try RecordRows.find(id, transaction),
        stored.record.participant == participant,
        let notice = try transaction.first(
          """
          SELECT id, issued_at, letter, pdf_sha256 FROM notices
          WHERE record_id = ?1 ORDER BY attempt DESC LIMIT 1
          """, [id.number], NoticeRow.init)
      else { return nil }
      return (stored, notice)
    }
    guard let (stored, notice) = found else { return nil }
    let text = try sealer.openText(notice.letter, place: Self.noticePlace(notice.id))
    guard let content = NoticeContent(try JSON.parse(text)) else { return nil }
    let letter = letter(
      of: stored.record, debtor: try debtor(of: stored), notice: notice, content: content)
    let document = try NoticeLetterPDF.render(letter)
    if notice.hash == nil {
      let hash = Digest.sha256(document)
      _ = try await database.write { transaction in
        try transaction.execute(
          "UPDATE notices SET pdf_sha256 = ?2 WHERE id = ?1 AND pdf_sha256 IS NULL",
          [notice.id.number, hash])
      }
    }
    return document
  }

  struct NoticeRow: Sendable {
    let id: ID<Notice>
    let issuedAt: Instant
    let letter: [UInt8]
    let hash: [UInt8]?

    init(_ row: Row) throws {
      id = ID(try row.integer(0))
      issuedAt = try row.time(1)
      letter = try row.bytes(2)
      hash = try row.optionalBytes(3)
    }
  }

  private func letter(
    of record: Record, debtor: RequestedDebtor, notice: NoticeRow, content: NoticeContent
  ) -> NoticeLetter {
    let office = content.office
    let rule = record.appliedRule
    let document = ListingRules.parsed(debtor.document)?.bare ?? debtor.document
    let seat = ParticipantOffice.homologation
    return NoticeLetter(
      bureau: NoticeBureau(
        name: options.name, document: options.document, address: Self.address(seat),
        site: options.publicURL, phone: "0800 000 0000", email: "atendimento@bureau.example"),
      creditor: NoticeCreditor(
        name: content.creditorName, document: content.creditorDocument,
        address: Self.address(office), contact: office.contact),
      debtor: NoticeDebtor(
        name: debtor.name, document: document,
        address: Letters.PostalAddress(
          street: debtor.street, number: debtor.number, complement: debtor.complement,
          district: debtor.district, city: debtor.city, state: debtor.state,
          postalCode: debtor.postalCode),
        role: record.role == .principal
          ? .principal : .guarantor(ofPrincipal: "devedor principal do contrato")),
      titles: [
        NoticeLetter.Title(
          number: record.reference, contract: record.contractNumber, nature: content.nature,
          dueOn: record.dueOn, amount: record.amount, updatedAmount: nil)
      ],
      number: notice.id.description, issuedAt: notice.issuedAt,
      postedOn: notice.issuedAt.civilDate,
      term: NoticeLetter.Term(
        days: rule?.noticeDays ?? 10, inBusinessDays: false, countsFrom: .posting,
        visibleFrom: record.visibleFrom
          ?? notice.issuedAt.civilDate.adding(days: (rule?.noticeDays ?? 10) + 1),
        lawSentence: rule?.law ?? ""),
      access: NoticeLetter.ConsumerAccess(
        url: options.publicURL + "/consumidor", oneTimeCode: content.accessCode),
      postalBars: PostalCode(debtor.postalCode).map {
        $0.bars.map { $0 ? "1" : "0" }.joined()
      })
  }

  private static func address(_ office: ParticipantOffice) -> Letters.PostalAddress {
    Letters.PostalAddress(
      street: office.street, number: office.number, complement: "", district: office.district,
      city: office.city, state: office.state, postalCode: office.postalCode)
  }
}
