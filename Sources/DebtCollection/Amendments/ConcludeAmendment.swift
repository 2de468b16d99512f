import Credit
import SQLDatabase
import World

extension Amendments {
  /// The bureau has replaced the record, which is known from its answer, from a report on the new
  /// record, or by asking. The old listing closes as corrected; its successor takes its place with
  /// the lower amount, and takes over a removal that was asked for meanwhile.
  func conclude(
    _ amendment: Amendment, with record: BureauRecord, in transaction: Transaction
  ) throws {
    guard var old = try ListingRows.lock(amendment.listing, in: transaction) else { return }
    let removal = old.state.removal
    let now = world.clock.now()
    try office.listings.apply(
      .amended, to: &old, actor: .bureau,
      detail: "Valor corrigido no birô de \(old.amount) para \(amendment.amount); continua na "
        + "negativação \(amendment.successor).", in: transaction)
    try AmendmentRows.end(amendment, as: "done", at: now, in: transaction)
    try Outbox.withdrawAll(of: old, at: now, in: transaction)
    var successor = Listing(following: old, by: amendment, at: now)
    let effects = try successor.state.apply(.inclusionAccepted(record), on: now)
    successor.submittedAt = now
    let entry = Timeline.append(
      "amended-from", actor: .bureau,
      detail: "Segue a negativação \(old.id) com o valor corrigido para \(amendment.amount). "
        + Listings.sentence(record), at: now, to: &successor)
    try ListingRows.insert([successor], trail: trail, in: transaction)
    try Timeline.insert([entry], trail: trail, at: now, in: transaction)
    guard !successor.state.word.isFinal else { return }
    try transaction.execute(
      "UPDATE receivables SET live_listing_id = ?2 WHERE id = ?1",
      [successor.receivable, successor.id])
    for case .publish(let name) in effects {
      try office.eventLog.publish(
        "listing." + name, listing: successor.id, data: ListingMessage.event(successor),
        in: transaction)
    }
    if let removal {
      try office.listings.apply(
        .removalRequested(removal, inclusionWithdrawn: false), to: &successor, actor: .system,
        detail: removal.reason.portuguese, in: transaction)
    } else {
      try correctToOpenBalance(&successor, in: transaction)
    }
  }
}

extension Listing {
  /// The listing that goes on in place of one whose amount was corrected.
  fileprivate init(following old: Listing, by amendment: Amendment, at now: Instant) {
    self.init(
      id: amendment.successor, receivable: old.receivable, person: old.person,
      branch: old.branch, integration: old.integration, restrictionCode: old.restrictionCode,
      amount: amendment.amount, dueOn: old.dueOn, origin: old.origin, run: old.run,
      supersedes: old.id, state: .queued, appliedRule: old.appliedRule,
      requestedBy: old.requestedBy, requestedAt: now, submittedAt: nil,
      expiresOn: old.expiresOn, note: nil, timelineLength: 0, timelineHead: Timeline.origin,
      updatedAt: now)
  }
}
