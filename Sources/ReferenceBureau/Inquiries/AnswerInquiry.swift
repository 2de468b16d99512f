import Credit
import HTTPService
import JSONText
import SQLDatabase
import Sealing
import World

/// An inquiry as it was asked.
struct InquiryRequest: Sendable {
  var document: String
  var product: String
  var purpose: Purpose
  var reference: String

  enum Purpose: String, CaseIterable, Sendable {
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

  /// Answers an inquiry (consulta): what is visible at this instant, and nothing else.
  func answer(_ request: InquiryRequest, for participant: ID<Participant>) async throws -> JSON {
    let now = world.clock.now()
    let (document, product) = try check(request)
    let index = documents.value(forBare: document.bare)
    let down = faults.sourcesDown
    // The day is asked for too: on the fifth anniversary nothing shows, even in the moment before
    // the duty has closed the record.
    let shown = try await database.read { transaction in
      try transaction.query(
        """
        SELECT \(RecordRows.columns) FROM records
        WHERE document_index = ?1 AND state IN ('visible', 'visibleSubJudice')
          AND expires_on > ?3
        ORDER BY id LIMIT ?2
        """, [index, Self.reportRowLimit, column(now.civilDate)], RecordRows.read)
    }
    let sources = ReportSource.all(of: product, down: down)
    let isPartial = sources.contains { !$0.isUp }
    let registerIsUp = sources.first { $0.section == .listings }?.isUp ?? false
    let listed = registerIsUp ? shown : []
    let report = ReportBuilder(
      register: self, product: product, document: document, sources: sources, now: now)
    let (creditors, previous) = try await database.read { transaction in
      (
        try creditorNames(of: listed, in: transaction),
        try previousInquiries(of: index, since: now, in: transaction)
      )
    }
    let name = try listed.first.map { try debtor(of: $0).name }
    let id = try await keep(
      request, index: index, product: product, participant: participant,
      restricted: !listed.isEmpty, partial: isPartial, at: now)
    return report.json(
      protocolNumber: id.description, name: name, records: listed, creditors: creditors,
      previous: previous)
  }

  private func check(_ request: InquiryRequest) throws -> (Document, OfferedProduct) {
    var problems: [Problem.Fault] = []
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
      throw Problem.invalidInput(problems)
    }
    return (document, product)
  }

  private func creditorNames(
    of records: [StoredRecord], in transaction: Transaction
  ) throws -> [ID<Participant>: String] {
    var names: [ID<Participant>: String] = [:]
    for record in records where names[record.record.participant] == nil {
      names[record.record.participant] = try transaction.first(
        "SELECT name FROM participants WHERE id = ?1", [record.record.participant.number]
      ) { try $0.text(0) }
    }
    return names
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
    _ request: InquiryRequest, index: [UInt8], product: OfferedProduct,
    participant: ID<Participant>, restricted: Bool, partial: Bool, at now: Instant
  ) async throws -> ID<AnsweredInquiry> {
    try await database.write { transaction in
      let id = ID<AnsweredInquiry>(try transaction.nextIdentifier())
      try transaction.execute(
        """
        INSERT INTO inquiries (id, participant_id, document_index, product, purpose, reference,
          at, restricted, partial, cost_cents)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """,
        [
          id.number, participant.number, index, product.code, request.purpose.rawValue,
          request.reference, now.microseconds, restricted, partial, column(product.price),
        ])
      return id
    }
  }
}

/// An inquiry that somebody made before, as a report shows it.
struct PreviousInquiry: Sendable {
  let on: CivilDate
  let creditor: String
  let purpose: String
}

/// One source of a report and whether it answers now.
struct ReportSource: Sendable {
  let section: ReportSection
  let isUp: Bool

  static func all(of product: OfferedProduct, down: Set<String>) -> [ReportSource] {
    product.sections.map { ReportSource(section: $0, isUp: !down.contains($0.rawValue)) }
  }
}
