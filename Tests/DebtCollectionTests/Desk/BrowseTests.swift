import Credit
import Refusals
import SQLDatabase
import Sealing
import Synchronization
import TestKit
import Testing
import World

@testable import DebtCollection

/// The list of listings as the screens read it.
@Suite struct BrowseTests {
  private static let today = Desk.start

  private func record(visibleIn days: Int? = nil) -> BureauRecord {
    BureauRecord(
      reference: "b\(serial.next())", version: 1, state: .noticePeriod,
      visibleFrom: days.map { Self.today.adding(days: $0) })
  }

  private let serial = Serial()

  private func removal(dueIn days: Int) -> Removal {
    Removal(
      reason: .payment, requestedAt: Self.today.at(hour: 9),
      dueOn: Self.today.adding(days: days))
  }

  /// Two dozen listings of three people in every stretch of life, some of a day, some without.
  private func fill(_ desk: Desk) async throws -> [ID<Person>] {
    var people: [ID<Person>] = []
    for number in 1...3 { people.append(try await desk.addPerson(number: UInt64(number))) }
    for (index, person) in (people + people + people + people).enumerated() {
      try await desk.addListing(
        .inNotice(record(visibleIn: index % 3 == 0 ? nil : index % 5)), of: person)
      let state: ListingState =
        index % 2 == 0
        ? .removalQueued(removal(dueIn: index % 4 - 2), record())
        : .removalSubmitted(removal(dueIn: index % 3 - 1), record())
      try await desk.addListing(state, of: person)
      if index < 3 { try await desk.addListing(.queued, of: person) }
    }
    let named = people
    try await desk.office.database.write { transaction in
      for (name, person) in zip(["ANA", "ANA MARIA", "BEATRIZ"], named) {
        try transaction.execute(
          "UPDATE people SET name = ?2, name_folded = ?2 WHERE id = ?1", [person, name])
      }
    }
    return people
  }

  /// Walks a list page by page.
  private func walk(
    _ browse: ListingBrowse, _ office: Office, by limit: Int
  ) async throws -> [ListingSummary] {
    var all: [ListingSummary] = []
    var place: ListingBrowse.Place?
    repeat {
      let lines = try await office.listings.browseListings(browse, after: place, limit: limit).lines
      #expect(lines.count <= limit)
      all += lines
      place =
        lines.count < limit
        ? nil
        : lines.last.map { line in
          switch browse.order {
          case .newest, .oldest: .init(on: nil, id: line.id)
          case .visibility: .init(on: line.visibleFrom, id: line.id)
          case .removalTerm: .init(on: line.removalDueOn, id: line.id)
          }
        }
    } while place != nil && all.count < 100
    return all
  }

  @Test(arguments: TestDatabase.available)
  func pagesPutTogetherAreTheListInItsOrder(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      _ = try await fill(desk)
      var browse = ListingBrowse()
      let newest = try await walk(browse, desk.office, by: 5)
      #expect(newest.count == 27)
      #expect(newest.map(\.id) == newest.map(\.id).sorted(by: >))
      browse.states = [.removalQueued, .queued]
      let merged = try await walk(browse, desk.office, by: 4)
      #expect(merged.map(\.id) == newest.filter { browse.states.contains($0.state) }.map(\.id))
      browse.order = .oldest
      #expect(
        try await walk(browse, desk.office, by: 4).map(\.id) == merged.map(\.id).reversed())
      for limit in [1, 4, 50] {
        browse = ListingBrowse()
        browse.order = .visibility
        let notices = try await walk(browse, desk.office, by: limit)
        let days = notices.map { $0.visibleFrom?.daysSinceEpoch ?? Int32.max }
        // Those whose letter is not posted yet come last, and none is lost between pages.
        #expect(notices.count == 12)
        #expect(days == days.sorted())
        browse.order = .removalTerm
        let removals = try await walk(browse, desk.office, by: limit)
        #expect(removals.count == 12)
        #expect(removals.map { $0.removalDueOn! } == removals.map { $0.removalDueOn! }.sorted())
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func filtersNarrowAndAreTold(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let people = try await fill(desk)
      var browse = ListingBrowse()
      browse.namePrefix = "aná"
      let named = try await walk(browse, desk.office, by: 7)
      #expect(Set(named.map(\.person)) == Set(people.prefix(2)))
      #expect(named.count == 18)
      browse.states = [.queued]
      #expect(try await walk(browse, desk.office, by: 7).count == 2)
      browse = ListingBrowse()
      browse.person = people[2]
      browse.origin = .routine
      #expect(try await walk(browse, desk.office, by: 7).isEmpty)
      browse.origin = .manual
      #expect(try await walk(browse, desk.office, by: 7).count == 9)
      browse = ListingBrowse()
      browse.order = .removalTerm
      browse.removalDueBefore = Self.today
      let late = try await walk(browse, desk.office, by: 3)
      #expect(!late.isEmpty)
      #expect(late.allSatisfy { $0.removalDueOn! < Self.today })
      #expect(try await desk.office.figures.urgentFigures().overdueRemovals == late.count)
    }
  }

  @Test(arguments: TestDatabase.available)
  func aNameThatTooManyShareIsTold(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let person = try await desk.addPerson()
      try await desk.office.database.write { transaction in
        let first = try transaction.nextIdentifiers(ListingBrowse.peopleLimit)
        try transaction.executeMany(
          """
          INSERT INTO people (id, stage, kind, name, name_folded, postal_code, street, number,
            complement, district, city, state, has_postal_address, created_at, updated_at)
          VALUES (?1, 'lead', 'natural', 'Zé', 'ZE', '', '', '', '', '', '', '', 0, 0, 0)
          """, first.map { [$0.sqlValue] })
        try transaction.execute("UPDATE people SET name_folded = 'ZE' WHERE id = ?1", [person])
      }
      var browse = ListingBrowse()
      browse.namePrefix = "Zé"
      #expect(try await desk.office.listings.browseListings(browse, after: nil, limit: 5).isCut)
      browse.namePrefix = "Zélia"
      #expect(try await !desk.office.listings.browseListings(browse, after: nil, limit: 5).isCut)
    }
  }

  @Test(arguments: TestDatabase.available)
  func theFirstAdministratorIsOneEvenInARush(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let hasher = PasswordHasher(cost: .low, random: CountedBytes())
      let code = try await desk.office.users.issueSetUpCode() ?? ""
      let made = await withTaskGroup(of: Bool.self) { group in
        for number in 1...6 {
          group.addTask {
            do {
              _ = try await desk.office.users.addFirstAdministrator(
                email: "a\(number)@provedor.example", name: "A", password: "frase bem longa",
                code: code, hasher: hasher)
              return true
            } catch let refusal as Refusal {
              #expect(refusal.code == "already-set-up")
              return false
            } catch {
              Issue.record(error)
              return false
            }
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(made == 1)
      let users = try await desk.office.users.users()
      #expect(users.count == 1)
    }
  }
}

/// Numbers one after the other.
private final class Serial: Sendable {
  private let last = Mutex(0)

  func next() -> Int {
    last.withLock { last in
      last += 1
      return last
    }
  }
}
