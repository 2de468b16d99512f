import Credit
import Fictitious
import SQLDatabase
import TestKit
import Testing
import World

@testable import DebtCollection

/// Lists of titles and of cases against lists that are sorted in memory.
@Suite("Lists of titles and of cases")
struct TitleListTests {
  struct Title {
    let id: Int64
    let person: Int64
    let dueOn: CivilDate
    let open: Int64
    let status: ReceivableStatus
    let isDisputed: Bool
  }

  static let people = 12
  static let today = CivilDate(year: 2026, month: 11, day: 24)!

  /// Titles of a few people, many with the same due date; the same for each seed.
  static func titles(seed: UInt64) -> [Title] {
    var numbers = SeededNumbers(seed: seed)
    return (0..<120).map { index in
      let statuses: [ReceivableStatus] = [
        .open, .open, .open, .partiallyPaid, .paid, .cancelled, .renegotiated,
      ]
      let status = statuses[Int.random(in: 0..<statuses.count, using: &numbers)]
      return Title(
        id: Int64(1_000 + index), person: Int64.random(in: 1...Int64(people), using: &numbers),
        dueOn: today.adding(days: Int.random(in: -40...5, using: &numbers)),
        open: status == .paid ? 0 : Int64.random(in: 1...100, using: &numbers), status: status,
        isDisputed: Int.random(in: 0..<5, using: &numbers) == 0)
    }
  }

  static func fill(_ test: TestOffice, _ titles: [Title]) async throws {
    try await test.office.database.write { transaction in
      try transaction.executeMany(
        """
        INSERT INTO people (id, stage, kind, name, name_folded, postal_code, street, number,
          complement, district, city, state, has_postal_address, created_at, updated_at)
        VALUES (?1, 'lead', 'natural', ?2, ?3, '', '', '', '', '', '', '', 0, 0, 0)
        """,
        (1...people).map { number in
          let name = number <= 3 ? "Ana \(number)" : "Bia \(number)"
          return [Int64(number).sqlValue, .text(name), .text(PersonRows.folded(name))]
        })
      try transaction.executeMany(
        """
        INSERT INTO receivables (id, person_id, number, due_on, amount_cents, open_cents, status,
          disputed, court_order, bank_listed, reinclusion_blocked, created_at, updated_at)
        VALUES (?1, ?2, ?3, ?4, 100, ?5, ?6, ?7, 0, 0, 0, 0, 0)
        """,
        titles.map {
          [
            $0.id.sqlValue, $0.person.sqlValue, .text("N\($0.id % 7)"), $0.dueOn.sqlValue,
            $0.open.sqlValue, .text($0.status.rawValue), $0.isDisputed.sqlValue,
          ]
        })
    }
  }

  static func isOpen(_ title: Title) -> Bool {
    title.status == .open || title.status == .partiallyPaid
  }

  static func isIn(_ title: Title, _ situation: TitleBrowse.Situation) -> Bool {
    switch situation {
    case .all: true
    case .open: isOpen(title)
    case .overdue: isOpen(title) && title.dueOn < today
    case .listed: false
    case .disputed: title.isDisputed
    case .paid: title.status == .paid
    case .cancelled: title.status == .cancelled
    case .renegotiated: title.status == .renegotiated
    }
  }

  @Test(arguments: TestDatabase.available)
  func pagesOfTitlesAreTheWholeListInOrder(_ engine: TestDatabase) async throws {
    let titles = Self.titles(seed: 11)
    try await TestOffice.with(engine, on: Self.today) { test in
      try await Self.fill(test, titles)
      for situation in TitleBrowse.Situation.allCases {
        for isDescending in [false, true] {
          for name in [nil, "ana"] as [String?] {
            var browse = TitleBrowse()
            browse.situation = situation
            browse.isDescending = isDescending
            browse.namePrefix = name
            let expected = titles.filter {
              Self.isIn($0, situation) && (name == nil || $0.person <= 3)
            }.sorted {
              let before = ($0.dueOn, $0.id) < ($1.dueOn, $1.id)
              return isDescending ? !before && $0.id != $1.id : before
            }.map(\.id)
            let found = try await Self.all(browse, test)
            #expect(found == expected, "\(situation), \(isDescending), \(name ?? "")")
          }
        }
      }
    }
  }

  private static func all(_ browse: TitleBrowse, _ test: TestOffice) async throws -> [Int64] {
    var found: [Int64] = []
    var place: DuePlace?
    while true {
      let lines = try await test.office.receivables.browseTitles(browse, after: place, limit: 7)
        .lines
      found += lines.map(\.id.number)
      guard lines.count == 7, let last = lines.last else { return found }
      place = DuePlace(dueOn: last.dueOn, title: last.id)
    }
  }

