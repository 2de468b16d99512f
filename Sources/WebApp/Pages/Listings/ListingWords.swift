import Credit
import Markup

/// How the states of a listing are called on the screens, and what they mean to the reader.
enum ListingWords {
  static func label(_ word: ListingState.Word) -> String {
    switch word {
    case .draft: "Rascunho"
    case .awaitingApproval: "Aguarda aprovação"
    case .queued: "Na fila de envio"
    case .uncertain: "Envio sem resposta"
    case .submitted: "Em análise no birô"
    case .rejected: "Recusada"
    case .inNotice: "Carta enviada"
    case .noticeProblem: "Carta devolvida"
    case .active: "Ativa"
    case .suspended: "Suspensa"
    case .removalQueued: "Baixa na fila"
    case .removalSubmitted: "Baixa pedida"
    case .removed: "Baixada"
    case .removedByBureau: "Baixada pelo birô"
    case .expired: "Prescrita"
    case .outOfSync: "Diverge do birô"
    }
  }

  static func tone(_ word: ListingState.Word) -> Tone {
    switch word {
    case .draft, .suspended, .expired: .neutral
    case .awaitingApproval, .removalQueued, .removalSubmitted: .waiting
    case .queued, .submitted, .inNotice: .info
    case .active: .public
    case .removed: .good
    case .uncertain, .rejected, .noticeProblem, .removedByBureau, .outOfSync: .bad
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
