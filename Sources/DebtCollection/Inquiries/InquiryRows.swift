import Credit
import JSONText
import SQLDatabase
import Sealing

/// Inquiries in the database: one place that knows the columns.
enum InquiryRows {
  static let select = """
    SELECT id, person_id, document_masked, branch_id, integration_id, product, purpose, state,
      outcome, reused_id, cost_cents, requested_by, requested_at, completed_at, protocol_number,
      summary, problem_code, problem,
      CASE WHEN report_sealed IS NULL THEN 0 ELSE 1 END, bureau_name_index,
      (SELECT c.name FROM people c WHERE c.id = inquiries.person_id)
    FROM inquiries
    """

  /// Columns of `select`.
  static let columnCount = 21

  static func find(
    _ id: ID<Inquiry>, _ documents: DocumentIndex, in transaction: Transaction
  ) throws -> InquiryRecord? {
    try transaction.first(select + " WHERE id = ?1", [id]) { try decode($0, documents) }
  }

  /// - Parameter documents: compares the names.
  static func decode(_ row: Row, _ documents: DocumentIndex) throws -> InquiryRecord {
    let registered = try row.optionalText(20)
    let proof = try row.optionalBytes(19)
    return InquiryRecord(
      id: try row.id(0), person: try row.optionalID(1), maskedDocument: try row.text(2),
      branch: try row.optionalID(3), integration: try row.id(4), product: try row.text(5),
      purpose: try row.word(6), state: try row.word(7),
      outcome: row.isNull(8) ? nil : try row.word(8), reusedFrom: try row.optionalID(9),
      cost: try row.cents(10), requestedBy: try row.text(11), requestedAt: try row.instant(12),
      completedAt: try row.optionalInstant(13), protocolNumber: try row.optionalText(14),
      digest: try row.optionalText(15).map { InquiryDigest(stored: try JSON.parse($0)) },
      hasReport: try row.bool(18), problemCode: try row.optionalText(16),
      problem: try row.optionalText(17), registeredName: registered,
      identityDiffers: try differs(registered, proof, documents))
  }

  /// A bureau that names nobody contradicts nobody.
  private static func differs(
    _ name: String?, _ proof: [UInt8]?, _ documents: DocumentIndex
  ) throws -> Bool {
    guard let name, let proof else { return false }
    return BureauName.proof(of: name, documents) != proof
  }

  /// Where the sealed report of an inquiry belongs.
  static func reportPlace(_ id: ID<Inquiry>) -> String { "inquiries.report_sealed/\(id.number)" }

  static func documentPlace(_ id: ID<Inquiry>) -> String {
    "inquiries.document_sealed/\(id.number)"
  }
}
