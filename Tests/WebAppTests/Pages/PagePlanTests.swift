import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import SQLDatabase
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

/// Lists stay fast at a million rows: no page reads a large table from end to end, nor sorts it.
@Suite struct PagePlanTests {
  @Test func noPageReadsALargeTableFromEndToEnd() async throws {
    try await TestSite.with { site in
      let listening = ListeningDatabase(site.office.database)
      try await Self.visitAll(site, over: listening)
      try await expectPlans(of: listening.statements, in: site.office.database)
    }
  }

  /// Opens every page and every crossing of filters of the lists, over a filled house.
  static func visitAll(_ site: TestSite, over listening: ListeningDatabase) async throws {
    let house = try await SampleHouse.fill(site)
    try await site.visiting(over: listening) { other in
      let browser = try await other.browser(as: .administrator)
      for route in other.pages where route.method == .get {
        guard !PagePaths.isStream(route.path),
          let path = PagePaths.path(of: route.path, in: house)
        else { continue }
        for address in [path] + PagePaths.filtered(route.path, in: house) {
          _ = try await browser.get(address)
        }
      }
      let lists = ListAddresses(
        person: house.customer, names: ["Cla"], numbers: ["T-1"],
        today: site.office.world.clock.now().civilDate)
      for address in lists.all {
        let answer = try await browser.get(address)
        #expect(answer.status == .ok, "\(address)")
      }
    }
  }

  private func expectPlans(of statements: Set<String>, in database: any Database) async throws {
    #expect(statements.count > 30, "the pages were not heard")
    for sql in statements.sorted() {
      if LargeTables.isReasoned(sql, by: LargeTables.reasoned) { continue }
      let steps = try await database.read { transaction in
        let nothing = [SQLValue](repeating: .null, count: Self.parameterCount(sql))
        return try transaction.query("EXPLAIN QUERY PLAN " + sql, nothing) {
          Step(parent: try $0.integer(1), text: try $0.text(3))
        }
      }
      let tables = Self.aliases(sql)
      expectNarrow(steps, sql)
      for step in steps where step.text.hasPrefix("SCAN ") {
        let name = String(step.text.split(separator: " ")[1])
        let isLarge = LargeTables.all.contains(tables[name] ?? name)
        #expect(
          !isLarge || isPage(step, of: steps, sql), "\(step.text) in:\n\(sql)\n\(steps)")
      }
    }
  }

  /// What a list is narrowed to is read by an index of that: another one, of a state or an order,
  /// holds the rows of all people. In the order of the marks, the first that a part has counts.
  static let narrowing: [(mark: String, index: String)] = [
    ("r.number = ", "(number="), ("r.bank_number = ", "(bank_number="),
    ("r.external_code = ", "(external_code="), (".person_id = named.id", "(person_id="),
    ("r.person_id = ?", "(person_id="), ("l.person_id = ?", "(person_id="),
    ("person_id IN (SELECT", "(person_id="),
    ("(subject = ?", "(subject="), ("l.requested_at >= ?1", "(requested_at>"),
  ]

  private func expectNarrow(_ steps: [Step], _ sql: String) {
    guard let narrowing = Self.narrowing.first(where: { sql.contains($0.mark) }) else { return }
    #expect(
      steps.contains { $0.text.contains(narrowing.index) },
      "\(narrowing.mark) is not read by its index in:\n\(sql)\n\(steps)")
    for step in steps where step.text.hasPrefix("SEARCH") {
      let isOther = ["(status=", "(state=", "(origin=", "(actor=", "(action=", "(due_on"]
        .contains { step.text.contains($0) }
      #expect(!isOther, "\(step.text) reads the rows of all people in:\n\(sql)\n\(steps)")
    }
  }

  /// The largest number behind a `?`.
  private static func parameterCount(_ sql: String) -> Int {
    sql.split(separator: "?").dropFirst().compactMap { Int($0.prefix(while: \.isNumber)) }.max()
      ?? 0
  }

  private struct Step {
    let parent: Int64
    let text: String
  }

  /// In the order of an index, or of the ids, a list may begin at its end: it stops with its page.
  private func isPage(_ step: Step, of steps: [Step], _ sql: String) -> Bool {
    let isSorted = steps.contains {
      $0.parent == step.parent && $0.text.contains("TEMP B-TREE FOR ORDER BY")
    }
    return sql.contains("LIMIT") && !isSorted
  }

  /// `FROM receivables r` and `JOIN people AS p`: what a name in a plan stands for.
  static func aliases(_ sql: String) -> [String: String] {
    let words = sql.split { " \n,()".contains($0) }.map(String.init)
    var tables: [String: String] = [:]
    for (index, word) in words.enumerated() where ["FROM", "JOIN"].contains(word) {
      guard index + 1 < words.count else { continue }
      let table = words[index + 1]
      tables[table] = table
      var next = index + 2
      if next < words.count, words[next] == "AS" { next += 1 }
      if next < words.count { tables[words[next]] = table }
    }
    return tables
  }
}
