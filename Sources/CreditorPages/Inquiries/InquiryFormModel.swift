import Credit
import DebtCollection
import Markup

/// "Consulta de crédito": what a person sees before he asks.
struct InquiryFormModel: Sendable {
  struct Known: Sendable {
    let product: String
    let at: String
    let outcome: String
  }

  /// Where the form is sent.
  let path: String
  /// Who is asked about; nil where the document is typed in.
  let subject: [(term: String, value: String)]?
  let products: [Look.Option]
  let known: [Known]
  let intervalDays: Int?
  /// The one whose products the list shows, for fetching it again.
  let integration: String?

  static let purposes = InquiryPurpose.allCases.map { Look.Option($0.rawValue, $0.portuguese) }

  init(_ offer: InquiryOffer, path: String, rights: InquiryRights) {
    self.path = path
    subject = [
      ("Nome", offer.personName ?? "Não cadastrado"),
      (offer.kind == .natural ? "CPF" : "CNPJ", offer.maskedDocument),
      ("Integração", offer.integrationName),
    ]
    products = offer.products.map { Self.option($0, rights) }
    known = offer.products.compactMap { product in
      offer.known[product.code].map {
        Known(
          product: product.name, at: ($0.completedAt ?? $0.requestedAt).brazilian,
          outcome: $0.outcome?.portuguese ?? "")
      }
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
    known = []
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
