import Credit
import JSONText
import Refusals
import SQLDatabase
import World

extension Listings {
  /// Writes listings of titles that were judged eligible, in sets: the listings, their first
  /// timeline entries, the outbox, and the mark on the titles.
  func insertListings(
    _ orders: [ListingOrder], origin: Listing.Origin, run: ID<CollectionRun>?,
    setting: ListingSetting, actor: Actor, in transaction: Transaction
  ) throws -> [Listing] {
    guard !orders.isEmpty else { return [] }
    let now = world.clock.now()
    let ids = try transaction.nextIdentifiers(orders.count)
    var listings: [Listing] = []
    var entries: [[SQLValue]] = []
    var sends: [[SQLValue]] = []
    var marks: [[SQLValue]] = []
    var events: [(name: String, listing: ID<Listing>, data: JSON)] = []
    for (number, order) in zip(ids, orders) {
      guard let integration = setting.integration(of: order.candidate) else {
        throw Refusal(
          .conflict, code: "no-integration",
          detail: "A integração do título \(order.candidate.receivable) não existe mais.")
      }
      var listing = Listing(
        id: ID(number), order: order, integration: integration, origin: origin, run: run,
        setting: setting, actor: actor, now: now)
      let event = ListingEvent.requested(
        needsApproval: setting.requiresApproval || order.forceApproval)
      let effects = try listing.state.apply(event, on: now)
      entries.append(
        Timeline.append(
          event.word, actor: actor, detail: order.note ?? "", at: now, to: &listing))
      for effect in effects {
        switch effect {
        case .sendInclusion:
          sends.append([
            .null, listing.id.sqlValue, listing.integration.sqlValue, "inclusion".sqlValue,
            Outbox.Kind.inclusion.priority.sqlValue, .null, now.sqlValue,
          ])
        case .publish(let name):
          events.append(("listing." + name, listing.id, ListingMessage.event(listing)))
        case .sendRemoval, .retryRemoval, .confirmRemoval, .withdrawInclusion:
          throw ListingError.notPossible(event: event.word, state: listing.state.word)
        }
      }
      marks.append([
        listing.receivable.sqlValue, listing.id.sqlValue, listing.amount.sqlValue,
        (order.candidate.title.block != nil).sqlValue,
      ])
      listings.append(listing)
    }
    try write(listings, entries, sends, marks, in: transaction)
    try office.eventLog.publish(events, in: transaction)
    return listings
  }

  private func write(
    _ listings: [Listing], _ entries: [[SQLValue]], _ sends: [[SQLValue]],
    _ marks: [[SQLValue]], in transaction: Transaction
  ) throws {
    try ListingRows.insert(listings, trail: trail, in: transaction)
    try Timeline.insert(entries, trail: trail, at: world.clock.now(), in: transaction)
    if !sends.isEmpty {
      let numbers = try transaction.nextIdentifiers(sends.count)
      let rows = zip(numbers, sends).map { [$0.0.sqlValue] + $0.1.dropFirst() }
      try transaction.executeMany(Outbox.insertSQL, rows)
    }
    // On PostgreSQL a payment may have been committed since the title was judged: the row says.
    let marked = try transaction.executeMany(
      """
      UPDATE receivables SET live_listing_id = ?2
      WHERE id = ?1 AND live_listing_id IS NULL AND open_cents = ?3 AND disputed = 0
        AND court_order = 0 AND status IN ('open', 'partiallyPaid')
        AND reinclusion_blocked = ?4
      """, marks)
    guard marked == marks.count else {
      throw Refusal(
        .conflict, code: "title-changed",
        detail: "Um dos títulos mudou enquanto era analisado; confira e tente de novo.")
    }
  }
}

extension Listing {
  init(
    id: ID<Listing>, order: ListingOrder, integration: ID<Integration>, origin: Origin,
    run: ID<CollectionRun>?, setting: ListingSetting, actor: Actor, now: Instant
  ) {
    let candidate = order.candidate
    self.init(
      id: id, receivable: candidate.receivable, person: candidate.person,
      branch: setting.branch(of: candidate), integration: integration,
      restrictionCode: order.code, amount: candidate.title.open, dueOn: candidate.title.dueOn,
      origin: origin, run: run, supersedes: order.supersedes, state: .draft,
      appliedRule: setting.appliedRule(for: candidate), requestedBy: actor.name,
      requestedAt: now, submittedAt: nil,
      expiresOn: candidate.title.dueOn.adding(years: 5), note: order.note, timelineLength: 0,
      timelineHead: Timeline.origin, updatedAt: now, fee: setting.fee(of: integration))
  }
}
