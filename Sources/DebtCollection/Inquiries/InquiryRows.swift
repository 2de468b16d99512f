import Credit
import JSONText
import SQLDatabase
import Sealing

/// Inquiries in the database: one place that knows the columns.
enum InquiryRows {
  enum Column: Int, TableColumn {
    static let table = "inquiries"
    static var readCount: Int { documentIndex.rawValue }

    case id, personId, documentMasked, branchId, integrationId, product, purpose, state, outcome
    case reusedId, costCents, requestedBy, requestedAt, completedAt, protocolNumber, summary
    case problemCode, problem
    /// Read as whether it is there.
    case reportSealed
    case bureauNameIndex
    /// Written only.
    case documentIndex, documentSealed, askedAsId

    func read(_ name: String) -> String {
      self == .reportSealed ? "CASE WHEN \(name) IS NULL THEN 0 ELSE 1 END" : name
    }
  }

  private static let table = ColumnTable<Column>()
  /// Behind the columns stands the name on our card.
  static let select = """
    SELECT \(table.list), (SELECT c.name FROM people c WHERE c.id = inquiries.person_id)
    FROM inquiries
    """
  private static let insertion = table.insert()

  /// Columns of `select`.
  static let columnCount = Column.readCount + 1

  static func find(
    _ id: ID<Inquiry>, _ documents: DocumentIndex, in transaction: Transaction
  ) throws -> InquiryRecord? {
    try transaction.first(select + " WHERE id = ?1", [id]) { try decode($0, documents) }
  }

  /// - Parameter documents: compares the names.
  static func decode(_ whole: Row, _ documents: DocumentIndex) throws -> InquiryRecord {
    let row = ColumnRow<Column>(whole)
    let registered = try whole.optionalText(Column.readCount)
    let proof = try whole.optionalBytes(Column.bureauNameIndex.rawValue)
    return InquiryRecord(
      id: try row.id(.id), person: try row.optionalID(.personId),
      maskedDocument: try row.text(.documentMasked),
      branch: try row.optionalID(.branchId), integration: try row.id(.integrationId),
      product: try row.text(.product),
      purpose: try row.word(.purpose), state: try row.word(.state),
      outcome: row.isNull(.outcome) ? nil : try row.word(.outcome),
      reusedFrom: try row.optionalID(.reusedId),
      cost: try row.cents(.costCents), requestedBy: try row.text(.requestedBy),
      requestedAt: try row.instant(.requestedAt),
      completedAt: try row.optionalInstant(.completedAt),
      protocolNumber: try row.optionalText(.protocolNumber),
      digest: try row.optionalText(.summary).map { InquiryDigest(stored: try JSON.parse($0)) },
      hasReport: try row.bool(.reportSealed), problemCode: try row.optionalText(.problemCode),
      problem: try row.optionalText(.problem), registeredName: registered,
      identityDiffers: differs(registered, proof, documents),
      bureauNameProof: proof)
  }

  /// A bureau that names nobody contradicts nobody.
  private static func differs(
    _ name: String?, _ proof: [UInt8]?, _ documents: DocumentIndex
  ) -> Bool {
    guard let name, let proof else { return false }
    return BureauName.proof(of: name, documents) != proof
  }

  static func insert(_ inquiry: NewInquiry, in transaction: Transaction) throws {
    try transaction.execute(insertion, inquiry.value)
  }

  /// Where the sealed report of an inquiry belongs.
  static func reportPlace(_ id: ID<Inquiry>) -> String { "inquiries.report_sealed/\(id.number)" }

  static func documentPlace(_ id: ID<Inquiry>) -> String {
    "inquiries.document_sealed/\(id.number)"
  }
}

/// An inquiry as it begins: asked for, or answered by an older one.
struct NewInquiry {
  let id: ID<Inquiry>
  let request: InquiryRequest
  let subject: InquirySubject
  let integration: ID<Integration>
  let documentIndex: [UInt8]
  let documentSealed: [UInt8]
  let actor: Actor
  let now: Instant
  /// The one whose answer is used again.
  let reused: InquiryRecord?
  let askedAs: ID<Inquiry>?

  fileprivate func value(_ column: InquiryRows.Column) -> SQLValue {
    switch column {
    case .id: id.sqlValue
    case .personId: subject.person.sqlValue
    case .documentMasked: subject.document.masked.sqlValue
    case .branchId: subject.branch.sqlValue
    case .integrationId: integration.sqlValue
    case .product: request.product.sqlValue
    case .purpose: request.purpose.rawValue.sqlValue
    case .state: (reused == nil ? "running" : "completed").sqlValue
    case .outcome: (reused?.outcome?.rawValue).sqlValue
    case .reusedId: (reused?.id).sqlValue
    case .costCents: Cents.zero.sqlValue
    case .requestedBy: actor.name.sqlValue
    case .requestedAt: now.sqlValue
    case .completedAt: (reused == nil ? nil : now).sqlValue
    case .protocolNumber: (reused?.protocolNumber).sqlValue
    case .summary: (reused?.digest?.json.text).sqlValue
    case .problemCode, .problem, .reportSealed: .null
    case .bureauNameIndex: (reused?.bureauNameProof).sqlValue
    case .documentIndex: documentIndex.sqlValue
    case .documentSealed: documentSealed.sqlValue
    case .askedAsId: askedAs.sqlValue
    }
  }
}
