import Credit
import DebtCollection
import Markup

/// How the outcomes of inquiries are called on the screens, and what they mean to the reader.
enum InquiryWords {
  /// For lists: two or three words.
  static func short(_ outcome: InquiryOutcome) -> String {
    switch outcome {
    case .clean: "Nada consta"
    case .restricted: "Consta restrição"
    case .partial: "Incompleta"
    case .notFound: "Não localizado"
    case .failed: "Falhou"
    }
  }

  static func tone(_ outcome: InquiryOutcome) -> Tone {
    switch outcome {
    case .clean: .good
    case .restricted: .bad
    case .partial: .waiting
    case .notFound, .failed: .neutral
    }
  }

  /// Of an incomplete answer that tells of a restriction all the same both are said.
  static func short(_ outcome: InquiryOutcome, isRestricted: Bool) -> String {
    outcome == .partial && isRestricted ? "Consta restrição; incompleta" : short(outcome)
  }

  static func badge(_ outcome: InquiryOutcome?, isRestricted: Bool) -> HTML {
    guard let outcome else { return Look.badge("Em andamento", .info) }
    let isBad = outcome == .partial && isRestricted
    return Look.badge(
      short(outcome, isRestricted: isRestricted), isBad ? .bad : tone(outcome))
  }
}

/// What the reader of inquiries may see and do.
struct InquiryRights: Sendable {
  let mayInquire: Bool
  let maySeeReport: Bool
  let maySeeCost: Bool

  init(mayInquire: Bool, maySeeReport: Bool, maySeeCost: Bool) {
    self.mayInquire = mayInquire
    self.maySeeReport = maySeeReport
    self.maySeeCost = maySeeCost
  }

  init(_ visit: Visit) {
    self.init(
      mayInquire: visit.may(.inquire), maySeeReport: visit.may(.seeReport),
      maySeeCost: visit.may(.seeCost))
  }
}
