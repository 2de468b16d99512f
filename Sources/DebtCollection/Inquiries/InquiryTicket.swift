import Credit
import Refusals
import SQLDatabase
import Sealing

/// An inquiry that was judged and recorded: what the call to the bureau needs, or the answer that
/// was paid for before.
enum InquiryTicket: Sendable {
  case reused(InquiryRecord)
  /// `reference` names the question at the bureau: the inquiry itself, or an earlier one whose
  /// answer was lost.
  case toAsk(
    id: ID<Inquiry>, document: Document, integration: ID<Integration>, reference: ID<Inquiry>)
}

/// Who an inquiry is about.
struct InquirySubject: Sendable {
  let document: Document
  let person: ID<Person>?
  let branch: ID<Branch>?

  /// The person by id, or by document where one with it is registered.
  static func find(
    _ request: InquiryRequest, office: Office, in transaction: Transaction
  ) throws -> InquirySubject {
    if let branch = request.branch, try BranchRows.find(branch, in: transaction) == nil {
      throw Refusal.invalid([
        .init(pointer: "/branchId", code: "not-found", detail: "Filial não encontrada.")
      ])
    }
    switch request.subject {
    case .person(let id):
      let row = try transaction.first(
        "SELECT document_sealed, branch_id FROM people WHERE id = ?1", [id]
      ) { (sealed: try $0.optionalBytes(0), branch: try $0.optionalID(1) as ID<Branch>?) }
      guard let row else { throw Refusal.notFound("Pessoa") }
      guard let sealed = row.sealed else {
        throw Refusal(
          .unprocessable, code: "document-missing",
          detail: "O cadastro não tem CPF nem CNPJ; informe o documento antes de consultar.")
      }
      let bare = try office.sealer.openText(sealed, place: DebtorRow.documentPlace(id))
      return InquirySubject(
        document: try Document.parse(bare), person: id,
        branch: transaction.branch(orHomeOf: request.branch ?? row.branch))
    case .document(let document):
      let row = try transaction.first(
        "SELECT id, branch_id FROM people WHERE document_index = ?1",
        [office.documents.value(forBare: document.bare)]
      ) { (id: try $0.id(0) as ID<Person>, branch: try $0.optionalID(1) as ID<Branch>?) }
      return InquirySubject(
        document: document, person: row?.id,
        branch: transaction.branch(orHomeOf: request.branch ?? row?.branch))
    }
  }

  func integration(in transaction: Transaction) throws -> ID<Integration> {
    guard let chosen = try Self.integration(of: branch, in: transaction) else {
      throw Refusal(
        .conflict, code: "no-integration",
        detail: "Não há integração de análise de crédito; crie uma em Configurações > "
          + "Integrações e vincule-a à filial.")
    }
    return chosen
  }

  /// The product must be one of the bureau's for this kind of person, where its list is known.
  func checkProduct(
    _ product: String, of integration: ID<Integration>, in transaction: Transaction
  ) throws {
    let offered = try transaction.query(
      """
      SELECT code, person FROM integration_products WHERE integration_id = ?1 ORDER BY code
      """, [integration]
    ) { (code: try $0.text(0), person: try $0.text(1)) }
    let fitting = offered.filter {
      $0.person == "any" || $0.person == document.personKind.rawValue
    }
    guard !offered.isEmpty, !fitting.contains(where: { $0.code == product }) else { return }
    throw Refusal.invalid([
      Refusal.Fault(
        pointer: "/product", code: "unknown-product",
        detail: "O birô não tem este produto para \(document.personKind.label.lowercased()); "
          + "escolha um destes: \(fitting.map(\.code).joined(separator: ", ")).")
    ])
  }

  /// The integration through which a branch asks, by the rule of the listings
  /// (`ListingSetting.integration`): the one that is linked to the branch, and without a branch
  /// the one of the first branch. An inquiry tells the bureau nothing in a branch's name, so where
  /// that branch has none it goes through the integration that belongs to no branch, else through
  /// one that is linked somewhere; a listing then does not go at all.
  static func integration(
    of branch: ID<Branch>?, in transaction: Transaction
  ) throws -> ID<Integration>? {
    let linked =
      try transaction.first(
        """
        SELECT integration_id FROM branches
        WHERE CAST(?1 AS BIGINT) IS NULL OR id = CAST(?1 AS BIGINT) ORDER BY id LIMIT 1
        """, [branch]
      ) { try $0.optionalID(0) as ID<Integration>? } ?? nil
    if let linked { return linked }
    return try transaction.first(
      """
      SELECT id FROM integrations
      ORDER BY CASE
          WHEN branch_id IS NULL THEN 0
          WHEN EXISTS (SELECT 1 FROM branches b WHERE b.integration_id = integrations.id) THEN 1
          ELSE 2
        END, id LIMIT 1
      """
    ) { try $0.id(0) }
  }
}
