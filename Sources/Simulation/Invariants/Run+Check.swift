import BureauRegister
import Credit
import DebtCollection
import SQLDatabase

/// What both databases show at a step.
struct Scene: Sendable {
  let records: [RecordGlimpse]
  let listings: [ListingGlimpse]
  let titles: [TitleGlimpse]
  let listingOfReference: [String: ListingGlimpse]
  let recordOfReference: [String: RecordGlimpse]
}

extension Run {
  /// What is waited for while nothing is broken: the outbox asks again within a quarter of an hour,
  /// refused removals within an hour.
  static let removalCalm = 6 * 3_600
  /// The bureau's changes are asked for every six hours, and an interrupted claim runs out.
  static let learningCalm = 30 * 3_600

  func broken(_ invariant: Invariant, _ detail: String) -> BrokenInvariant {
    BrokenInvariant(invariant: invariant, step: step, at: now, detail: detail)
  }

  func scene() async throws -> Scene {
    let records = try await RecordGlimpse.all(in: sides.bureauTruth)
    let listings = try await ListingGlimpse.all(in: sides.creditorTruth)
    let titles = try await TitleGlimpse.all(in: sides.creditorTruth)
    return Scene(
      records: records, listings: listings, titles: titles,
      listingOfReference: Dictionary(
        listings.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first }),
      recordOfReference: Dictionary(
        records.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first }))
  }

  /// Looks at everything that holds at every moment.
  func check() async throws {
    let scene = try await scene()
    noteChanges(to: scene)
    try checkRecords(scene)
    try checkPromises(scene)
    try checkNewListings(scene)
    try checkRemovals(scene)
    try await checkAlarms(scene)
    try checkMoney(scene)
    try checkAmounts(scene)
    try await checkReasons(scene)
    try checkDuties()
    try checkLog()
    if step.isMultiple(of: 500) { try await checkChains() }
  }

  /// One live record for a title at the most, each behind a listing of ours; what is closed stays
  /// so; nothing is shown for longer than five years.
  private func checkRecords(_ scene: Scene) throws {
    var live: [Int64: Int64] = [:]
    for record in scene.records {
      guard let listing = scene.listingOfReference[record.reference] else {
        throw broken(.oneRecordForATitle, "record \(record.id) is no listing of ours")
      }
      if record.isLive {
        if let other = live[listing.title] {
          throw broken(
            .oneRecordForATitle, "records \(other) and \(record.id) are of one title")
        }
        live[listing.title] = record.id
      }
      if let closed = watch.closedRecords[record.id] {
        guard closed.state == record.state, closed.visibleAt == record.visibleAt else {
          throw broken(
            .closedStaysClosed, "record \(record.id) was \(closed.state), is \(record.state)")
        }
      } else if record.isFinal {
        watch.closedRecords[record.id] = record
      }
      if record.isShown, today >= Self.fiveYears(after: record.dueOn) {
        throw broken(.fiveYearsEnd, "record \(record.id), due on \(record.dueOn), is shown")
      }
    }
  }

  /// What changed since the last step goes into the hash of the life.
  private func noteChanges(to scene: Scene) {
    for record in Set(scene.records).subtracting(watch.seen.records).sorted(by: { $0.id < $1.id }) {
      note("\(record.id) \(record.state) \(record.amount) \(record.version)")
    }
    for listing in Set(scene.listings).subtracting(watch.seen.listings)
      .sorted(by: { $0.id < $1.id })
    {
      note("\(listing.reference) \(listing.state) \(listing.amount)")
    }
    for title in Set(scene.titles).subtracting(watch.seen.titles).sorted(by: { $0.id < $1.id }) {
      note("\(title.id) \(title.status) \(title.open) \(title.payments.count)")
    }
    watch.seen = (Set(scene.records), Set(scene.listings), Set(scene.titles))
  }

  /// The same day five years later, the last of February for the 29th.
  private static func fiveYears(after day: CivilDate) -> CivilDate {
    CivilDate(year: day.year + 5, month: day.month, day: day.day)
      ?? CivilDate(year: day.year + 5, month: 2, day: 28) ?? .last
  }

  private func checkPromises(_ scene: Scene) throws {
    for record in scene.records {
      if record.isShown {
        guard let seen = record.visibleAt?.civilDate, let issued = record.issuedOn else {
          throw broken(.nothingShowsEarly, "record \(record.id) is shown without a letter")
        }
        // Ten full days between the day of the letter and the first day of sight.
        guard seen.days(since: issued) >= 11 else {
          throw broken(
            .nothingShowsEarly, "record \(record.id): letter \(issued), shown \(seen)")
        }
        if let day = watch.promised.removeValue(forKey: record.id), day != seen {
          throw broken(
            .promisedDayComes, "record \(record.id): promised \(day), shown \(seen)")
        }
      } else if record.state == "noticePeriod", let day = record.visibleFrom {
        if let promised = watch.promised[record.id], promised != day {
          throw broken(
            .promisedDayComes, "record \(record.id): promised \(promised), now \(day)")
        }
        watch.promised[record.id] = day
        if day.startOfDay.adding(seconds: Self.removalCalm) < now {
          throw broken(.promisedDayComes, "record \(record.id): \(day) has passed, not shown")
        }
      } else {
        // Suspended, returned, closed: what comes afterwards is promised anew.
        watch.promised[record.id] = nil
      }
    }
  }

  /// Every new listing was lawful on the day on which it was decided.
  private func checkNewListings(_ scene: Scene) throws {
    for listing in scene.listings where !watch.knownListings.contains(listing.id) {
      watch.knownListings.insert(listing.id)
      guard let place = book.placeOfTitle[listing.title] else {
        throw broken(.onlyEligibleIsListed, "listing \(listing.id) of a title nobody brought")
      }
      let origin = Listing.Origin(rawValue: listing.origin) ?? .manual
      // A correction follows a listing that lives: it decides nothing anew.
      let follows = scene.listings.contains {
        $0.title == listing.title && $0.id < listing.id
          && ($0.removedAt.map { $0 >= listing.requestedAt } ?? !$0.isFinal)
      }
      if follows { continue }
      if let objection = book.objection(
        to: place, asker: origin, on: listing.requestedAt.civilDate)
      {
        throw broken(.onlyEligibleIsListed, "title \(place) was listed though \(objection)")
      }
      if let block = scene.listings.last(where: {
        $0.title == listing.title && $0.id < listing.id && $0.id > book.titles[place].freedAfter
          && ["declined", "removedByBureau"].contains($0.state)
      }) {
        throw broken(
          .onlyEligibleIsListed, "title \(place) was listed again after one \(block.state)")
      }
    }
  }

  private func checkDuties() throws {
    guard calmSeconds > Self.removalCalm else { return }
    let limit = now.adding(seconds: -Self.removalCalm)
    if let late = overdueDuties.first(where: { $0.since < limit }) {
      throw broken(.noDutyStarves, "\(late.name) has been due since \(late.since)")
    }
  }

  private func checkLog() throws {
    for line in sides.log.take() {
      if book.secrets.contains(where: { line.contains($0) }) {
        throw broken(.logsKeepSecrets, "a line of the log has a document or a secret")
      }
    }
  }

  func checkChains() async throws {
    let audit = try await sides.office.auditTrail.verifyAudit()
    guard audit.isIntact, audit.findings.isEmpty else {
      throw broken(
        .chainsVerify,
        (audit.broken.map(\.sentence) + audit.findings).prefix(3).joined(separator: " "))
    }
    let bureau = try await sides.register.verifyTrail()
    guard bureau.findings.isEmpty else {
      throw broken(.chainsVerify, bureau.findings.joined(separator: " "))
    }
    let altered = try await sides.register.alteredHistories()
    guard altered.isEmpty else { throw broken(.chainsVerify, "histories \(altered)") }
  }
}
