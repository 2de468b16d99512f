import Credit

/// What a document of the test mass is made to show. Testers choose it by three characters of the
/// document, so that every outcome can be had without asking anybody: the last three digits before
/// the check digits of a CPF, the last three of the root of a CNPJ. All other documents are of
/// people about whom only good is known, so that a listing alone decides what their report says.
enum Behaviour: String, Hashable, CaseIterable, Sendable {
  /// Nothing anywhere, and the best score.
  case spotless = "000"
  case protested = "901"
  case sued = "902"
  case badCheques = "903"
  /// A company under judicial recovery; a person who is partner of a bankrupt company.
  case insolvent = "904"
  /// Something in every block.
  case everything = "905"
  /// The identity document was reported as stolen.
  case stolenDocument = "906"
  case deceased = "907"
  /// Under eighteen: the inquiry is refused and costs nothing.
  case minor = "908"
  /// Unknown to the register: 404, and costs nothing.
  case unknown = "909"
  /// Registered as suspended (CPF) or unfit (CNPJ) at the Receita Federal.
  case irregular = "910"
  /// No restriction, and a score that nobody lends on.
  case lowScore = "911"
  /// The protest offices do not answer for this document.
  case silentSource = "912"
  /// A court forbids to show anything: refused, and costs nothing.
  case blocked = "913"

  /// Nil for a document with no behaviour of its own.
  init?(of document: Document) {
    let characters = Array(document.bare)
    let end = document.personKind == .natural ? 9 : 8
    self.init(rawValue: String(characters[(end - 3)..<end]))
  }

  /// Whether a block of occurrences has any.
  func has(_ section: ReportSection, of person: PersonKind) -> Bool {
    switch section {
    case .protests: self == .protested || self == .everything
    case .lawsuits: self == .sued || self == .everything
    case .badCheques: self == .badCheques || self == .everything
    case .bankruptcies: person == .legal && (self == .insolvent || self == .everything)
    case .documentAlerts:
      person == .natural && (self == .stolenDocument || self == .everything)
    case .death: person == .natural && self == .deceased
    default: false
    }
  }
}
