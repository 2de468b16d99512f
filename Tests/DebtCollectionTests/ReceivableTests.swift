import Credit
import DebtCollection
import Refusals
import TestKit
import Testing

@Suite("Titles")
struct ReceivableTests {
  @Test("Every fault of a title at once", arguments: TestDatabase.available)
  func faults(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      var title = NewReceivable(
        person: ID(1), number: "", dueOn: Registry.today, amount: Cents(0))
      title.issuedOn = Registry.today.adding(days: 1)
      title.contract = ID(1)
      title.branch = ID(1)
      let no = await refusal { [title] in _ = try await office.receivables.createReceivable(title) }
      #expect(
        no?.marks == [
          "/number required", "/amountCents out-of-range", "/issuedOn invalid-date",
          "/personId not-found", "/contractId not-found", "/branchId not-found",
        ])
    }
  }

  @Test("Titles are found by what is asked of them", arguments: TestDatabase.available)
  func filters(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let person = try await office.people.createPerson(Registry.personChange)
      let late = try await registry.title(of: person.id, number: "1")
      let paid = try await registry.title(of: person.id, number: "2")
      let today = try await office.receivables.createReceivable(
        NewReceivable(
          person: person.id, number: "3", dueOn: Registry.today, amount: Cents(500)))
      _ = try await registry.pay(paid.id, 10_000)
      var filter = ReceivableFilter()
      #expect(
        try await office.receivables.receivables(filter, after: late.id, limit: 1).map(\.id) == [
          paid.id
        ])
      filter.isOverdue = true
      #expect(
        try await office.receivables.receivables(filter, after: nil, limit: 9).map(\.id) == [
          late.id
        ])
      filter.isOverdue = false
      filter.status = .open
      #expect(
        try await office.receivables.receivables(filter, after: nil, limit: 9).map(\.id) == [
          late.id, today.id,
        ])
      filter.status = nil
      filter.number = "2"
      filter.person = person.id
      #expect(
        try await office.receivables.receivables(filter, after: nil, limit: 9).map(\.status) == [
          .paid
        ])
    }
  }

  @Test(
    "A title that is cancelled or renegotiated takes its listing off",
    arguments: TestDatabase.available)
  func closing(_ engine: TestDatabase) async throws {
    for (reason, status) in [
      (RemovalReason.cancellation, ReceivableStatus.cancelled), (.renegotiation, .renegotiated),
    ] {
      try await Registry.with(engine) { registry in
        let office = registry.office
        let (title, listing) = try await registry.listedTitle()
        let close = {
          reason == .cancellation
            ? try await office.receivables.cancelReceivable(title.id, actor: Registry.actor)
            : try await office.receivables.renegotiateReceivable(title.id, actor: Registry.actor)
        }
        #expect(try await close().status == status)
        let now = try await registry.listing(listing.id)
        #expect(now.state.word == .removalQueued)
        #expect(now.state.removal?.reason == reason)
        #expect(try await close().status == status)
        #expect(try await registry.count("transmissions WHERE kind = 'removal'") == 1)
      }
    }
  }

  @Test(
    "A renegotiation creates the titles of the agreement in one transaction",
    arguments: TestDatabase.available)
  func agreement(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let (title, listing) = try await registry.listedTitle()
      let wrong = NewAgreement(
        amount: Cents(10), parts: 12, firstDueOn: Registry.today.adding(days: -1))
      let no = await refusal {
        _ = try await office.receivables.renegotiateReceivable(
          title.id, into: wrong, actor: Registry.actor)
      }
      #expect(
        no?.marks == ["/agreement/amountCents out-of-range", "/agreement/firstDueOn invalid-date"])
      #expect(try await office.receivables.receivable(title.id).status == .open)
      let first = try #require(CivilDate(year: 2026, month: 12, day: 31))
      let agreed = NewAgreement(amount: Cents(10_001), parts: 3, firstDueOn: first)
      let closed = try await office.receivables.renegotiateReceivable(
        title.id, into: agreed, actor: Registry.actor)
      #expect(closed.status == .renegotiated)
      #expect(try await registry.listing(listing.id).state.removal?.reason == .renegotiation)
      let titles = try await office.receivables.agreementTitles(of: title.id)
      #expect(titles.map(\.number) == ["DOC-1-A1", "DOC-1-A2", "DOC-1-A3"])
      #expect(titles.map(\.amount.amount) == [3_334, 3_334, 3_333])
      #expect(titles.map(\.dueOn.description) == ["2026-12-31", "2027-01-31", "2027-02-28"])
      #expect(titles.allSatisfy { $0.agreementOf == title.id && $0.person == title.person })
      let twice = await refusal {
        _ = try await office.receivables.renegotiateReceivable(
          title.id, into: agreed, actor: Registry.actor)
      }
      #expect(twice?.code == "receivable-closed")
      #expect(try await office.receivables.agreementTitles(of: title.id).count == 3)
    }
  }

  @Test(
    "A dispute takes the listing off; an order stands until the dispute is closed",
    arguments: TestDatabase.available)
  func dispute(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let (title, listing) = try await registry.listedTitle()
      let nothing = await refusal {
        _ = try await office.receivables.disputeReceivable(
          title.id, open: true, reason: nil, courtOrder: false, actor: Registry.actor)
      }
      #expect(nothing?.marks == ["/reason required"])
      #expect(try await registry.listing(listing.id).state.word == .active)
      let ordered = try await office.receivables.disputeReceivable(
        title.id, open: true, reason: "Liminar 123", courtOrder: true, actor: Registry.actor)
      #expect(ordered.isDisputed)
      #expect(ordered.hasCourtOrder)
      #expect(try await registry.listing(listing.id).state.removal?.reason == .courtOrder)
      let again = try await office.receivables.disputeReceivable(
        title.id, open: true, reason: "Cliente ligou", courtOrder: false, actor: Registry.actor)
      #expect(again.hasCourtOrder)
      // Removed by order: not listed again without a release, even when the dispute is over.
      try await registry.report(listing, .removed, version: 4)
      let closed = try await office.receivables.disputeReceivable(
        title.id, open: false, reason: nil, courtOrder: false, actor: Registry.actor)
      #expect(!closed.isDisputed)
      #expect(!closed.hasCourtOrder)
      #expect(closed.isReinclusionBlocked)
      #expect(closed.liveListing == nil)
    }
  }
}
