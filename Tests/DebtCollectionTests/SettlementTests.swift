import Credit
import DebtCollection
import Refusals
import TestKit
import Testing

@Suite("Settlement")
struct SettlementTests {
  @Test(
    "manual-checklist 56: receiving the title takes the listing off, in five business days",
    arguments: TestDatabase.available)
  func full(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let (title, listing) = try await registry.listedTitle()
      #expect(title.liveListing == listing.id)
      let settled = try await registry.pay(
        title.id, 10_350, availableOn: Registry.today.adding(days: 1))
      #expect(settled.status == .paid)
      #expect(settled.open == .zero)
      #expect(settled.removal == listing.id)
      let payment = try #require(try await office.payments.payments(of: title.id).first)
      #expect(payment.amount == Cents(10_350))
      #expect(payment.applied == Cents(10_000))
      #expect(payment.excess == Cents(350))
      #expect(settled.excess == Cents(350))
      let now = try await registry.listing(listing.id)
      #expect(now.state.word == .removalQueued)
      #expect(now.state.removal?.reason == .payment)
      // Available on Wednesday 25 November: 26, 27, 30, 1 and 2 December.
      #expect(now.state.removal?.dueOn == CivilDate(year: 2_026, month: 12, day: 2))
      #expect(try await registry.count("transmissions WHERE kind = 'removal'") == 1)
    }
  }

  @Test(
    "A title paid before anything was sent is never sent", arguments: TestDatabase.available)
  func unsent(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let integration = try await office.integrations.createIntegration(Registry.integrationChange)
      _ = try await office.integrations.syncCodes(of: integration.id)
      _ = try await office.branches.linkBranch(registry.branch().id, to: integration.id)
      let person = try await office.people.createPerson(Registry.personChange)
      let title = try await registry.title(of: person.id)
      let listing = try #require(
        try await office.listings.requestListings(
          of: [title.id], restrictionCode: "A1", actor: Registry.actor
        ).first)
      _ = try await registry.pay(title.id, 10_000)
      #expect(try await registry.listing(listing.id).state.word == .removed)
      #expect(try await registry.count("transmissions WHERE state = 'waiting'") == 0)
    }
  }

  @Test(
    "A part lowers the balance, keeps the listing and tells the subscribers",
    arguments: TestDatabase.available)
  func part(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (title, listing) = try await registry.listedTitle()
      let part = try await registry.pay(title.id, 4_000)
      #expect(part.status == .partiallyPaid)
      #expect(part.open == Cents(6_000))
      #expect(part.removal == nil)
      #expect(try await registry.listing(listing.id).state.word == .active)
      #expect(try await registry.events("listing.amount-changed") == 1)
      let rest = try await registry.pay(title.id, 6_000)
      #expect(rest.status == .paid)
      #expect(rest.removal == listing.id)
    }
  }

  @Test("The same signature a second time changes nothing", arguments: TestDatabase.available)
  func signature(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let person = try await registry.office.people.createPerson(Registry.personChange)
      let title = try await registry.title(of: person.id)
      let first = try await registry.pay(title.id, 4_000, signature: "s1")
      let second = try await registry.pay(title.id, 4_000, signature: "s1")
      #expect(first.isNew)
      #expect(!second.isNew)
      #expect(second.payment == first.payment)
      #expect(second.open == Cents(6_000))
      let third = try await registry.pay(title.id, 4_000, signature: "s2")
      #expect(third.isNew)
      #expect(third.open == Cents(2_000))
    }
  }

  @Test("A payment that cannot be is refused with every fault", arguments: TestDatabase.available)
  func faults(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let person = try await office.people.createPerson(Registry.personChange)
      let title = try await registry.title(of: person.id)
      let wrong = NewPayment(
        receivable: title.id, amount: Cents(0), paidOn: Registry.today.adding(days: 1),
        availableOn: Registry.today, origin: .api)
      let no = await refusal {
        _ = try await office.payments.recordPayment(wrong, actor: Registry.actor)
      }
      #expect(
        no?.marks == [
          "/amountCents out-of-range", "/paidOn invalid-date", "/availableOn invalid-date",
        ])
      _ = try await office.receivables.cancelReceivable(title.id, actor: Registry.actor)
      let cancelled = await refusal { _ = try await registry.pay(title.id, 1) }
      #expect(cancelled?.code == "receivable-paid")
      #expect(try await registry.count("payments") == 0)
    }
  }

  @Test(
    "A reversal restores the balance and proposes a new listing that a person must approve",
    arguments: TestDatabase.available)
  func reversal(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let (title, listing) = try await registry.listedTitle()
      let settled = try await registry.pay(title.id, 10_000)
      try await registry.report(listing, .removed, version: 4)
      let reversed = try await office.payments.reversePayment(
        settled.payment, reason: "Cheque devolvido", actor: Registry.actor)
      #expect(reversed.status == .open)
      #expect(reversed.open == Cents(10_000))
      let proposal = try await registry.listing(try #require(reversed.proposal))
      #expect(proposal.state.word == .awaitingApproval)
      #expect(proposal.supersedes == listing.id)
      #expect(try await registry.listing(listing.id).state.word == .removed)
      let twice = await refusal {
        _ = try await office.payments.reversePayment(
          settled.payment, reason: "Outra vez", actor: Registry.actor)
      }
      #expect(twice?.code == "already-reversed")
      #expect(try await office.receivables.receivable(title.id).open == Cents(10_000))
    }
  }

  @Test(
    "A title that was paid twice stays paid when one payment is undone",
    arguments: TestDatabase.available)
  func paidTwice(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let (title, listing) = try await registry.listedTitle()
      let first = try await registry.pay(title.id, 10_000)
      let refused = await refusal { _ = try await registry.pay(title.id, 10_000) }
      #expect(refused?.code == "receivable-paid")
      let second = try await registry.pay(title.id, 10_000, takesExcess: true)
      #expect(second.wasClosed)
      #expect(second.excess == Cents(10_000))
      #expect(second.status == .paid)
      #expect(
        try await office.payments.payments(of: title.id).map(\.excess) == [
          Cents.zero, Cents(10_000),
        ])
      try await registry.report(listing, .removed, version: 4)
      let reversed = try await office.payments.reversePayment(
        first.payment, reason: "Pagou em dobro", actor: Registry.actor)
      #expect(reversed.status == .paid)
      #expect(reversed.open == .zero)
      #expect(reversed.proposal == nil)
      #expect(
        try await office.payments.payments(of: title.id).map(\.applied) == [
          Cents(10_000), Cents(10_000),
        ])
      #expect(
        try await office.payments.payments(of: title.id).map(\.excess) == [Cents.zero, Cents.zero])
      let both = try await office.payments.reversePayment(
        second.payment, reason: "Estorno do segundo", actor: Registry.actor)
      #expect(both.status == .open)
      #expect(both.proposal != nil)
    }
  }

  @Test(
    "A title is settled by its principal, by its updated value, or as the money came",
    arguments: TestDatabase.available)
  func basis(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let person = try await office.people.createPerson(Registry.personChange).id
      // R$ 100,00, 150 days late: R$ 2,00 of fine and R$ 5,00 of interest.
      let updated = try await registry.title(of: person, number: "U").id
      let short = try await registry.pay(updated, 10_000, basis: .updated)
      #expect(short.status == .partiallyPaid)
      #expect(short.open == Cents(700))
      #expect(short.excess == .zero)
      // Fine and interest were paid with the first part and are not asked for twice.
      let rest = try await registry.pay(updated, 900, basis: .updated)
      #expect(rest.status == .paid)
      #expect(rest.excess == Cents(200))
      let parts = try await office.payments.payments(of: updated)
      #expect(parts.map(\.charges) == [Cents(700), .zero])
      #expect(parts.map(\.applied) == [Cents(9_300), Cents(700)])
      let received = try await registry.title(of: person, number: "R").id
      let whole = try await registry.pay(received, 11_000, basis: .received)
      #expect(whole.status == .paid)
      #expect(whole.excess == Cents(300))
      #expect(try await office.payments.payments(of: received).map(\.charges) == [Cents(700)])
      // Undone, the first part's fine and interest are the second one's.
      _ = try await office.payments.reversePayment(
        parts[0].id, reason: "Cheque devolvido", actor: Registry.actor)
      let left = try #require(try await office.payments.payments(of: updated).last)
      #expect(left.charges == Cents(700))
      #expect(left.applied == Cents(200))
      #expect(left.excess == .zero)
      #expect(try await office.receivables.receivable(updated).open == Cents(9_800))
    }
  }

  @Test(
    "Money for a closed title is kept to be given back, and never lowers its debt",
    arguments: TestDatabase.available)
  func closedTitle(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let person = try await office.people.createPerson(Registry.personChange).id
      let title = try await registry.title(of: person).id
      let part = try await registry.pay(title, 4_000)
      _ = try await office.receivables.cancelReceivable(
        title, reason: "Cobrança indevida", actor: Registry.actor)
      #expect(try await office.receivables.receivable(title).closedReason == "Cobrança indevida")
      #expect(try await office.receivables.receivable(title).closedBy == Registry.actor.name)
      let late = try await registry.pay(title, 6_000, takesExcess: true)
      #expect(late.wasClosed && late.excess == Cents(6_000) && late.status == .cancelled)
      #expect(try await office.receivables.receivable(title).open == Cents(6_000))
      _ = try await office.payments.reversePayment(
        part.payment, reason: "Erro", actor: Registry.actor)
      #expect(try await office.receivables.receivable(title).open == Cents(10_000))
      #expect(try await office.receivables.receivable(title).status == .cancelled)
      #expect(try await office.payments.payments(of: title).map(\.excess) == [.zero, Cents(6_000)])
    }
  }

  @Test("Balances are what the standing payments leave", arguments: TestDatabase.available)
  func balances(_ engine: TestDatabase) async throws {
    var generator = Draws(seed: 20_261_124)
    try await Registry.with(engine) { registry in
      let office = registry.office
      let person = try await office.people.createPerson(Registry.personChange)
      for round in 0..<6 {
        let title = try await registry.title(of: person.id, number: "R\(round)")
        var standing: [(id: ID<Payment>, cents: Int64)] = []
        for step in 0..<8 {
          if !standing.isEmpty, generator.next(3) == 0 {
            let gone = standing.remove(at: Int(generator.next(UInt64(standing.count))))
            _ = try await office.payments.reversePayment(
              gone.id, reason: "Teste", actor: Registry.actor)
          } else {
            let cents = Int64(generator.next(6_000) + 1)
            let payment = try await registry.pay(title.id, cents, takesExcess: true).payment
            standing.append((payment, cents))
          }
          let paid = standing.reduce(0) { $0 + $1.cents }
          let now = try await office.receivables.receivable(title.id)
          #expect(
            now.open == Cents(max(0, 10_000 - paid)), "seed \(generator.seed) \(round)/\(step)")
          let word: ReceivableStatus =
            paid == 0 ? .open : paid >= 10_000 ? .paid : .partiallyPaid
          #expect(now.status == word, "seed \(generator.seed) \(round)/\(step)")
          let owedBack = try await office.payments.payments(of: title.id).filter {
            $0.reversedAt == nil
          }
          .reduce(Cents.zero) { $0 + $1.excess }
          #expect(
            owedBack == Cents(max(0, paid - 10_000)), "seed \(generator.seed) \(round)/\(step)")
        }
      }
    }
  }
}

/// Numbers that are the same in every run (a linear congruential generator).
private struct Draws {
  let seed: UInt64
  private var state: UInt64

  init(seed: UInt64) {
    self.seed = seed
    self.state = seed
  }

  mutating func next(_ limit: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % limit
  }
}
