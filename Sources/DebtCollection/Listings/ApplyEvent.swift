import Credit
import JSONText
import SQLDatabase
import World

extension Listings {
  /// The one way in which a listing changes: the machine decides, and the new state, the timeline,
  /// the outbox and the events for subscribers are written in the caller's transaction.
  ///
  /// Tells whether anything changed. Throws `ListingError` where the event is not possible.
  @discardableResult
  func apply(
    _ event: ListingEvent, to listing: inout Listing, actor: Actor, detail: String,
    in transaction: Transaction
  ) throws -> Bool {
    let now = world.clock.now()
    let before = listing.state
    let effects = try listing.state.apply(event, on: now)
    guard listing.state != before || !effects.isEmpty else { return false }
    if case .outOfSync(_, _, let note) = listing.state { listing.note = note }
    if case .inclusionAccepted = event { listing.submittedAt = listing.submittedAt ?? now }
    listing.updatedAt = now
    // What never reached the bureau costs nothing.
    if listing.state.word.isFinal, listing.state.record == nil, listing.submittedAt == nil {
      listing.fee = nil
    }
    let entry = Timeline.append(
      event.word, actor: actor, detail: detail, at: now, to: &listing)
    try ListingRows.update(listing, trail: trail, in: transaction)
    try Timeline.insert([entry], trail: trail, at: now, in: transaction)
    try keepReceivable(of: listing, before: before, in: transaction)
    try office.listingBlocks.keepBlock(
      of: listing, before: before, detail: detail, actor: actor, in: transaction)
    for effect in effects { try carryOut(effect, for: listing, in: transaction) }
    return true
  }

  /// The title knows whether a listing of it lives. Nothing is left to be asked or taken off.
  private func keepReceivable(
    of listing: Listing, before: ListingState, in transaction: Transaction
  ) throws {
    guard listing.state.word.isFinal, !before.word.isFinal else { return }
    try transaction.execute(
      "UPDATE receivables SET live_listing_id = NULL WHERE id = ?1 AND live_listing_id = ?2",
      [listing.receivable, listing.id])
    try Outbox.withdrawRemoval(of: listing, at: listing.updatedAt, in: transaction)
    try transaction.execute(
      "UPDATE alarms SET resolved_at = ?2 WHERE listing_id = ?1 AND resolved_at IS NULL",
      [listing.id, listing.updatedAt])
  }

  private func carryOut(
    _ effect: ListingEffect, for listing: Listing, in transaction: Transaction
  ) throws {
    switch effect {
    case .sendInclusion:
      try Outbox.add(.inclusion, for: listing, at: listing.updatedAt, in: transaction)
    case .sendRemoval:
      try Outbox.addRemoval(for: listing, at: listing.updatedAt, in: transaction)
    case .retryRemoval:
      try Outbox.retryRemoval(of: listing, at: listing.updatedAt, in: transaction)
      try office.alarms.raiseRefused(listing, in: transaction)
    case .confirmRemoval:
      try Outbox.confirmRemoval(of: listing, at: listing.updatedAt, in: transaction)
    case .withdrawInclusion:
      _ = try Outbox.withdrawInclusion(of: listing, at: listing.updatedAt, in: transaction)
    case .publish(let name):
      try office.eventLog.publish(
        "listing." + name, listing: listing.id, data: ListingMessage.event(listing),
        in: transaction)
    }
  }
}

/// What subscribers are told of a listing. No document, no name: they ask with their key.
enum ListingMessage {
  static func event(_ listing: Listing) -> JSON {
    [
      "id": .string(listing.id.description), "state": .string(listing.state.word.rawValue),
      "status": .optional(listing.status?.rawValue),
      "receivableId": .string(listing.receivable.description),
      "personId": .string(listing.person.description),
      "visibleFrom": .optional(listing.state.record?.visibleFrom),
      "removalDueOn": .optional(listing.state.removal?.dueOn),
    ]
  }
}
