import Credit
import DebtCollection
import JSONText
import Refusals
import SQLDatabase
import TestKit
import Testing
import World

/// Items of the manual page that are told by the use cases alone. What a screen shows is tested
/// with the pages.
@Suite("The manual page, by its items")
struct ManualChecklistTests {
  /// A registry with codes, branch and integration, and titles of one customer.
  private static func ready(
    _ engine: TestDatabase, titles count: Int = 1,
    _ body: (Registry, [ReceivableRow]) async throws -> Void
  ) async throws {
    try await Registry.with(engine) { registry in
      let integration = try await registry.office.integrations.createIntegration(
        Registry.integrationChange)
      _ = try await registry.office.branches.linkBranch(registry.branch().id, to: integration.id)
      _ = try await registry.office.integrations.syncCodes(of: integration.id)
      var automatic = IntegrationChange()
      automatic.isAutomatic = true
      automatic.restrictionCodeNatural = "A1"
      automatic.restrictionCodeLegal = "A2"
      _ = try await registry.office.integrations.updateIntegration(integration.id, automatic)
      let person = try await registry.office.people.createPerson(Registry.personChange)
      var titles: [ReceivableRow] = []
      for number in 0..<count {
        titles.append(try await registry.title(of: person.id, number: "DOC-\(number)"))
      }
      try await body(registry, titles)
    }
  }

  private static func list(
    _ titles: [ReceivableRow], in registry: Registry
  ) async throws -> [Listing] {
    try await registry.office.listings.requestListings(
      of: titles.map(\.id), restrictionCode: "A1", actor: Registry.actor)
  }

  @Test(
    "manual-checklist 34: only overdue titles are listed, and the day is told",
    arguments: TestDatabase.available)
  func overdueOnly(_ engine: TestDatabase) async throws {
    try await Self.ready(engine) { registry, titles in
      for days in [0, 30] {
        let title = try await registry.office.receivables.createReceivable(
          NewReceivable(
            person: titles[0].person, number: "NEW-\(days)",
            dueOn: Registry.today.adding(days: days), amount: Cents(10_000)))
        let refused = await refusal { _ = try await Self.list([title], in: registry) }
        #expect(refused?.code == "not-eligible")
        #expect(refused?.marks.contains("/receivableIds/0 not-overdue") == true)
        let judged = try await registry.office.listings.eligibility(of: [title.id])[0].eligibility
        let reason = try #require(judged.reasons.first { $0.code == .notOverdue })
        #expect(reason.endsOn == Registry.today.adding(days: days + 1))
        #expect(reason.source == "Manual, item 34")
      }
      #expect(try await registry.count("listings") == 0)
    }
  }