  @Test(arguments: TestDatabase.available)
  func aTitleIsFoundByAnyOfItsNumbersOnce(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine, on: Self.today) { test in
      try await Self.fill(test, Self.titles(seed: 3))
      try await test.office.database.write { transaction in
        _ = try transaction.execute(
          "UPDATE receivables SET bank_number = 'N3', external_code = 'X' WHERE id = 1003")
      }
      for (number, expected) in [("N3", 18), ("X", 1), ("n3", 0), ("N", 0)] {
        var browse = TitleBrowse()
        browse.number = number
        let lines = try await test.office.receivables.browseTitles(browse, after: nil, limit: 200)
          .lines
        #expect(lines.count == expected, "\(number)")
        #expect(Set(lines.map(\.id)).count == lines.count)
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func aCaseStandsWhereThePersonsOldestOverdueTitleIs(_ engine: TestDatabase) async throws {
    let titles = Self.titles(seed: 5)
    try await TestOffice.with(engine, on: Self.today) { test in
      try await Self.fill(test, titles)
      for (least, most) in [(1, nil), (10, 20), (31, nil)] as [(Int, Int?)] {
        for isDescending in [false, true] {
          var browse = CaseBrowse()
          (browse.leastDays, browse.mostDays) = (least, most)
          browse.isDescending = isDescending
          // A page may come to its end before it is full.
          browse.scanLimit = 5
          let open = titles.filter { Self.isOpen($0) }
          let oldest = Dictionary(grouping: open, by: \.person).values.map { own in
            own.min { ($0.dueOn, $0.id) < ($1.dueOn, $1.id) }!
          }.filter {
            let days = Self.today.days(since: $0.dueOn)
            return days >= least && (most.map { days <= $0 } ?? true)
          }.sorted {
            let before = ($0.dueOn, $0.id) < ($1.dueOn, $1.id)
            return isDescending ? !before && $0.id != $1.id : before
          }
          let found = try await Self.all(browse, test)
          #expect(found.map(\.oldest.number) == oldest.map(\.id))
          for one in found {
            let own = open.filter {
              $0.person == one.person.number && $0.dueOn < Self.today
            }
            #expect(one.titleCount == own.count)
            #expect(one.open == Cents(own.reduce(0) { $0 + $1.open }))
            #expect(one.disputedCount == own.count { $0.isDisputed })
          }
        }
      }
    }
  }

  private static func all(
    _ browse: CaseBrowse, _ test: TestOffice
  ) async throws -> [CollectionCase] {
    var found: [CollectionCase] = []
    var place: DuePlace?
    while true {
      let page = try await test.office.cases.browseCases(browse, after: place, limit: 3)
      found += page.cases
      if page.cases.count == 3, let last = page.cases.last {
        #expect(page.resume == nil)
        place = DuePlace(dueOn: last.oldestDueOn, title: last.oldest)
      } else if let resume = page.resume {
        place = resume
      } else {
        return found
      }
    }
  }

  /// No page of these lists may look through the whole table.
  @Test func plansUseTheIndexes() async throws {
    try await TestOffice.with(.sqlite, on: Self.today) { test in
      try await Self.fill(test, Self.titles(seed: 1))
      var statements: [(String, sql: String, arguments: [SQLValue])] = []
      for situation in TitleBrowse.Situation.allCases {
        var browse = TitleBrowse()
        browse.situation = situation
        let query = TitleBrowseQuery(
          browse: browse, place: .init(dueOn: Self.today, title: ID(5)), limit: 50,
          today: Self.today, engine: .sqlite)
        statements.append(("\(situation)", query.text.sql, query.text.arguments))
      }
      let cases = CaseBrowseQuery(
        browse: CaseBrowse(), place: .init(dueOn: Self.today, title: ID(5)), limit: 50,
        today: Self.today, engine: .sqlite)
      let page = cases.text(upTo: .init(dueOn: Self.today, title: ID(9)))
      statements.append(("cases", page.sql, page.arguments))
      statements.append(("bound", cases.boundText.sql, cases.boundText.arguments))
      for (name, sql, arguments) in statements {
        let plan = try await test.office.database.read { transaction in
          try transaction.query("EXPLAIN QUERY PLAN " + sql, arguments) { try $0.text(3) }
        }
        let scans = plan.filter {
          $0.hasPrefix("SCAN r") && !$0.contains("USING") || $0.hasPrefix("SCAN people")
        }
        #expect(scans.isEmpty, "\(name): \(plan)")
      }
    }
  }
}
