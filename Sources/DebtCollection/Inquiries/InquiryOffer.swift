package import Credit
import Refusals
import SQLDatabase
import Sealing
import World

/// What a person must know before he inquires: at whom it goes, what it costs, and what was paid
/// for already.
package struct InquiryOffer: Sendable {
  package let person: ID<Person>?
  package let personName: String?
  package let maskedDocument: String
  package let kind: PersonKind
  package let integration: ID<Integration>
  package let integrationName: String
  /// The products that serve this kind of person.
  package let products: [BureauProduct]
  /// Days inside of which an answer is used again.
  package let intervalDays: Int
  /// The newest answer inside the interval, by the code of its product.
  package let known: [String: InquiryRecord]
  /// What was asked about the document last; nil where nothing was.
  package let lastProduct: String?
}

extension Inquiries {
  /// Throws `Refusal` like `inquire`, before anything is recorded or asked.
  package func inquiryOffer(_ subject: InquiryRequest.Subject) async throws -> InquiryOffer {
    let now = world.clock.now()
    return try await database.read { transaction in
      let parameters = try transaction.first(
        "SELECT uses_credit_analysis, inquiry_interval_days FROM parameters"
      ) { (isOn: try $0.bool(0), days: Int(try $0.integer(1))) }
      guard let parameters, parameters.isOn else { throw Refusal.switchedOff }
      let found = try InquirySubject.find(
        InquiryRequest(subject: subject, product: "", purpose: .creditGranting), office: office,
        in: transaction)
      let integration = try found.integration(in: transaction)
      let kind = found.document.personKind
      let products = try Integrations.products(of: integration, in: transaction).filter {
        $0.person == kind.rawValue || $0.person == "any"
      }
      let index = documents.value(forBare: found.document.bare)
      var known: [String: InquiryRecord] = [:]
      for product in products {
        known[product.code] = try reusableInquiry(
          index, product: product.code, days: parameters.days, at: now, in: transaction)
      }
      return InquiryOffer(
        person: found.person,
        personName: try found.person.flatMap { try PersonRows.find($0, in: transaction)?.name },
        maskedDocument: found.document.masked, kind: kind, integration: integration,
        integrationName: try Self.name(of: integration, in: transaction), products: products,
        intervalDays: parameters.days, known: known,
        lastProduct: try transaction.first(
          "SELECT product FROM inquiries WHERE document_index = ?1 ORDER BY id DESC LIMIT 1",
          [index]
        ) { try $0.text(0) })
    }
  }

  /// Whom an inquiry was about, to be asked about again: the person of the register, else the
  /// document, which nobody has to type a second time.
  package func inquirySubject(of id: ID<Inquiry>) async throws -> InquiryRequest.Subject {
    let row = try await database.read { transaction in
      try transaction.first(
        "SELECT person_id, document_sealed FROM inquiries WHERE id = ?1", [id]
      ) { (person: try $0.optionalID(0) as ID<Person>?, sealed: try $0.bytes(1)) }
    }
    guard let row else { throw Refusal.notFound("Consulta") }
    if let person = row.person { return .person(person) }
    let bare = try sealer.openText(row.sealed, place: InquiryRows.documentPlace(id))
    return .document(try Document.parse(bare))
  }

  /// What can be asked before a document is known: the products of the integration that serves
  /// people without a branch. Nil without an integration.
  package func openInquiryOffer() async throws -> (
    integration: ID<Integration>, products: [BureauProduct]
  )? {
    try await database.read { transaction in
      guard let first = try InquirySubject.integration(of: nil, in: transaction) else {
        return nil
      }
      return (first, try Integrations.products(of: first, in: transaction))
    }
  }

  static func name(
    of integration: ID<Integration>, in transaction: Transaction
  ) throws -> String {
    try transaction.first("SELECT name FROM integrations WHERE id = ?1", [integration]) {
      try $0.text(0)
    } ?? ""
  }
}
