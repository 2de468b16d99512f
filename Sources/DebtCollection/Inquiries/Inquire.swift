package import Credit
import JSONText
import SQLDatabase
import Sealing
import World

/// What is asked.
package struct InquiryRequest: Sendable {
  package enum Subject: Sendable {
    case person(ID<Person>)
    case document(Document)
  }

  package let subject: Subject
  /// The bureau's code of the product.
  package let product: String
  package let purpose: InquiryPurpose
  /// Answer from what was paid for inside the interval.
  package let reuse: Bool
  /// The branch that asks; nil for the person's own.
  package let branch: ID<Branch>?

  package init(
    subject: Subject, product: String, purpose: InquiryPurpose, reuse: Bool = true,
    branch: ID<Branch>? = nil
  ) {
    self.subject = subject
    self.product = product
    self.purpose = purpose
    self.reuse = reuse
    self.branch = branch
  }
}

extension Office {
  package static let productByteLimit = 60

  /// Asks the bureau about a document, or answers from what was asked inside the interval. The
  /// question is recorded before the call and its outcome after it; a bureau that fails is an
  /// outcome (`failed`, never billed), not an error.
  ///
  /// Throws `Refusal`: `credit-analysis-off`, `document-missing`, `no-integration`,
  /// `credentials-refused`, `inquiry-running`, `invalid-input`.
  package func inquire(_ request: InquiryRequest, actor: Actor) async throws -> InquiryRecord {
    guard !request.product.isEmpty, request.product.utf8.count <= Self.productByteLimit else {
      throw Refusal.invalid([
        Refusal.Fault(
          pointer: "/product", code: "product-invalid",
          detail: "Informe o código de um produto do birô.")
      ])
    }
    let ticket: InquiryTicket
    do {
      ticket = try await database.write { transaction in
        try openInquiry(request, actor: actor, in: transaction)
      }
    } catch DatabaseError.uniqueViolation {
      throw Refusal(
        .conflict, code: "inquiry-running",
        detail: "Este documento está sendo consultado agora com o mesmo produto; aguarde o "
          + "resultado, que será reaproveitado sem custo.")
    }
    switch ticket {
    case .reused(let record): return record
    case .toAsk(let id, let document, let integration):
      return try await ask(
        id, document: document, request: request, integration: integration)
    }
  }

  private func ask(
    _ id: ID<Inquiry>, document: Document, request: InquiryRequest,
    integration: ID<Integration>
  ) async throws -> InquiryRecord {
    let access: BureauAccess
    let provider: String
    do {
      (access, provider) = try await bureauAccess(to: integration)
    } catch let refusal as Refusal {
      return try await closeInquiry(id, integration, .failed(refusal.code, refusal.detail))
    }
    guard let connector = connectors[provider] else {
      return try await closeInquiry(
        id, integration, .failed("no-connector", "Não há conector para o provedor \(provider)."))
    }
    let question = BureauInquiry(
      document: document.bare, product: request.product, purpose: request.purpose.rawValue,
      reference: id.description)
    return try await closeInquiry(
      id, integration, InquiryEnd(await connector.inquire(access, question)))
  }
}
