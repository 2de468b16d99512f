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

  static func badge(_ outcome: InquiryOutcome?) -> HTML {
    outcome.map { Look.badge(short($0), tone($0)) } ?? Look.badge("Em andamento", .info)
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
