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

  static let identity = "Conferir identidade"

  /// The same where the answer may be about somebody else.
  static func short(_ outcome: InquiryOutcome, identityDiffers: Bool) -> String {
    identityDiffers ? identity : short(outcome)
  }

  static func tone(_ outcome: InquiryOutcome, identityDiffers: Bool) -> Tone {
    identityDiffers ? .waiting : tone(outcome)
  }

  /// Of an incomplete answer that tells of a restriction all the same both are said.
  static func short(_ record: InquiryRecord) -> String {
    guard let outcome = record.outcome else { return "em andamento" }
    if record.identityDiffers { return identity }
    let isRestricted = record.digest?.restricted ?? false
    return outcome == .partial && isRestricted ? "Consta restrição; incompleta" : short(outcome)
  }

  static func badge(_ record: InquiryRecord) -> HTML {
    guard let outcome = record.outcome else { return Look.badge("Em andamento", .info) }
    let isBad = outcome == .partial && record.digest?.restricted == true
    return Look.badge(
      short(record),
      isBad && !record.identityDiffers
        ? .bad : tone(outcome, identityDiffers: record.identityDiffers))
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
