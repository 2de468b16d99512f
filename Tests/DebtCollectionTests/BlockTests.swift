import Credit
import DebtCollection
import Refusals
import SQLDatabase
import TestKit
import Testing
import World

/// Every way in which a listing can end, and what the routine of the next night makes of the title.
@Suite("Blocks of titles")
struct BlockTests {
  /// One way, with what stands on the title afterwards.
  struct Way: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The reason that blocks the title; nil where the next routine may list it again.
    let block: ListingBlockReason?
    /// For what else the routine leaves it out.
    let otherCodes: Set<String>
    let end: @Sendable (Registry, Listing) async throws -> Void

    init(
      _ name: String, _ block: ListingBlockReason?, besides otherCodes: Set<String> = [],
      _ end: @escaping @Sendable (Registry, Listing) async throws -> Void
    ) {
      self.testDescription = name
      self.block = block
      self.otherCodes = otherCodes
      self.end = end
    }
  }

  private static func removed(
    _ reason: RemovalReason, _ block: ListingBlockReason?, besides codes: Set<String> = []
  ) -> Way {
    Way("removed by a person: \(reason.rawValue)", block, besides: codes) { registry, listing in
      _ = try await registry.office.removals.removeListings(
        [listing.id], reason: reason, actor: Registry.actor)
      try await registry.report(listing, .removed, version: 9, reason: reason.rawValue)
    }
  }

  private static func byBureau(
    _ reason: String?, _ block: ListingBlockReason, besides codes: Set<String> = []
  ) -> Way {
    Way("removed by the bureau: \(reason ?? "no reason")", block, besides: codes) {
      registry, listing in
      try await registry.report(listing, .removed, version: 9, reason: reason)
    }
  }

  static let ways: [Way] =
    [
      removed(.payment, nil), removed(.renegotiation, nil), removed(.cancellation, nil),
      removed(.correction, nil), removed(.dispute, .dispute), removed(.courtOrder, .courtOrder),
      removed(.undueListing, .undueListing), removed(.fraud, .undueListing),
      removed(.death, .debtorDeceased, besides: ["deceased"]),
      byBureau(nil, .removedByBureau), byBureau("administrative", .removedByBureau),
      byBureau("notice-returned", .removedByBureau), byBureau("contract-ended", .removedByBureau),
      byBureau("a-new-word", .removedByBureau), byBureau("consumer-statement", .dispute),
      byBureau("debt-not-proven", .dispute), byBureau("documents-missing", .dispute),
      byBureau("court-order", .courtOrder), byBureau("court-determination", .courtOrder),
      byBureau("death", .debtorDeceased, besides: ["deceased"]),
    ] + others

  private static let others: [Way] = [
    Way("expired", nil) { registry, listing in
      try await registry.report(listing, .expired, version: 9)
    },
    Way("rejected", nil, besides: ["rejected-by-bureau"]) { registry, listing in
      try await registry.report(listing, .rejected, version: 9)
    },
    Way(
      "rejected, for the person is dead", .debtorDeceased,
      besides: ["deceased", "rejected-by-bureau"]
    ) {
      registry, listing in
      try await registry.report(listing, .rejected, version: 9, rejection: "debtor-deceased")
    },
    Way("contested at the title", .dispute, besides: ["disputed"]) { registry, listing in
      _ = try await registry.office.receivables.disputeReceivable(
        listing.receivable, open: true, reason: "Não devo.", courtOrder: false,
        actor: Registry.actor)
      try await registry.report(listing, .removed, version: 9, reason: "dispute")
    },
    Way("contested at the title, and closed again", nil) { registry, listing in
      for open in [true, false] {
        _ = try await registry.office.receivables.disputeReceivable(
          listing.receivable, open: open, reason: "Não devo.", courtOrder: false,
          actor: Registry.actor)
      }
      try await registry.report(listing, .removed, version: 9, reason: "dispute")
    },
    Way("ordered by a court at the title, and closed again", .courtOrder) { registry, listing in
      for open in [true, false] {
        _ = try await registry.office.receivables.disputeReceivable(
          listing.receivable, open: open, reason: "Ordem.", courtOrder: open,
          actor: Registry.actor)
      }
      try await registry.report(listing, .removed, version: 9, reason: "court-order")
    },
    Way("suspended by a court, and taken off for a correction", .courtOrder) {
      registry, listing in
      try await registry.report(listing, .suspended, version: 8, suspensions: [.court])
      _ = try await registry.office.removals.removeListings(
        [listing.id], reason: .correction, actor: Registry.actor)
      try await registry.report(listing, .removed, version: 9, reason: "correction")
    },
    Way("a death in the register", .debtorDeceased, besides: ["deceased"]) { registry, listing in
      var change = PersonChange()
      change.deceasedOn = .some(Registry.today)
      _ = try await registry.office.people.updatePerson(
        listing.person, change, actor: Registry.actor)
      try await registry.report(listing, .removed, version: 9, reason: "death")
    },
    Way(
      "our removal is under way when the bureau tells of a death", .debtorDeceased,
      besides: ["deceased"]
    ) { registry, listing in
      _ = try await registry.office.removals.removeListings(
        [listing.id], reason: .correction, actor: Registry.actor)
      try await registry.report(listing, .removed, version: 9, reason: "death")
    },
  ]

  @Test(
    "the next routine lists again only what nobody decided about", arguments: ways,
    TestDatabase.available)
  func nextRoutine(_ way: Way, _ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      try await registry.makeAutomatic()
      try await way.end(registry, listed.listing)
      #expect(try await registry.listing(listed.listing.id).state.word.isFinal)
      let title = try await registry.office.receivables.receivable(listed.title.id)
      let standing = title.blocks.standing(on: Registry.today)
      #expect(standing?.reason == way.block)
      let run = try await registry.office.collections.runCollections(dryRun: false, actor: .routine)
      let decision = try #require(
        try await registry.office.collections.collectionDecisions(
          of: run.id, outcome: nil, after: nil, limit: 10
        ).first)
      let codes = Set(decision.reasons.map(\.code)).intersection([
        "reinclusion-blocked", "deceased", "disputed", "rejected-by-bureau",
      ])
      let wanted = way.otherCodes.union(way.block == nil ? [] : ["reinclusion-blocked"])
      #expect(codes == wanted)
      #expect((decision.outcome == .listed) == wanted.isEmpty)
      guard way.block != nil else { return }
      // A person who asks is told the same; the one who frees says why, and only that helps.
      let refused = await refusal {
        _ = try await registry.office.listings.requestListings(
          of: [title.id], restrictionCode: "A1", actor: Registry.actor)
      }
      #expect(refused?.marks.contains("/receivableIds/0 reinclusion-blocked") == true)
      let silent = await refusal {
        _ = try await registry.office.listingBlocks.releaseTitle(
          title.id, note: " ", actor: Registry.actor)
      }
      #expect(silent?.marks == ["/note required"])
      let freed = try await registry.office.listingBlocks.releaseTitle(
        title.id, note: "Conferido com o cliente.", actor: Registry.actor)
      #expect(freed.blocks.isEmpty && !freed.isReinclusionBlocked)
      let judged = try await registry.office.listings.eligibility(of: [title.id])[0].eligibility
      #expect(!judged.reasons.map(\.code).contains(.reinclusionBlocked))
      let history = try await registry.office.listingBlocks.titleBlocks(of: title.id)
      #expect(history.allSatisfy { $0.releaseNote != nil && !$0.note.isEmpty })
      #expect(history.contains { $0.releasedBy == Registry.actor.name })
    }
  }

  @Test("a request that is not approved is a state of its own", arguments: TestDatabase.available)
  func declined(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      registry.bureau.rest.answer(fee: .answered(Cents(350)))
      try await registry.readyToList()
      _ = try await registry.office.houseParameters.updateParameters(
        .with { $0.requiresListingApproval = true })
      let person = try await registry.office.people.createPerson(Registry.personChange)
      let title = try await registry.title(of: person.id)
      let listing = try await registry.office.listings.requestListings(
        of: [title.id], restrictionCode: "A1", actor: Registry.actor)[0]
      let silent = await refusal {
        _ = try await registry.office.approvals.decideApproval(
          of: listing.id, approve: false, note: nil, actor: Registry.actor)
      }
      #expect(silent?.marks == ["/note required"])
      let declined = try await registry.office.approvals.decideApproval(
        of: listing.id, approve: false, note: "Cliente em negociação.", actor: Registry.actor)
      #expect(declined.state == .declined && declined.status == nil)
      #expect(declined.state.removal == nil && declined.fee == nil)
      let stored = try await registry.listing(listing.id)
      #expect(stored.state == .declined && stored.fee == nil)
      #expect(try await registry.count("transmissions") == 0)
      let block = try #require(
        try await registry.office.receivables.receivable(title.id).blocks.standing(
          on: Registry.today))
      #expect(block.reason == .declined && block.note == "Cliente em negociação.")
      #expect(block.setBy == Registry.actor.name && block.until == nil)
      let sums = try await registry.office.reports.listingReportSums(
        ListingReportFilter(from: Registry.today, to: Registry.today))
      #expect(sums.map(\.state) == [.declined] && sums.map(\.fees) == [.zero])
      try await registry.makeAutomatic()
      let run = try await registry.office.collections.runCollections(dryRun: false, actor: .routine)
      #expect(run.listed.count == 0 && run.leftOut.count == 1)
    }
  }

  @Test(
    "a death that the bureau tells goes to the person: no title of it is listed",
    arguments: TestDatabase.available)
  func death(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      let second = try await registry.title(of: listed.title.person, number: "DOC-2")
      let third = try await registry.title(of: listed.title.person, number: "DOC-3")
      let other = try await registry.office.listings.requestListings(
        of: [third.id], restrictionCode: "A1", actor: Registry.actor)[0]
      try await registry.report(listed.listing, .removed, version: 9, reason: "death")
      let person = try await registry.office.people.person(listed.title.person)
      #expect(person.deceasedOn == Registry.today)
      for title in [listed.title.id, second.id, third.id] {
        let row = try await registry.office.receivables.receivable(title)
        #expect(row.blocks.standing(on: Registry.today)?.reason == .debtorDeceased)
      }
      // What was on its way is taken back.
      #expect(try await registry.listing(other.id).state.removal?.reason == .death)
      let log = try await registry.office.accessRecords.accessLog(subject: person.id.description)
      #expect(log.items.contains { $0.action == "person.death-told" })
    }
  }

  @Test("a block until a day ends by itself", arguments: TestDatabase.available)
  func until(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      try await registry.readyToList()
      let person = try await registry.office.people.createPerson(Registry.personChange)
      let title = try await registry.title(of: person.id)
      let last = Registry.today.adding(days: 10)
      let early = await refusal {
        _ = try await registry.office.listingBlocks.blockTitle(
          title.id, reason: .listedElsewhere, note: "", until: Registry.today.adding(days: -1),
          actor: Registry.actor)
      }
      #expect(early?.marks == ["/note required", "/until invalid-date"])
      let blocked = try await registry.office.listingBlocks.blockTitle(
        title.id, reason: .listedElsewhere, note: "Está no SPC.", until: last,
        actor: Registry.actor)
      #expect(blocked.blocks.standing(on: last)?.until == last)
      let judged = try await registry.office.listings.eligibility(of: [title.id])[0].eligibility
      let reason = try #require(judged.reasons.first { $0.code == .reinclusionBlocked })
      #expect(reason.endsOn == last.adding(days: 1))
      #expect(judged.earliestRequestOn == last.adding(days: 1))
      registry.clock.move(to: last.adding(days: 1).at(hour: 12))
      _ = try await registry.office.listings.requestListings(
        of: [title.id], restrictionCode: "A1", actor: Registry.actor)
      // Nothing stands any more that a person could free.
      let gone = await refusal {
        _ = try await registry.office.listingBlocks.releaseTitle(
          title.id, note: "x", actor: Registry.actor)
      }
      #expect(gone?.code == "not-blocked")
    }
  }

  @Test("what was decided before blocks were kept is kept", arguments: TestDatabase.available)
  func migration(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      try await registry.office.database.write { transaction in
        for sql in [
          "UPDATE listings SET state = 'removedByBureau', bureau_removal_reason = 'death'",
          "UPDATE receivables SET live_listing_id = NULL", "DELETE FROM listing_blocks",
          CreditorSchema.migration25Conversion,
        ] { try transaction.executeScript(sql) }
      }
      let title = try await registry.office.receivables.receivable(listed.title.id)
      #expect(title.blocks.map(\.reason) == [.debtorDeceased])
    }
  }
}

extension Registry {
  func report(
    _ listing: Listing, _ state: BureauRecordState, version: Int64, reason: String? = nil,
    suspensions: Set<BureauSuspension> = [], rejection: String = "x"
  ) async throws {
    let now = clock.now()
    _ = try await office.database.write { [office] transaction in
      try office.listings.applyReport(
        reference: listing.reference,
        record: BureauRecord(
          reference: "B-1", version: version, state: state, acceptedAt: now, visibleAt: now,
          removedAt: state == .removed ? now : nil, removalReason: reason,
          rejections: state == .rejected ? [Rejection(code: rejection, detail: "Não.")] : [],
          suspensions: suspensions),
        actor: .bureau, in: transaction)
    }
  }

  /// The routine may list through the only integration.
  func makeAutomatic() async throws {
    let integration = try #require(
      try await office.integrations.integrations(after: nil, limit: 1).first?.id)
    var automatic = IntegrationChange()
    automatic.isAutomatic = true
    automatic.restrictionCodeNatural = "A1"
    automatic.restrictionCodeLegal = "A2"
    _ = try await office.integrations.updateIntegration(integration, automatic)
    _ = try await addRule()
  }
}
