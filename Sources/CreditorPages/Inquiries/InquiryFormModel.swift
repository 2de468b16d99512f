import Credit
import DebtCollection
import HTTPService
import Markup

/// "Consulta de crédito": what a person sees before he asks.
struct InquiryFormModel: Sendable {
  /// A product with what it costs to ask for it, and what was paid for already.
  struct Choice: Sendable {
    let code: String
    let name: String
    /// "30/11/2026 09:12: Nada consta"; nil where nothing can be used again.
    let answered: String?
    /// "Usar a resposta de hoje".
    let useLabel: String?
    /// "Consultar · R$ 1,90".
    let askLabel: String
  }

  /// Where the form is sent.
  let path: String
  /// Who is asked about; nil where the document is typed in.
  let subject: [(term: String, value: String)]?
  let products: [Look.Option]
  /// Where it is known who is asked about: the product that was asked for last stands first.
  let choices: [Choice]
  let intervalDays: Int?
  /// The one whose products the list shows, for fetching it again.
  let integration: String?

  static let purposes = InquiryPurpose.allCases.map { Look.Option($0.rawValue, $0.portuguese) }

  init(_ offer: InquiryOffer, path: String, rights: InquiryRights, today: CivilDate) {
    self.path = path
    subject = [
      ("Nome", offer.personName ?? "Não cadastrado"),
      (offer.kind == .natural ? "CPF" : "CNPJ", offer.maskedDocument),
      ("Integração", offer.integrationName),
    ]
    products = offer.products.map { Self.option($0, rights) }
    let last = offer.products.filter { $0.code == offer.lastProduct }
    let others = offer.products.filter { $0.code != offer.lastProduct }
    choices = (last + others).map {
      Choice($0, known: offer.known[$0.code], rights: rights, today: today)
    }
    intervalDays = offer.intervalDays
    integration = offer.integration.description
  }

  /// The form for any document.
  init(
    open offer: (integration: ID<Integration>, products: [BureauProduct])?, rights: InquiryRights
  ) {
    path = InquiryPages.path
    subject = nil
    products = (offer?.products ?? []).map { Self.option($0, rights) }
    choices = []
    intervalDays = nil
    integration = offer?.integration.description
  }

  private static func option(_ product: BureauProduct, _ rights: InquiryRights) -> Look.Option {
    let whom =
      switch product.person {
      case "natural": " (CPF)"
      case "legal": " (CNPJ)"
      default: ""
      }
    let already = product.name.contains("pessoa") ? "" : whom
    let price = rights.maySeeCost ? " · \(product.price)" : ""
    return Look.Option(product.code, product.name + already + price)
  }
}

extension InquiryFormModel.Choice {
  init(
    _ product: BureauProduct, known: InquiryRecord?, rights: InquiryRights, today: CivilDate
  ) {
    code = product.code
    name = product.name
    let at = known.map { $0.completedAt ?? $0.requestedAt }
    answered = at.map { "\($0.brazilian): \(known.map(InquiryWords.short) ?? "")" }
    useLabel = at.map {
      $0.civilDate == today
        ? "Usar a resposta de hoje" : "Usar a resposta de \($0.civilDate.brazilian)"
    }
    askLabel =
      (known == nil ? "Consultar" : "Consultar de novo")
      + (rights.maySeeCost ? " · \(product.price)" : "")
  }
}

/// What a button of the form says: a product, and whether an answer that was paid for serves.
enum InquiryAsk {
  static let name = "ask"

  static func value(_ product: String, reuse: Bool) -> String {
    (reuse ? "reuse:" : "pay:") + product
  }

  /// The product of the button that was pressed; nil where the form has a field for it.
  static func product(_ form: FormFields) -> String? {
    guard let ask = form.first(name), let mark = ask.firstIndex(of: ":") else { return nil }
    return String(ask[ask.index(after: mark)...])
  }

  static func reuses(_ form: FormFields) -> Bool {
    form.first(name).map { $0.hasPrefix("reuse:") } ?? (form.first("reuse") == "true")
  }
}

/// The alert before the same document is paid for again.
struct InquiryAgainModel: Sendable {
  let path: String
  let whom: String
  let product: String
  let productName: String
  let purpose: String
  let document: String?
  let askedAt: String
  let outcome: String
  let price: String?
  let intervalDays: Int

  init(
    _ offer: InquiryOffer, _ known: InquiryRecord, path: String, purpose: InquiryPurpose,
    document: String?, rights: InquiryRights
  ) {
    self.path = path
    whom = (offer.personName.map { $0 + ", " } ?? "") + offer.maskedDocument
    product = known.product
    let bought = offer.products.first { $0.code == known.product }
    productName = bought?.name ?? known.product
    self.purpose = purpose.rawValue
    self.document = document
    askedAt = (known.completedAt ?? known.requestedAt).brazilian
    outcome = known.outcome?.portuguese ?? ""
    price = rights.maySeeCost ? bought?.price.description : nil
    intervalDays = offer.intervalDays
  }
}
