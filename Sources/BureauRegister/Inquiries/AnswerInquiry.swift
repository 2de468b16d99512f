package import Credit
package import JSONText
import Refusals
import SQLDatabase
import Sealing
import World

/// An inquiry as it was asked.
package struct InquiryRequest: Sendable {
  package var document: String
  package var product: String
  package var purpose: Purpose
  package var reference: String

  package init(document: String, product: String, purpose: Purpose, reference: String) {
    self.document = document
    self.product = product
    self.purpose = purpose
    self.reference = reference
  }

  package enum Purpose: String, CaseIterable, Sendable {
    case creditGranting = "credit-granting"
    case collection
    case registrationUpdate = "registration-update"
  }
}

extension Register {
  /// Records of other creditors and inquiries that one report shows at the most.
  static let reportRowLimit = 200
  /// How far back previous inquiries are shown.
  static let inquiryMemoryDays = 90

  /// Answers an inquiry (consulta): what is visible at this instant, and nothing else. It is paid
  /// for in the transaction in which it is kept.
  package func answer(_ request: InquiryRequest, for participant: ID<Participant>) async throws
    -> JSON
  {
    let now = world.clock.now()
    let (document, product) = try check(request)
    let person = FictitiousPerson(document)
    try refuseHidden(person)
    let sources = ReportSource.all(of: product, down: faults.sourcesDown, for: person)
    let registerIsUp = sources.first { $0.section == .listings }?.isUp ?? false
    let index = documents.value(forBare: document.bare)
    let found = try await database.read { transaction in
      let records = registerIsUp ? try shownRecords(of: index, at: now, in: transaction) : []
      return FoundInRegister(
        requester: try participantName(of: participant, in: transaction), records: records,
        creditors: try creditorNames(of: records, in: transaction),
        natures: try natureNames(of: records, in: transaction),
        previous: try previousInquiries(of: index, since: now, in: transaction),
        diedOn: try transaction.first(
          "SELECT died_on FROM deaths WHERE document_index = ?1", [index]
        ) { try $0.day(0) })
    }
    let name = try found.records.first.map { try debtor(of: $0).name }
    let content = ReportContent(
      product: product, person: person, sources: sources, found: found, name: name,
      today: now.civilDate)
    let kept = try await keep(
      request, index: index, content: content, participant: participant, at: now)
    return content.json(
      ReportHead(
        protocolNumber: kept.id.description, at: now, purpose: request.purpose,
        reference: request.reference, cost: kept.cost))
  }

  private func check(_ request: InquiryRequest) throws -> (Document, OfferedProduct) {
    var problems: [Refusal.Fault] = []
    var document: Document?
    do {
      document = try Document.parse(request.document)
    } catch {
      problems.append(.init(pointer: "/document", code: error.code, detail: error.message))
    }
    let product = BureauProducts.find(request.product)
    if product == nil {
      let known = BureauProducts.all.map(\.code).joined(separator: ", ")
      problems.append(
        .init(
          pointer: "/product", code: "unknown-product", detail: "Escolha um produto: \(known)."))
    } else if let product, let document, !product.person.includes(document.personKind) {
      problems.append(
        .init(
          pointer: "/product", code: "product-person",
          detail: "O produto não serve a este tipo de pessoa."))
    }
    guard let document, let product, problems.isEmpty else {
      throw Refusal.invalid(problems)
    }
    return (document, product)
  }

  /// Documents about which nothing is told; none of these inquiries is kept or billed.
  private func refuseHidden(_ person: FictitiousPerson) throws {
    switch person.behaviour {
    case .unknown:
      throw Refusal.missing(
        code: "document-not-found",
        "O documento não foi localizado na base do birô; confira-o. Nada foi cobrado.")
    case .minor where person.document.personKind == .natural:
      throw Refusal.refused(
        code: "minor", "O documento é de pessoa menor de 18 anos; a consulta não é permitida.")
    case .blocked:
      throw Refusal.refused(
        code: "judicial-block",
        "As informações deste documento estão bloqueadas por ordem judicial.")
    default: break
    }
  }

  /// The day is asked for too: on the fifth anniversary nothing shows, even in the moment before
  /// the duty has closed the record.
  private func shownRecords(
    of index: [UInt8], at now: Instant, in transaction: Transaction
  ) throws -> [StoredRecord] {
    try transaction.query(
      """
      \(RecordRows.table.select)
      WHERE document_index = ?1 AND state IN ('visible', 'visibleSubJudice')
        AND expires_on > ?3
      ORDER BY id LIMIT ?2
      """, [index, Self.reportRowLimit, column(now.civilDate)], RecordRows.read)
  }

  private func participantName(
    of participant: ID<Participant>, in transaction: Transaction
  ) throws -> String {
    try transaction.first(
      "SELECT name FROM participants WHERE id = ?1", [participant.number]
    ) { try $0.text(0) } ?? ""
  }

  private func creditorNames(
    of records: [StoredRecord], in transaction: Transaction
  ) throws -> [ID<Participant>: String] {
    var names: [ID<Participant>: String] = [:]
    for record in records where names[record.record.participant] == nil {
      names[record.record.participant] = try participantName(
        of: record.record.participant, in: transaction)
    }
    return names
  }

  private func natureNames(
    of records: [StoredRecord], in transaction: Transaction
  ) throws -> [String: String] {
    guard !records.isEmpty else { return [:] }
    let codes = try codesBook.codes(in: transaction)
    return Dictionary(
      records.map(\.record.restrictionCode).map { ($0, codes.name($0, in: .restriction)) },
      uniquingKeysWith: { first, _ in first })
  }

  private func previousInquiries(
    of index: [UInt8], since now: Instant, in transaction: Transaction
  ) throws -> [PreviousInquiry] {
    let start = now.adding(seconds: -Self.inquiryMemoryDays * 86_400)
    return try transaction.query(
      """
      SELECT i.at, p.name, i.purpose FROM inquiries i
      JOIN participants p ON p.id = i.participant_id
      WHERE i.document_index = ?1 AND i.at >= ?2 ORDER BY i.at DESC LIMIT ?3
      """, [index, start.microseconds, Self.reportRowLimit]
    ) { row in
      PreviousInquiry(
        on: try row.time(0).civilDate, creditor: try row.text(1), purpose: try row.text(2))
    }
  }

  private func keep(
    _ request: InquiryRequest, index: [UInt8], content: ReportContent,
    participant: ID<Participant>, at now: Instant
  ) async throws -> (id: ID<AnsweredInquiry>, cost: Cents) {
    let product = content.product
    return try await database.write { transaction in
      let account = Account(participant: participant)
      let balance = try account.lock(at: now, in: transaction)
      let isRepeated = try account.hasPaid(index, product, on: now.civilDate, in: transaction)
      let cost = isRepeated ? Cents.zero : product.price
      if !isRepeated { try account.debit(cost, from: balance, in: transaction) }
      let id = ID<AnsweredInquiry>(try transaction.nextIdentifier())
      try transaction.execute(
        """
        INSERT INTO inquiries (id, participant_id, document_index, product, purpose, reference,
          at, restricted, partial, cost_cents)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """,
        [
          id.number, participant.number, index, product.code, request.purpose.rawValue,
          request.reference, now.microseconds, content.isRestricted, content.isPartial,
          column(cost),
        ])
      return (id, cost)
    }
  }
}
