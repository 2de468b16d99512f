import Credit
import DebtCollection
import TestKit
import Testing
import World

/// The lists of people and inquiries and the screen "Negativação", as they are read.
@Suite struct BrowsePeopleTests {
  private func person(
    _ registry: Registry, _ name: String, _ stage: PersonStage, number: UInt64
  ) async throws -> PersonRow {
    var change = Registry.personChange
    change.name = name
    change.stage = stage
    change.document = CPF.fictitious(number: number).formatted
    return try await registry.office.people.createPerson(change)
  }

  @Test(arguments: TestDatabase.available)
  func pagesFollowEachOtherInBothOrders(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let names = ["Ávila", "ana", "Ana Paula", "Bruno", "Á. Silva", "Zé", "Ana"]
      for (index, name) in names.enumerated() {
        _ = try await person(registry, name, .customer, number: UInt64(index + 1))
      }
      _ = try await person(registry, "Ana lead", .lead, number: 100)
      for order in PersonBrowse.Order.allCases {
        var browse = PersonBrowse(stage: .customer)
        browse.order = order
        let whole = try await registry.office.people.browsePeople(browse, after: nil, limit: 50)
        #expect(whole.count == names.count)
        var paged: [ID<Person>] = []
        var place: PersonBrowse.Place?
        repeat {
          let page = try await registry.office.people.browsePeople(browse, after: place, limit: 2)
          paged += page.map(\.person.id)
          place = page.count == 2 ? page.last.map(browse.place(behind:)) : nil
        } while place != nil
        #expect(paged == whole.map(\.person.id))
      }
      var search = PersonBrowse(stage: .customer)
      search.namePrefix = "ána"
      let found = try await registry.office.people.browsePeople(search, after: nil, limit: 50)
      #expect(found.map(\.person.name) == ["ana", "Ana", "Ana Paula"])
    }
  }

  @Test(arguments: TestDatabase.available)
  func figuresCountWhatIsOverdueListedAndAsked(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (title, _) = try await registry.listedTitle()
      _ = try await registry.title(of: title.person, cents: 2_500, number: "DOC-2")
      let line = try await registry.office.people.browsePeople(
        PersonBrowse(stage: .customer), after: nil, limit: 2)
      #expect(line.count == 1)
      #expect(line[0].overdueCount == 2)
      #expect(line[0].overdue == Cents(12_500))
      #expect(line[0].listingCount == 1)
      #expect(line[0].inquiredAt == nil)
      let history = try await registry.office.people.history(of: title.person)
      #expect(history.map(\.at) == history.map(\.at).sorted(by: >))
      let hasListing = history.contains {
        if case .listing(_, "DOC-1", "requested", _) = $0.kind { true } else { false }
      }
      #expect(hasListing)
    }
  }

  @Test(arguments: TestDatabase.available)
  func theDeskJudgesEachOverdueTitle(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let (listed, _) = try await registry.listedTitle()
      let free = try await registry.title(of: listed.person, number: "DOC-2")
      _ = try await registry.office.receivables.createReceivable(
        NewReceivable(
          person: listed.person, number: "DOC-3", dueOn: Registry.today.adding(days: 1),
          amount: Cents(100)))
      let desk = try await registry.office.listings.listingDesk(of: listed.person)
      #expect(desk.titles.map(\.row.number) == ["DOC-1", "DOC-2"])
      #expect(desk.titles.map(\.eligibility.isEligible) == [false, true])
      #expect(desk.titles[0].eligibility.reasons.map(\.code) == [.alreadyListed])
      #expect(desk.titles[1].row.id == free.id)
      #expect(desk.codes.map(\.code).contains("A1"))
      // The code of companies is not for a natural person.
      #expect(!desk.codes.map(\.code).contains("A2"))
      #expect(desk.codesSyncedAt != nil)
      // What the desk says is what the request does.
      let sent = try await registry.office.listings.requestListings(
        of: [free.id], restrictionCode: desk.codes[0].code, actor: Registry.actor)
      #expect(sent.count == 1)
    }
  }
}
