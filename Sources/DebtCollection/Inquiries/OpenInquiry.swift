import Credit
import JSONText
import Refusals
import SQLDatabase
import Sealing
import World

extension Inquiries {
  /// Judges and records a question, in one transaction: switched on, credentials not refused,
  /// answered inside the interval, else a running row.
  func openInquiry(
    _ request: InquiryRequest, actor: Actor, in transaction: Transaction
  ) throws -> InquiryTicket {
    let parameters = try transaction.first(
      "SELECT uses_credit_analysis, inquiry_interval_days FROM parameters"
    ) { (isOn: try $0.bool(0), days: Int(try $0.integer(1))) }
    guard let parameters, parameters.isOn else { throw Refusal.switchedOff }
    let subject = try InquirySubject.find(request, office: office, in: transaction)
    let integration = try subject.integration(in: transaction)
    try subject.checkProduct(request.product, of: integration, in: transaction)
    let now = world.clock.now()
    let index = documents.value(forBare: subject.document.bare)
    try rescueStaleInquiries(of: index, at: now, in: transaction)
    if request.reuse,
      let known = try reusableInquiry(
        index, product: request.product, days: parameters.days, at: now, in: transaction)
    {
      let id = try insertInquiry(
        request, subject, integration, index: index, actor: actor, at: now, reused: known,
        in: transaction)
      return .reused(try recorded(id, in: transaction))
    }
    let isRefused = try transaction.first(
      "SELECT 1 FROM integrations WHERE id = ?1 AND credentials_refused_at IS NOT NULL",
      [integration]
    ) { _ in true }
    if isRefused == true {
      throw Refusal(
        .conflict, code: "credentials-refused",
        detail: "O birô recusou as credenciais desta integração; informe o Client_ID e o "
          + "Client_secret corretos e salve para tentar de novo.")
    }
    let lost = try lostInquiry(
      index, request, through: integration, at: now, in: transaction)
    let id = try insertInquiry(
      request, subject, integration, index: index, actor: actor, at: now, reused: nil,
      askedAs: lost, in: transaction)
    return .toAsk(
      id: id, document: subject.document, integration: integration, reference: lost ?? id)
  }

  /// The inquiry under whose reference the same question was asked last, where its answer was lost:
  /// the bureau may have charged it, and answers the same reference again without charging twice.
  private func lostInquiry(
    _ index: [UInt8], _ request: InquiryRequest, through integration: ID<Integration>,
    at now: Instant, in transaction: Transaction
  ) throws -> ID<Inquiry>? {
    let last = try transaction.first(
      """
      SELECT COALESCE(asked_as_id, id), state, problem_code FROM inquiries
      WHERE document_index = ?1 AND product = ?2 AND purpose = ?3 AND integration_id = ?4
        AND reused_id IS NULL AND requested_at > ?5
      ORDER BY requested_at DESC, id DESC LIMIT 1
      """,
      [
        index, request.product, request.purpose.rawValue, integration,
        now.adding(seconds: -Self.lostAnswerSeconds),
      ]
    ) { row in
      (
        reference: try row.id(0) as ID<Inquiry>, state: try row.word(1) as InquiryRecord.State,
        problem: try row.optionalText(2)
      )
    }
    guard let last, last.state == .failed, let problem = last.problem,
      InquiryEnd.lostAnswerCodes.contains(problem)
    else { return nil }
    return last.reference
  }

  /// The newest answer of the same document and product inside the interval, whoever asked and at
  /// whatever stage the person was. An interval of n days counts the day of the inquiry.
  func reusableInquiry(
    _ index: [UInt8], product: String, days: Int, at now: Instant, in transaction: Transaction
  ) throws -> InquiryRecord? {
    guard days > 0 else { return nil }
    let since = now.civilDate.adding(days: 1 - days).startOfDay
    return try transaction.first(
      InquiryRows.select + """
         WHERE document_index = ?1 AND product = ?2 AND completed_at >= ?3
          AND state = 'completed' AND reused_id IS NULL
          AND outcome IN ('clean', 'restricted', 'notFound')
          AND (report_sealed IS NOT NULL OR outcome = 'notFound')
        ORDER BY completed_at DESC, id DESC LIMIT 1
        """, [index, product, since]
    ) { [documents] in try InquiryRows.decode($0, documents) }
  }

  private func insertInquiry(
    _ request: InquiryRequest, _ subject: InquirySubject, _ integration: ID<Integration>,
    index: [UInt8], actor: Actor, at now: Instant, reused: InquiryRecord?,
    askedAs: ID<Inquiry>? = nil, in transaction: Transaction
  ) throws -> ID<Inquiry> {
    let id = ID<Inquiry>(try transaction.nextIdentifier())
    try InquiryRows.insert(
      NewInquiry(
        id: id, request: request, subject: subject, integration: integration,
        documentIndex: index,
        documentSealed: sealer.seal(
          subject.document.bare, place: InquiryRows.documentPlace(id)),
        actor: actor, now: now, reused: reused, askedAs: askedAs), in: transaction)
    try office.accessRecords.logAccess(
      actor, "inquiry.requested", subject: id.description, documentIndex: index,
      purpose: request.purpose.rawValue, in: transaction)
    if let reused {
      try publishCompleted(id, outcome: reused.outcome, isReused: true, in: transaction)
    }
    return id
  }

  func publishCompleted(
    _ id: ID<Inquiry>, outcome: InquiryOutcome?, isReused: Bool, in transaction: Transaction
  ) throws {
    try office.eventLog.publish(
      "inquiry.completed",
      data: [
        "inquiryId": .string(id.description), "outcome": .optional(outcome?.rawValue),
        "reused": .bool(isReused),
      ], in: transaction)
  }

  func recorded(_ id: ID<Inquiry>, in transaction: Transaction) throws -> InquiryRecord {
    guard let record = try InquiryRows.find(id, documents, in: transaction) else {
      throw Refusal.notFound("Consulta")
    }
    return record
  }
}