  @Test(
    "manual-checklist 36-38: a restriction code is one of the list that was fetched",
    arguments: TestDatabase.available)
  func restrictionCodes(_ engine: TestDatabase) async throws {
    try await Self.ready(engine) { registry, titles in
      let id = try #require(
        try await registry.office.integrations.integrations(after: nil, limit: 1).first?.id)
      let natural = try await registry.office.integrations.codes(
        of: id, kind: .restriction, person: .natural)
      #expect(natural.map(\.code) == ["A1"])
      for code in ["A2", "ZZ"] {
        let refused = await refusal {
          _ = try await registry.office.listings.requestListings(
            of: [titles[0].id], restrictionCode: code, actor: Registry.actor)
        }
        #expect(refused?.marks == ["/restrictionCode unknown-restriction-code"])
      }
    }
  }

  @Test(
    "manual-checklist 39-41: the chosen titles are sent together, all or none",
    arguments: TestDatabase.available)
  func severalTitles(_ engine: TestDatabase) async throws {
    try await Self.ready(engine, titles: 3) { registry, titles in
      _ = try await registry.pay(titles[2].id, 10_000)
      let refused = await refusal { _ = try await Self.list(titles, in: registry) }
      #expect(refused?.marks.contains("/receivableIds/2 paid") == true)
      #expect(try await registry.count("listings") == 0)
      let sent = try await Self.list(Array(titles.prefix(2)), in: registry)
      #expect(sent.map(\.state.word) == [.queued, .queued])
      #expect(try await registry.count("transmissions") == 2)
      let bureau = registry.bureau.rest
      bureau.answer(
        inclusion: .answered(BureauRecord(reference: "B-1", version: 1, state: .received)))
      bureau.answer(
        inclusion: .refused(
          BureauRefusal(
            status: 422, code: "address-too-long", detail: "Endereço longo demais.",
            rejections: [])))
      #expect(try await TransmissionDuty(office: registry.office, worker: "test").runDue())
      var words: Set<ListingState.Word> = []
      for listing in sent { words.insert(try await registry.listing(listing.id).state.word) }
      #expect(words == [.submitted, .rejected])
    }
  }

  @Test(
    "manual-checklist 43-44: a listing tells its details, and one of three words",
    arguments: TestDatabase.available)
  func threeWords(_ engine: TestDatabase) async throws {
    try await Self.ready(engine) { registry, titles in
      let listing = try await Self.list(titles, in: registry)[0]
      #expect(listing.status == nil)
      try await registry.endInclusion(of: listing)
      let steps: [(BureauRecordState, ListingState.Status?)] = [
        (.received, nil), (.noticePeriod, .active), (.noticeFailed, .error), (.visible, .active),
        // Hidden: none of the three words says that.
        (.suspended, nil), (.removed, .removed),
      ]
      for (version, step) in steps.enumerated() {
        try await registry.report(listing, step.0, version: Int64(version + 1))
        #expect(try await registry.listing(listing.id).status == step.1, "\(step.0)")
      }
      let told = try await registry.office.listings.listing(listing.id)
      #expect(told.timeline.count == 1 + steps.count)
      #expect(told.timeline.allSatisfy { !$0.actor.isEmpty })
    }
  }

  @Test(
    "manual-checklist 46, 49-50: several removals at once, each with its result",
    arguments: TestDatabase.available)
  func severalRemovals(_ engine: TestDatabase) async throws {
    try await Self.ready(engine, titles: 2) { registry, titles in
      let listings = try await Self.list(titles, in: registry)
      for listing in listings { try await registry.endInclusion(of: listing) }
      try await registry.report(listings[0], .visible, version: 2)
      try await registry.report(listings[0], .removed, version: 3)
      let result = try await registry.office.removals.removeListings(
        listings.map(\.id) + [ID<Listing>(999_999)], reason: .renegotiation, actor: Registry.actor)
      #expect(result.map(\.accepted) == [false, true, false])
      #expect(result.map(\.code) == ["already-removed", nil, "not-found"])
      #expect(result[1].dueOn == RemovalDeadline.dueOn(availableOn: Registry.today))
      // What a refreshed list shows.
      let states = try await registry.office.listings.listings(
        ListingFilter(), after: nil, limit: 10)
      #expect(states.map(\.state.word) == [.removedByBureau, .removalQueued])
      #expect(states.map(\.status) == [.removed, .removed])
    }
  }

  @Test(
    "manual-checklist 48: the write-off code may be left out, and then the title says it",
    arguments: TestDatabase.available)
  func writeOffCode(_ engine: TestDatabase) async throws {
    try await Self.ready(engine, titles: 3) { registry, titles in
      let listings = try await Self.list(titles, in: registry)
      for listing in listings { try await registry.endInclusion(of: listing) }
      for (index, listing) in listings.enumerated() {
        try await registry.office.database.write { [office = registry.office] transaction in
          _ = try office.listings.applyReport(
            reference: listing.reference,
            record: BureauRecord(
              reference: "B-\(index)", version: 2, state: .visible,
              acceptedAt: registry.clock.now(), visibleAt: registry.clock.now()),
            actor: .bureau, in: transaction)
          // A dispute and a status that came by another way than the one that asks for a removal.
          if index == 1 {
            _ = try transaction.execute(
              "UPDATE receivables SET disputed = 1 WHERE id = ?1", [listing.receivable])
          }
        }
      }
      let open = try await registry.office.removals.removeListings(
        listings.prefix(2).map(\.id), reason: nil, actor: Registry.actor)
      #expect(open.map(\.accepted) == [true, true])
      let chosen = try await registry.office.removals.removeListings(
        [listings[2].id], reason: .undueListing, actor: Registry.actor)
      #expect(chosen.map(\.accepted) == [true])
      var reasons: [RemovalReason?] = []
      for listing in listings {
        reasons.append(try await registry.listing(listing.id).state.removal?.reason)
      }
      #expect(reasons == [.correction, .dispute, .undueListing])
    }
  }

  @Test(
    "manual-checklist 51-54: the routine lists at 60 days, by title, and never with fewer",
    arguments: TestDatabase.available)
  func routine(_ engine: TestDatabase) async throws {
    try await Self.ready(engine) { registry, titles in
      var change = CollectionRuleChange()
      change.name = "Geral"
      change.daysToRun = 59
      change.perTitle = false
      let refused = await refusal {
        _ = try await registry.office.collectionRules.createCollectionRule(change)
      }
      #expect(
        refused?.marks == ["/daysToRun days-to-run-too-low", "/perTitle per-title-required"])
      change.daysToRun = 60
      change.perTitle = true
      _ = try await registry.office.collectionRules.createCollectionRule(change)
      for (days, number) in [(60, "AT-60"), (59, "AT-59")] {
        _ = try await registry.office.receivables.createReceivable(
          NewReceivable(
            person: titles[0].person, number: number, dueOn: Registry.today.adding(days: -days),
            amount: Cents(5_000)))
      }
      let run = try await registry.office.collections.runCollections(dryRun: false, actor: .routine)
      #expect(run.listed.count == 2 && run.examined == 2)
      let listed = try await registry.office.listings.listings(
        ListingFilter(), after: nil, limit: 10)
      #expect(listed.map(\.origin) == [.routine, .routine])
      #expect(listed.map(\.amount).sorted() == [Cents(5_000), Cents(10_000)])
    }
  }

  @Test(
    "manual-checklist 57: the term and the least arrears are those of the debtor's state",
    arguments: TestDatabase.available)
  func statesTerm(_ engine: TestDatabase) async throws {
    try await Self.ready(engine) { registry, titles in
      let judged = try await registry.office.listings.eligibility(of: [titles[0].id])[0].eligibility
      let listing = try await Self.list(titles, in: registry)[0]
      let days = try #require(listing.appliedRule["noticeDays"]?.integer)
      #expect(listing.appliedRule["state"]?.string == "PR")
      // Noon of a business day: the letter goes to the post today.
      #expect(judged.visibleFrom == Registry.today.adding(days: Int(days) + 1))
      // This bureau does not tell how it counts, so that the day is a forecast and called so.
      #expect(judged.isForecast)
      // After the cut-off of a Friday the letter goes on Monday.
      let friday = try #require(CivilDate(year: 2026, month: 11, day: 27))
      registry.clock.move(to: friday.at(hour: 18))
      let other = try await registry.office.receivables.createReceivable(
        NewReceivable(
          person: titles[0].person, number: "LATE", dueOn: Registry.today.adding(days: -150),
          amount: Cents(10_000)))
      let late = try await registry.office.listings.eligibility(of: [other.id])[0].eligibility
      #expect(late.visibleFrom == friday.adding(days: 3 + Int(days) + 1))
      #expect(listing.appliedRule["law"]?.string?.isEmpty == false)
    }
  }

  @Test(
    "manual-checklist 59: payment removes, whatever the rule's switch of removals says",
    arguments: TestDatabase.available)
  func paymentAlwaysRemoves(_ engine: TestDatabase) async throws {
    try await Self.ready(engine) { registry, titles in
      var change = CollectionRuleChange()
      change.name = "Sem baixa automática"
      change.removeAutomatically = false
      _ = try await registry.office.collectionRules.createCollectionRule(change)
      _ = try await registry.office.collections.runCollections(dryRun: false, actor: .routine)
      let listing = try #require(try await registry.office.listings.latestListing(of: titles[0].id))
      try await registry.endInclusion(of: listing)
      try await registry.report(listing, .visible, version: 2)
      let paid = try await registry.pay(titles[0].id, 10_000)
      #expect(paid.removal == listing.id)
      #expect(try await registry.listing(listing.id).state.removal?.reason == .payment)
    }
  }

  @Test(
    "manual-checklist 61, 63: a dry run tells everything, the cost too, and changes nothing",
    arguments: TestDatabase.available)
  func dryRun(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      registry.bureau.rest.answer(fee: .answered(Cents(450)))
      let integration = try await registry.office.integrations.createIntegration(
        Registry.integrationChange)
      _ = try await registry.office.branches.linkBranch(registry.branch().id, to: integration.id)
      _ = try await registry.office.integrations.syncCodes(of: integration.id)
      var automatic = IntegrationChange()
      automatic.isAutomatic = true
      automatic.restrictionCodeNatural = "A1"
      automatic.restrictionCodeLegal = "A2"
      _ = try await registry.office.integrations.updateIntegration(integration.id, automatic)
      let person = try await registry.office.people.createPerson(Registry.personChange)
      _ = try await registry.title(of: person.id)
      _ = try await registry.title(of: person.id, number: "DOC-2")
      var rule = CollectionRuleChange()
      rule.name = "Geral"
      _ = try await registry.office.collectionRules.createCollectionRule(rule)
      let rehearsed = try await registry.office.collections.runCollections(
        dryRun: true, actor: .routine)
      #expect(rehearsed.cost == Cents(900) && rehearsed.listed.count == 2)
      #expect(try await registry.count("listings") == 0)
      #expect(try await registry.count("transmissions") == 0)
      let real = try await registry.office.collections.runCollections(
        dryRun: false, actor: .routine)
      #expect(real.cost == Cents(900))
      let listings = try await registry.office.listings.listings(
        ListingFilter(), after: nil, limit: 10)
      #expect(listings.map(\.fee) == [Cents(450), Cents(450)])
    }
  }
}
