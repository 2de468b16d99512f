import Credit
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

extension WriterCase {
  /// Listings, the routine and what the bureau reports.
  static let listings: [WriterCase] = [
    WriterCase("a title is listed twice") { registry in
      let title = try await overdue(registry).title
      return (list(title), list(title))
    },
    WriterCase("a title is listed and its debtor dies") { registry in
      let subject = try await overdue(registry)
      return (list(subject.title), die(subject.person))
    },
    WriterCase("a listing is taken off and paid") { registry in
      let listed = try await registry.listedTitle()
      return (remove(listed.listing.id), pay(listed.title.id, 10_000))
    },
    WriterCase("a listing is taken off twice") { registry in
      let listing = try await registry.listedTitle().listing.id
      return (remove(listing), remove(listing))
    },
    WriterCase("a listing is taken off and the bureau reports it expired") { registry in
      let listing = try await registry.listedTitle().listing
      return (remove(listing.id), report(listing, .expired, registry))
    },
    WriterCase("the bureau reports two versions") { registry in
      let listing = try await registry.listedTitle().listing
      return (report(listing, .suspended, registry), report(listing, .visible, registry, 5))
    },
    WriterCase("a listing is approved and declined") { registry in
      let listing = try await awaiting(registry)
      return (decide(listing, true), decide(listing, false))
    },
    WriterCase("a listing is approved and its title paid") { registry in
      let listing = try await awaiting(registry)
      let title = try await registry.listing(listing).receivable
      return (decide(listing, true), pay(title, 10_000))
    },
    WriterCase("two runs of the routine begin") { registry in
      _ = try await overdue(registry)
      _ = try await registry.addRule()
      let start: Work = {
        _ = try await $0.collections.startCollections(
          rule: nil, dryRun: false, on: nil, actor: Registry.actor)
      }
      return (start, start)
    },
    WriterCase("a title is blocked and listed") { registry in
      let title = try await overdue(registry).title
      return (block(title), list(title))
    },
    WriterCase("a title is freed twice") { registry in
      let title = try await overdue(registry).title
      try await block(title)(registry.office)
      let free: Work = {
        _ = try await $0.listingBlocks.releaseTitle(
          title, note: "Conferido.", actor: Registry.actor)
      }
      return (free, free)
    },
    WriterCase("a contestation is maintained and accepted") { registry in
      let dispute = try await contested(registry)
      return (answer(dispute, .maintain), answer(dispute, .accept))
    },
    WriterCase("a proof is attached and the contestation answered") { registry in
      let dispute = try await contested(registry)
      let proof = DisputeProof(name: "a.txt", mediaType: .text, content: [0x61])
      return (
        { _ = try await $0.disputes.attachProof(proof, to: dispute, actor: Registry.actor) },
        answer(dispute, .accept)
      )
    },
    WriterCase("a contestation is accepted and its title paid") { registry in
      let dispute = try await contested(registry)
      let title = try await registry.office.disputes.dispute(dispute, actor: Registry.actor).dispute
        .receivable
      return (answer(dispute, .accept), pay(title, 10_000))
    },
    WriterCase("the alarms are counted twice") { registry in
      _ = try await registry.listedTitle()
      return (
        { _ = try await $0.alarms.updateAlarms() }, { _ = try await $0.alarms.updateAlarms() }
      )
    },
  ]

  /// The routine against what may change under it.
  static let routine: [WriterCase] = [
    WriterCase("a debtor dies and the routine lists", tellsFailures: false) { registry in
      let person = try await overdue(registry).person
      return (die(person), try await begunRun(registry))
    },
    WriterCase("the routine lists and a debtor dies", tellsFailures: false) { registry in
      let person = try await overdue(registry).person
      return (try await begunRun(registry), die(person))
    },
    WriterCase("the routine lists and the title is paid", tellsFailures: false) { registry in
      let title = try await overdue(registry).title
      return (try await begunRun(registry), pay(title, 10_000))
    },
    WriterCase("the routine lists and the house is switched off", tellsFailures: false) {
      registry in
      _ = try await overdue(registry)
      return (
        try await begunRun(registry),
        {
          _ = try await $0.houseParameters.updateParameters(
            .with { $0.minimumListing = Cents(50_000) })
        }
      )
    },
    WriterCase("two workers of one run", tellsFailures: false) { registry in
      _ = try await overdue(registry)
      let run = try await begunRun(registry)
      return (run, run)
    },
  ]

