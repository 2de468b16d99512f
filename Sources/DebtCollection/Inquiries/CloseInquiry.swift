import Credit
import JSONText
import SQLDatabase
import Sealing
import World

/// How a call to the bureau ended, for the record.
enum InquiryEnd: Sendable {
  case report(BureauReport)
  case notFound(String)
  /// With the version of the credentials that were refused.
  case unauthorized(String, version: Int64)
  case failed(_ code: String, _ problem: String)

  init(_ outcome: BureauOutcome<BureauReport>, with access: BureauAccess) {
    switch outcome {
    case .answered(let report): self = .report(report)
    case .refused(let refusal) where refusal.status == 404: self = .notFound(refusal.detail)
    case .refused(let refusal):
      self = .failed(
        refusal.code,
        "O birô recusou a consulta: \(Self.sentence(refusal.detail)) Nada foi cobrado.")
    case .unauthorized(let detail):
      self = .unauthorized(
        "O birô recusou as credenciais da integração: \(Self.sentence(detail)) Nada foi cobrado.",
        version: access.version)
    case .unavailable(let detail, _):
      self = .failed(
        "bureau-unavailable",
        "O birô está fora do ar ou com problema: \(Self.sentence(detail)) Nada foi cobrado; tente "
          + "de novo em alguns minutos.")
    case .unclear(let detail):
      self = .failed(
        Self.answerLost,
        "A resposta do birô se perdeu: \(Self.sentence(detail)) Ele pode ter cobrado esta "
          + "consulta; "
          + Self.notTwice)
    }
  }

  /// What asking again costs after an answer was lost (`lostInquiry`).
  static let notTwice =
    "consulte de novo dentro de três dias: a resposta é pedida pela mesma referência e não é "
    + "cobrada outra vez."

  /// A detail of the bureau as a sentence of ours.
  private static func sentence(_ detail: String) -> String {
    detail.hasSuffix(".") ? detail : detail + "."
  }

  private static let answerLost = "answer-lost"
  /// The process ended before the answer came (`rescueStaleInquiries`).
  static let interrupted = "interrupted"
  /// Problems after which it is not known whether the bureau answered and charged.
  static let lostAnswerCodes: Set<String> = [answerLost, interrupted]
}

extension Inquiries {
  /// Records how an inquiry ended. Only a report costs anything, once for each reference at the
  /// bureau. An inquiry that was given up in
  /// the meantime (see `rescueStaleInquiries`) still takes the report: it was paid for.
  func closeInquiry(
    _ id: ID<Inquiry>, _ integration: ID<Integration>, _ end: InquiryEnd
  ) async throws -> InquiryRecord {
    let now = world.clock.now()
    return try await database.write { transaction in
      switch end {
      case .report(let report):
        try keep(report, of: id, integration, at: now, in: transaction)
      case .notFound(let detail):
        try transaction.execute(
          """
          UPDATE inquiries SET state = 'completed', outcome = 'notFound', completed_at = ?2,
            problem_code = 'not-found', problem = ?3
          WHERE id = ?1
          """, [id, now, detail])
      case .unauthorized(let detail, let version):
        try refuseCredentials(of: integration, version: version, at: now, in: transaction)
        try fail(id, code: "credentials-refused", problem: detail, at: now, in: transaction)
      case .failed(let code, let problem):
        try fail(id, code: code, problem: problem, at: now, in: transaction)
      }
      let record = try recorded(id, in: transaction)
      if record.state == .completed {
        try publishCompleted(id, outcome: record.outcome, isReused: false, in: transaction)
      }
      return record
    }
  }

  private func keep(
    _ report: BureauReport, of id: ID<Inquiry>, _ integration: ID<Integration>, at now: Instant,
    in transaction: Transaction
  ) throws {
    let digest = InquiryDigest(report: report)
    try transaction.execute(
      """
      UPDATE inquiries SET state = 'completed', outcome = ?2, completed_at = ?3,
        protocol_number = ?4, summary = ?5, report_sealed = ?6, problem_code = NULL,
        problem = NULL, bureau_name_index = ?9, cost_cents = CASE WHEN EXISTS (
          SELECT 1 FROM inquiries paid
          WHERE paid.document_index = inquiries.document_index AND paid.id <> inquiries.id
            AND COALESCE(paid.asked_as_id, paid.id)
              = COALESCE(inquiries.asked_as_id, inquiries.id)
            AND paid.reused_id IS NULL AND paid.state = 'completed') THEN 0
          ELSE COALESCE(CAST(?8 AS BIGINT), (
            SELECT price_cents FROM integration_products
            WHERE integration_id = ?7 AND code = inquiries.product), 0) END
      WHERE id = ?1
      """,
      [
        id, digest.outcome.rawValue, now, report.protocolNumber, digest.json.text,
        sealer.seal(report.body.bytes, place: InquiryRows.reportPlace(id)), integration,
        // What the bureau itself says that it charges comes before the price list.
        report.body["costCents"]?.integer.map { max(0, $0) },
        report.name.map { BureauName.proof(of: $0, documents) },
      ])
  }

  /// Nothing more is sent with these credentials until a person changes them, before the bureau
  /// locks the operator. Where that person was faster, what is there now stays open.
  ///
  /// - Parameter version: of the credentials that were refused (`BureauAccess.version`).
  func refuseCredentials(
    of integration: ID<Integration>, version: Int64, at now: Instant,
    in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE integrations SET token_state = 'refused', token_expires_at = NULL,
        credentials_refused_at = COALESCE(credentials_refused_at, ?2)
      WHERE id = ?1 AND credentials_version = ?3
      """, [integration, now, version])
  }

  func fail(
    _ id: ID<Inquiry>, code: String, problem: String, at now: Instant,
    in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE inquiries SET state = 'failed', outcome = 'failed', cost_cents = 0,
        completed_at = ?2, problem_code = ?3, problem = ?4
      WHERE id = ?1 AND state = 'running'
      """, [id, now, code, problem])
  }
}
