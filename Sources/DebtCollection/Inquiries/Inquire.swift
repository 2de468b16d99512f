package import Credit
import JSONText
import Refusals
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

extension Inquiries {
  package static let productByteLimit = 60
  /// How long a question whose answer was lost is asked again under its own reference: bureaus keep
  /// their answers for some days (the reference bureau for 72 hours).
  static let lostAnswerSeconds = 72 * 3_600

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
    case .toAsk(let id, let document, let integration, let reference):
      return try await ask(
        id, document: document, request: request, integration: integration, reference: reference)
    }
  }

  private func ask(
    _ id: ID<Inquiry>, document: Document, request: InquiryRequest,
    integration: ID<Integration>, reference: ID<Inquiry>
  ) async throws -> InquiryRecord {
    let access: BureauAccess
    let provider: String
    do {
      (access, provider) = try await office.bureauEvents.bureauAccess(to: integration)
    } catch let refusal as Refusal {
      return try await closeInquiry(id, integration, .failed(refusal.code, refusal.detail))
    }
    guard let connector = connectors[provider] else {
      return try await closeInquiry(
        id, integration, .failed("no-connector", "Não há conector para o provedor \(provider)."))
    }
    let question = BureauInquiry(
      document: document.bare, product: request.product, purpose: request.purpose.rawValue,
      reference: reference.description)
    var outcome = await connector.inquire(access, question)
    if case .unclear = outcome {
      // What was answered and lost is answered again under the same reference, charged once.
      outcome = await connector.inquire(access, question)
    }
    return try await closeInquiry(id, integration, InquiryEnd(outcome, with: access))
  }
}
