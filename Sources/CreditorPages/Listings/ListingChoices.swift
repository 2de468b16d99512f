import Credit
import DebtCollection
import Pages

/// What can be done with a listing now, and why not the rest.
enum ListingChoices {
  static func of(
    _ listing: Listing, title: ReceivableRow, viewer: ListingViewer
  ) -> [ListingModel.Choice] {
    var choices: [ListingModel.Choice] = []
    if listing.state.word == .awaitingApproval, viewer.mayApprove {
      choices.append(
        .init(
          label: "Decidir a aprovação", path: Contents.approval.path(listing.id),
          reason: listing.requestedBy == viewer.actor
            ? "Quem pediu a negativação não pode aprová-la; peça a outra pessoa." : nil))
    }
    if viewer.mayRemove {
      let removal = PagePath.to(
        ListingPages.removalPath, [(ListingPages.pickName, listing.id.description)])
      choices.append(
        .init(
          label: listing.state.word == .removalSubmitted
            ? "Pedir a baixa de novo" : "Remover negativação", path: removal,
          reason: whyNotRemoved(listing.state)))
    }
    if !listing.state.word.isFinal {
      choices += waitingLetter(listing)
      if viewer.maySettle { choices += ofTitle(title) }
    }
    return choices
  }

  /// The letter can be read once the bureau has written it; until then the page says so.
  private static func waitingLetter(_ listing: Listing) -> [ListingModel.Choice] {
    guard listing.state.record?.noticeIssuedOn == nil else { return [] }
    return [
      .init(
        label: "Carta comunicado (PDF)", path: nil,
        reason: "O birô ainda não emitiu a carta.", isMain: false)
    ]
  }

  /// What ends the listing by way of its title, as the title's own page offers it.
  private static func ofTitle(_ title: ReceivableRow) -> [ListingModel.Choice] {
    TitleChoices.of(title).map {
      .init(label: $0.label, path: $0.path, reason: $0.reason, isMain: false)
    }
  }

  private static func whyNotRemoved(_ state: ListingState) -> String? {
    switch state {
    case .removalQueued: "A baixa já foi pedida e segue ao birô em instantes."
    case .rejected: "O birô recusou o pedido; não há o que baixar."
    case .removed, .removedByBureau: "Já foi baixada."
    case .declined: "Não foi aprovada; não há o que baixar."
    case .expired: "Já saiu por idade."
    default: nil
    }
  }
}
