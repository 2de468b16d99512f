import Credit
import DebtCollection

/// What can be done with a listing now, and why not the rest.
enum ListingChoices {
  static func of(_ listing: Listing, viewer: ListingViewer) -> [ListingModel.Choice] {
    var choices: [ListingModel.Choice] = []
    let path = ListingPages.path(of: listing.id)
    if listing.state.word == .awaitingApproval, viewer.mayApprove {
      choices.append(
        .init(
          label: "Decidir a aprovação", path: path + "/aprovacao",
          reason: listing.requestedBy == viewer.actor
            ? "Quem pediu a negativação não pode aprová-la; peça a outra pessoa." : nil))
    }
    if viewer.mayRemove {
      let removal = Link.to(
        ListingPages.removalPath, [(ListingPages.pickName, listing.id.description)])
      choices.append(
        .init(
          label: listing.state.word == .removalSubmitted
            ? "Pedir a baixa de novo" : "Remover negativação", path: removal,
          reason: whyNotRemoved(listing.state)))
    }
    return choices
  }

  private static func whyNotRemoved(_ state: ListingState) -> String? {
    switch state {
    case .removalQueued: "A baixa já foi pedida e segue ao birô em instantes."
    case .rejected: "O birô recusou o pedido; não há o que baixar."
    case .removed, .removedByBureau: "Já foi baixada."
    case .expired: "Já saiu por idade."
    default: nil
    }
  }
}
