import Credit
import SQLDatabase
import World

extension Amendments {
  /// Keeps what the bureau is told within what is owed, in the transaction that changes the open
  /// balance: a part that was paid does not take the listing off, its amount is corrected (CDC,
  /// art. 43, §1º: true information).
  ///
  /// A listing that was not sent simply leaves with the lower amount. One that the bureau has is
  /// corrected through the outbox. While a message is on its way nothing is decided: whatever
  /// brings its outcome looks again.
  func correctAmount(
    of listing: inout Listing, to open: Cents, actor: Actor, in transaction: Transaction
  ) throws {
    guard listing.state.removal == nil, !listing.state.word.isFinal, open > .zero else { return }
    if let pending = try AmendmentRows.unfinished(of: listing.id, in: transaction) {
      return try adjust(pending, of: &listing, to: open, actor: actor, in: transaction)
    }
    guard open < listing.amount else { return }
    let now = world.clock.now()
    switch listing.state {
    case .draft, .awaitingApproval:
      try lower(&listing, to: open, actor: actor, in: transaction)
    case .queued:
      guard try Outbox.holdsInclusion(of: listing, in: transaction) else { return }
      try lower(&listing, to: open, actor: actor, in: transaction)
    case .submitted, .inNotice, .noticeProblem, .active, .suspended, .outOfSync(.some, nil, _):
      try AmendmentRows.insert(for: listing, amount: open, at: now, in: transaction)
      try remark(
        "amendment-requested", on: &listing, actor: actor,
        detail: "Retificação do valor pedida: de \(listing.amount) para \(open).",
        in: transaction)
    case .uncertain, .outOfSync, .removalQueued, .removalSubmitted, .rejected, .removed,
      .removedByBureau, .expired, .declined:
      return
    }
  }

  /// Looks at the title and corrects the listing's amount where it is too high by now.
  func correctToOpenBalance(
    _ listing: inout Listing, in transaction: Transaction
  ) throws {
    guard let title = try ReceivableRows.lock(listing.receivable, in: transaction) else { return }
    try correctAmount(of: &listing, to: title.open, actor: .system, in: transaction)
  }

  /// Nothing was sent yet: the amount may still be changed, or the correction spared.
  private func adjust(
    _ pending: Amendment, of listing: inout Listing, to open: Cents, actor: Actor,
    in transaction: Transaction
  ) throws {
    guard pending.isUnsent, open != pending.amount else { return }
    guard open < listing.amount else {
      try AmendmentRows.end(
        pending, as: "withdrawn", at: world.clock.now(), in: transaction)
      return try remark(
        "amendment-withdrawn", on: &listing, actor: actor,
        detail: "Retificação do valor dispensada: o saldo é de \(open).", in: transaction)
    }
    try AmendmentRows.setAmount(pending, to: open, in: transaction)
    try remark(
      "amendment-requested", on: &listing, actor: actor,
      detail: "Retificação do valor pedida: de \(listing.amount) para \(open).", in: transaction)
  }

  /// The amount of a listing that the bureau was never told of.
  func lower(
    _ listing: inout Listing, to open: Cents, actor: Actor, in transaction: Transaction
  ) throws {
    let before = listing.amount
    listing.amount = open
    try remark(
      "amount-lowered", on: &listing, actor: actor,
      detail: "Valor a informar ao birô: de \(before) para \(open).", in: transaction)
  }

  /// An entry of the timeline that changes no state.
  func remark(
    _ event: String, on listing: inout Listing, actor: Actor, detail: String,
    in transaction: Transaction
  ) throws {
    let now = world.clock.now()
    listing.updatedAt = now
    let entry = Timeline.append(event, actor: actor, detail: detail, at: now, to: &listing)
    try ListingRows.update(listing, trail: trail, in: transaction)
    try Timeline.insert([entry], trail: trail, at: now, in: transaction)
  }
}

extension Outbox {
  /// Whether the inclusion surely has not reached the bureau; if so, no worker takes it before the
  /// transaction ends.
  static func holdsInclusion(
    of listing: Listing, in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      """
      UPDATE transmissions SET next_attempt_at = next_attempt_at
      WHERE listing_id = ?1 AND kind = 'inclusion' AND state = 'waiting' AND must_ask = 0
      """, [listing.id]) > 0
  }
}
