import Credit
import DebtCollection

/// "Excluir Negativação", as it is shown (manual, items 46-48).
struct RemovalModel: Sendable {
  struct Line: Sendable {
    let id: String
    let person: String
    let document: String
    let title: String
    let amount: String
    let state: ShownState
    /// Why it is left out; nil where it can be removed.
    let reason: String?
    /// What will happen to it, where it is marked.
    let outlook: String
    /// Whether the bureau gets a removal that it did not have.
    let isSent: Bool
  }

  let lines: [Line]
  /// The day by which the bureau has to have confirmed, if it is asked for today.
  let dueOn: String
  /// Where the listings were picked.
  let backPath: String

  init(_ lines: [ListingSummary], today: CivilDate) {
    let dueOn = RemovalDeadline.dueOn(availableOn: today).brazilian
    self.dueOn = dueOn
    self.lines = lines.map { line in
      let (outlook, isSent) = Self.outlook(line.state, dueOn: dueOn)
      return Line(
        id: line.id.description, person: line.personName,
        document: line.documentMasked ?? "sem documento", title: line.titleNumber,
        amount: line.amount.description, state: ShownState(line),
        reason: ListingActions.canBeRemoved(line.state)
          ? nil : "já está em “\(ShownState(line).label)”",
        outlook: outlook, isSent: isSent)
    }
    backPath = Self.origin(lines)
  }

  var removable: [Line] { lines.filter { $0.reason == nil } }
  var isAnySent: Bool { removable.contains(where: \.isSent) }

  private static func outlook(
    _ word: ListingState.Word, dueOn: String
  ) -> (words: String, isSent: Bool) {
    switch word {
    case .draft, .awaitingApproval, .queued:
      ("Ainda não foi enviada: não chega a sair, e o título volta a ficar livre.", false)
    case .removalSubmitted:
      (
        "A baixa já foi pedida: o birô é consultado agora e o pedido segue de novo se ele não o "
          + "tiver; o prazo legal não muda.", false
      )
    default: ("O birô recebe a baixa em instantes e confirma até \(dueOn).", true)
    }
  }

  /// Listings of one person go back to the person, others to the list.
  static func origin(_ lines: [ListingSummary]) -> String {
    let people = Set(lines.map(\.person))
    guard people.count == 1, let person = people.first else { return ListingPages.path }
    return PersonPages.path(of: person, .customer) + PersonTab.listings.suffix
  }
}

/// What became of a removal, listing by listing; read again it shows what the bureau has answered
/// since (manual, items 49 and 50).
struct RemovalResultModel: Sendable {
  struct Line: Sendable {
    let path: String
    let person: String
    let document: String
    let title: String
    let state: ShownState
    let words: String
  }

  let lines: [Line]
  let path: String
  let backPath: String

  init(_ lines: [ListingSummary], path: String, today: CivilDate) {
    self.path = path
    backPath = RemovalModel.origin(lines)
    self.lines = lines.map { line in
      Line(
        path: ListingPages.path(of: line.id), person: line.personName,
        document: line.documentMasked ?? "sem documento", title: line.titleNumber,
        state: ShownState(line), words: Self.words(line, today: today))
    }
  }

  private static func words(_ line: ListingSummary, today: CivilDate) -> String {
    let due = line.removalDueOn.map {
      "\($0.brazilian) (\(TermWords.distance($0, from: today)))"
    }
    switch line.state {
    case .removalQueued: return "Pedida; segue ao birô. Prazo legal: \(due ?? "—")."
    case .removalSubmitted:
      return "O birô recebeu o pedido e ainda não o confirmou. Prazo legal: \(due ?? "—")."
    case .removed:
      return "Confirmada"
        + (line.removedAt.map { " em \($0.brazilian)" } ?? "") + ": as consultas não mostram mais."
    case .removedByBureau: return "O birô já tinha baixado."
    case .rejected: return "Não havia o que baixar: o birô recusou a inclusão."
    case .expired: return "Não havia o que baixar: saiu por idade."
    case .declined: return "Não havia o que baixar: não foi aprovada."
    default: return "A baixa não foi pedida."
    }
  }
}