  /// A title that may be listed.
  private static func overdue(
    _ registry: Registry
  ) async throws -> (title: ID<Receivable>, person: ID<Person>) {
    try await registry.readyToList()
    let person = try await registry.office.people.createPerson(Registry.personChange).id
    return (try await registry.title(of: person).id, person)
  }

  private static func awaiting(_ registry: Registry) async throws -> ID<Listing> {
    let title = try await overdue(registry).title
    _ = try await registry.office.houseParameters.updateParameters(
      .with { $0.requiresListingApproval = true })
    return try await #require(
      registry.office.listings.requestListings(
        of: [title], restrictionCode: "A1", actor: Actor("user:bia@provedor.example")
      ).first
    ).id
  }

  /// A run that has begun and is claimed, worked on by whoever has the claim.
  private static func begunRun(_ registry: Registry) async throws -> Work {
    _ = try await registry.addRule()
    let office = registry.office
    let now = registry.clock.now()
    let claim = try await office.database.write { transaction in
      let run = try office.collections.beginRun(
        dryRun: false, actor: .routine, at: now, in: transaction)
      return try WorkClaim.take(
        run.number, lane: Collections.collectionLaneName, worker: "test",
        leaseSeconds: Collections.runLeaseSeconds, at: now, in: transaction)
    }
    let held = try #require(claim)
    return { _ = try await $0.collections.continueCollections(held) }
  }

  private static func block(_ title: ID<Receivable>) -> Work {
    {
      _ = try await $0.listingBlocks.blockTitle(
        title, reason: .listedElsewhere, note: "SPC.", actor: Registry.actor)
    }
  }

  /// A listing that the person contests.
  private static func contested(_ registry: Registry) async throws -> ID<ListingDispute> {
    let listing = try await registry.listedTitle().listing
    let now = registry.clock.now()
    let told = BureauDispute(
      id: "dsp-1", reference: listing.reference, reason: "paid", text: "Paguei.", openedAt: now,
      dueOn: Registry.today.adding(days: 6), updatedAt: now)
    _ = try await registry.office.database.write { transaction in
      try registry.office.disputes.takeDispute(told, of: listing.integration, in: transaction)
    }
    return try await #require(
      registry.office.disputes.disputes(actor: Registry.actor).items.first
    ).dispute.id
  }

  private static func answer(
    _ dispute: ID<ListingDispute>, _ outcome: DisputeAnswer.Outcome
  ) -> Work {
    {
      _ = try await $0.disputes.answerDispute(
        dispute, DisputeAnswer(outcome: outcome, note: "Conferido."), actor: Registry.actor)
    }
  }

  private static func list(_ title: ID<Receivable>) -> Work {
    {
      _ = try await $0.listings.requestListings(
        of: [title], restrictionCode: "A1", actor: Registry.actor)
    }
  }

  private static func die(_ person: ID<Person>) -> Work {
    { _ = try await $0.people.updatePerson(person, .with { $0.deceasedOn = Registry.today }) }
  }

  private static func remove(_ listing: ID<Listing>) -> Work {
    { _ = try await $0.removals.removeListings([listing], reason: .dispute, actor: Registry.actor) }
  }

  private static func decide(_ listing: ID<Listing>, _ approve: Bool) -> Work {
    {
      _ = try await $0.approvals.decideApproval(
        of: listing, approve: approve, note: "Conferido.", actor: Registry.actor)
    }
  }

  private static func report(
    _ listing: Listing, _ state: BureauRecordState, _ registry: Registry, _ version: Int64 = 4
  ) -> Work {
    let now = registry.clock.now()
    return { office in
      _ = try await office.database.write { transaction in
        try office.listings.applyReport(
          reference: listing.reference,
          record: BureauRecord(
            reference: "B-1", version: version, state: state, acceptedAt: now, visibleAt: now),
          actor: .bureau, in: transaction)
      }
    }
  }
}
