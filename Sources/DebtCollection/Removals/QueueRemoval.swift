package import Credit
package import SQLDatabase
import World

extension Removals {
  /// Takes a title's live listing off, in the transaction of what makes it necessary (a payment,
  /// an agreement, a dispute, an order). Answers with the listing, or nil where none lives or its
  /// removal is under way already.
  ///
  /// `availableOn` is the day on which the money was fully available; the five business days of
  /// STJ's Tema 735 are counted from it.
  package func queueRemoval(
    ofReceivable receivable: ID<Receivable>, reason: RemovalReason, availableOn: CivilDate,
    actor: Actor, in transaction: Transaction
  ) throws -> ID<Listing>? {
    guard var listing = try ListingRows.lockLive(of: receivable, in: transaction) else {
      return nil
    }
    switch listing.state.word {
    case .removalQueued, .removalSubmitted: return nil
    default: break
    }
    try requestRemoval(
      of: &listing, reason: reason, availableOn: availableOn, actor: actor,
      detail: reason.portuguese, in: transaction)
    return listing.id
  }

  /// Asks for the removal of one listing. Throws `ListingError` where that is not possible.
  func requestRemoval(
    of listing: inout Listing, reason: RemovalReason, availableOn: CivilDate, actor: Actor,
    detail: String, in transaction: Transaction
  ) throws {
    let now = world.clock.now()
    let withdrawn =
      listing.state.word == .queued
      ? try Outbox.withdrawInclusion(of: listing, at: now, in: transaction) : false
    let removal = Removal(
      reason: reason, requestedAt: now, dueOn: RemovalDeadline.dueOn(availableOn: availableOn))
    try office.listings.apply(
      .removalRequested(removal, inclusionWithdrawn: withdrawn), to: &listing, actor: actor,
      detail: detail, in: transaction)
  }
}
