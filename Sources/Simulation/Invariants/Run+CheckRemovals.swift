import Credit
import DebtCollection
import SQLDatabase

extension Run {
  /// A title that is not owed any more has no live listing without a removal; removals are done
  /// while nothing is broken; their last day is the law's.
  func checkRemovals(_ scene: Scene) throws {
    var statuses: [Int64: String] = [:]
    for title in scene.titles { statuses[title.id] = title.status }
    for listing in scene.listings {
      let status = statuses[listing.title] ?? ""
      if !listing.isFinal, listing.removalAt == nil,
        ["paid", "cancelled", "renegotiated"].contains(status)
      {
        throw broken(
          .removalFollowsPayment,
          "listing \(listing.id) is \(listing.state), its title \(status)")
      }
      guard let asked = listing.removalAt else { continue }
      try checkDeadline(listing, asked: asked)
      let waited = seconds(since: max(asked, restedSince))
      if waited > Self.removalCalm, let record = scene.recordOfReference[listing.reference],
        !record.isFinal
      {
        throw broken(
          .removalIsConfirmed,
          "listing \(listing.id) since \(asked): its record is \(record.state)")
      }
      if waited > Self.learningCalm, !listing.isFinal {
        throw broken(
          .removalIsConfirmed, "listing \(listing.id) since \(asked) is \(listing.state)")
      }
    }
  }

  /// Five business days from the one after the money was there (STJ, Tema 735).
  private func checkDeadline(_ listing: ListingGlimpse, asked: Instant) throws {
    guard listing.removalReason == "payment", let due = listing.removalDueOn,
      let place = book.placeOfTitle[listing.title]
    else { return }
    let title = book.titles[place]
    let last = title.paid.map(\.availableOn).max() ?? asked.civilDate
    guard due <= LawfulDays.end(of: 5, after: max(last, asked.civilDate)) else {
      throw broken(
        .removalIsConfirmed, "listing \(listing.id): paid by \(last), deadline \(due)")
    }
  }

  /// Whoever is responsible was told before the last day of a removal that is not done.
  func checkAlarms(_ scene: Scene) async throws {
    let late = scene.listings.filter { listing in
      guard !listing.isFinal, let due = listing.removalDueOn else { return false }
      return due < today
    }
    guard !late.isEmpty else { return }
    let raised = try await sides.creditorTruth.read { transaction in
      try transaction.query("SELECT listing_id, raised_at FROM alarms") {
        (try $0.integer(0), try $0.instant(1))
      }
    }
    for listing in late {
      let first = raised.filter { $0.0 == listing.id }.compactMap(\.1).min()
      guard let first, let due = listing.removalDueOn, first.civilDate <= due else {
        throw broken(
          .alarmIsRaised, "listing \(listing.id) is late and nobody was told in time")
      }
    }
  }

  /// What the bureau shows is not more than what is owed, for longer than a correction takes.
  func checkAmounts(_ scene: Scene) throws {
    guard calmSeconds > Self.learningCalm else { return }
    for record in scene.records where record.isShown {
      guard let listing = scene.listingOfReference[record.reference], listing.removalAt == nil,
        let title = scene.titles.first(where: { $0.id == listing.title }),
        record.amount > title.open,
        let place = book.placeOfTitle[listing.title],
        seconds(since: lastChange[place] ?? History.start) > Self.learningCalm
      else { continue }
      throw broken(
        .listedIsOwed,
        "record \(record.id) shows \(record.amount), owed are \(title.open)")
    }
  }
}
