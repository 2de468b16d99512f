import Credit
import SQLDatabase
import World

extension ListingBlocks {
  /// Blocks the title of a listing for what has just become of it, in the transaction that learns
  /// of it: a decline, a removal for a reason that blocks, and whatever the bureau decided.
  ///
  /// - Parameters:
  ///   - before: the state from which it changed.
  ///   - detail: what the timeline says of the change.
  func keepBlock(
    of listing: Listing, before: ListingState, detail: String, actor: Actor,
    in transaction: Transaction
  ) throws {
    let state = listing.state
    if state == .declined {
      try block(.declined, .decline, note: detail, listing, actor, in: transaction)
    }
    let asked = state.removal.flatMap { ListingBlockReason(removal: $0.reason) }
    if let asked, state.removal?.reason != before.removal?.reason {
      try block(asked, .removal, note: detail, listing, actor, in: transaction)
    }
    if let record = state.record, record.suspensions.contains(.court),
      before.record?.suspensions.contains(.court) != true
    {
      try block(
        .courtOrder, .bureau, note: "Suspensa no birô por decisão judicial.", listing, actor,
        in: transaction)
    }
    guard state.word.isFinal, !before.word.isFinal else { return }
    if let told = Self.told(state), told != asked {
      let note = try sentence(ofRemovalOf: listing, in: transaction)
      try block(told, .bureau, note: note, listing, actor, in: transaction)
    }
  }

  /// What a closed listing tells of the bureau's own decision; nil where that was ours.
  private static func told(_ state: ListingState) -> ListingBlockReason? {
    switch state {
    case .removedByBureau(let record):
      ListingBlockReason(toldByBureau: record.removalReason) ?? .removedByBureau
    case .removed(_, let record, _): ListingBlockReason(toldByBureau: record?.removalReason)
    case .rejected(let rejections, _):
      rejections.contains { $0.code == ListingBlockReason.deceasedRejectionCode }
        ? .debtorDeceased : nil
    default: nil
    }
  }

  private func block(
    _ reason: ListingBlockReason, _ cause: TitleBlock.Cause, note: String, _ listing: Listing,
    _ actor: Actor, in transaction: Transaction
  ) throws {
    try TitleBlockRows.set(
      reason, cause, note: note, of: listing.receivable, by: actor, at: listing.updatedAt,
      in: transaction)
    guard reason == .debtorDeceased else { return }
    try learnDeath(of: listing.person, told: note, by: actor, in: transaction)
  }

  /// In words what the bureau said of a listing that it closed, with the name of its code.
  private func sentence(
    ofRemovalOf listing: Listing, in transaction: Transaction
  ) throws -> String {
    if case .rejected(let rejections, _) = listing.state {
      return "Recusada pelo birô: " + rejections.map(\.detail).joined(separator: " ")
    }
    guard let code = listing.state.record?.removalReason else {
      return "O birô baixou sem dizer o motivo."
    }
    let name = try transaction.first(
      """
      SELECT name FROM integration_codes
      WHERE integration_id = ?1 AND kind = 'removal' AND code = ?2 LIMIT 1
      """, [listing.integration, code]
    ) { try $0.text(0) }
    return "Baixada pelo birô: \(name ?? code)."
  }
}
