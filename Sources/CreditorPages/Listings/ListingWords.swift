import Credit
import DebtCollection
import Markup

/// A listing's state as it is shown. Between the bureau's acceptance and the day of the letter
/// nothing was posted yet, and nobody is told that it was.
struct ShownState: Hashable, Sendable {
  let word: ListingState.Word
  let isLetterIssued: Bool

  init(_ word: ListingState.Word, isLetterIssued: Bool) {
    self.word = word
    self.isLetterIssued = isLetterIssued
  }

  init(_ line: ListingSummary) {
    self.init(line.state, isLetterIssued: line.noticeIssuedOn != nil)
  }

  init(_ listing: Listing) {
    self.init(listing.state.word, isLetterIssued: listing.state.record?.noticeIssuedOn != nil)
  }

  /// The listing that lives on a title, where one does.
  init?(_ title: TitleSummary) {
    guard let word = title.listing else { return nil }
    self.init(word, isLetterIssued: title.isLetterIssued)
  }

  var label: String {
    guard word == .inNotice else { return ListingWords.label(word) }
    return isLetterIssued ? "Carta enviada" : "Carta a postar"
  }

  var badge: HTML { Look.badge(label, ListingWords.tone(word)) }
  var isMoving: Bool { ListingWords.isMoving(word) }
}

/// How the states of a listing are called on the screens, and what they mean to the reader.
enum ListingWords {
  /// Of a state alone, where it is not known of each listing whether its letter was posted.
  static func label(_ word: ListingState.Word) -> String {
    switch word {
    case .draft: "Rascunho"
    case .awaitingApproval: "Aguarda aprovação"
    case .declined: "Não aprovada"
    case .queued: "Na fila de envio"
    case .uncertain: "Envio sem resposta"
    case .submitted: "Em análise no birô"
    case .rejected: "Recusada"
    case .inNotice: "Carta comunicado"
    case .noticeProblem: "Carta devolvida"
    case .active: "Ativa"
    case .suspended: "Suspensa"
    case .removalQueued: "Baixa na fila"
    case .removalSubmitted: "Baixa pedida"
    case .removed: "Baixada"
    case .removedByBureau: "Baixada pelo birô"
    case .expired: "Saiu por idade"
    case .outOfSync: "Diverge do birô"
    }
  }

  /// The word under *Status*: one of the three of the manual page (item 44), or what none of them
  /// says. Nil before the bureau answered.
  static func status(_ word: ListingState.Word) -> String? {
    switch word {
    case .suspended: "Suspensa"
    case .removedByBureau: "Baixada pelo birô"
    case .declined: "Não aprovada"
    default: word.status?.rawValue
    }
  }

  static func tone(_ word: ListingState.Word) -> Tone {
    switch word {
    case .draft, .declined, .expired: .neutral
    case .suspended, .awaitingApproval, .removalQueued, .removalSubmitted: .waiting
    case .queued, .submitted, .inNotice: .info
    case .active: .public
    case .removed: .good
    case .uncertain, .rejected, .noticeProblem, .removedByBureau, .outOfSync: .bad
    }
  }

  /// Whether it goes on by itself within moments, so that a page of it is worth reading again.
  static func isMoving(_ word: ListingState.Word) -> Bool {
    switch word {
    case .queued, .uncertain, .submitted, .removalQueued, .removalSubmitted: true
    default: false
    }
  }

  static func badge(_ word: ListingState.Word) -> HTML {
    Look.badge(label(word), tone(word))
  }
}

/// Days of a term in words.
enum TermWords {
  /// "hoje", "amanhã", "em 3 dias", "há 2 dias".
  static func distance(_ day: CivilDate, from today: CivilDate) -> String {
    switch day.days(since: today) {
    case 0: "hoje"
    case 1: "amanhã"
    case -1: "ontem"
    case let days where days > 1: "em \(days) dias"
    case let days: "há \(-days) dias"
    }
  }
}
