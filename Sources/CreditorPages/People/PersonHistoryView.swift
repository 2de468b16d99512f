import Credit
import DebtCollection
import Markup

/// The tab "Linha do tempo".
enum PersonHistoryView {
  static func page(_ happenings: [Look.Happening]) -> HTML {
    guard !happenings.isEmpty else {
      return Look.empty(
        "Nada aconteceu ainda", "Consultas, negativações, recebimentos e acessos aparecem aqui.",
        icon: .clock)
    }
    let note =
      happenings.count == People.happeningsShown
      ? "Os \(People.happeningsShown) acontecimentos mais recentes" : nil
    return Look.sheet("Linha do tempo", note: note, Look.timeline(happenings))
  }
}

extension PersonHappening.Kind {
  /// Gone from the page while the house does not use credit analysis (manual, item 26).
  var isOfCreditAnalysis: Bool {
    switch self {
    case .listing, .inquiry: true
    default: false
    }
  }
}

/// Happenings in words.
enum PersonHistoryWords {
  static func show(_ happening: PersonHappening) -> Look.Happening {
    let (title, tone, detail) = words(happening.kind)
    return Look.Happening(
      at: happening.at.brazilian, stamp: happening.at.description, title: title,
      by: ActorWords.name(happening.actor), detail: detail, tone: tone)
  }

  private static func words(_ kind: PersonHappening.Kind) -> (String, Tone, HTML?) {
    switch kind {
    case .listing(let id, let title, let event, let detail):
      let (words, tone) = ListingHappenings.words(event)
      let text: HTML = """
        <a href="\(ListingPages.path(of: id))">título \(title)</a>\
        \(if: !detail.isEmpty, ": \(detail)")
        """
      return ("Negativação: \(words)", tone, text)
    case .inquiry(let id, let outcome, let isReused, let differs):
      let words =
        outcome.map { InquiryWords.short($0, identityDiffers: differs) } ?? "em andamento"
      let link: HTML = """
        <a href="\(InquiryPages.path(of: id))">\(words)</a>\
        \(if: isReused, ", reaproveitada sem custo")
        """
      let tone = outcome.map { InquiryWords.tone($0, identityDiffers: differs) }
      return ("Consulta de crédito", tone ?? .info, link)
    case .payment(let title, let amount):
      return ("Recebimento", .good, "\(amount.description) no título \(title)")
    case .reversal(let title, let amount, let reason):
      return ("Estorno", .bad, "\(amount.description) no título \(title): \(reason)")
    case .access(let action): return (AccessAction.label(action), .neutral, nil)
    }
  }
}
