import Credit
import SQLDatabase
import World

extension Office {
  /// The next cases of the list after `place`, at most `limit`. Read in the order of the due
  /// dates: a title opens a case where its person has no older one.
  package func browseCases(
    _ browse: CaseBrowse, after place: CaseBrowse.Place?, limit: Int
  ) async throws -> CasePage {
    let query = CaseBrowseQuery(
      browse: browse, place: place, limit: limit, today: world.clock.now().civilDate,
      engine: database.engine)
    return try await database.read { transaction in
      let bound = try query.bound(in: transaction)
      let cases = try query.cases(upTo: bound, in: transaction)
      return CasePage(
        cases: cases, isCut: try query.isCut(in: transaction),
        resume: cases.count < limit ? bound : nil)
    }
  }
}

/// The SQL of the list of cases.
struct CaseBrowseQuery: Sendable {
  private let browse: CaseBrowse
  private let place: CaseBrowse.Place?
  private let limit: Int
  private let today: CivilDate
  private let range: NameRange?

  init(
    browse: CaseBrowse, place: CaseBrowse.Place?, limit: Int, today: CivilDate,
    engine: DatabaseEngine
  ) {
    self.browse = browse
    self.place = place
    self.limit = limit
    self.today = today
    range = browse.namePrefix.map { NameRange(prefix: $0, engine: engine) }
  }

  func isCut(in transaction: Transaction) throws -> Bool {
    try range?.isShared(byMoreThan: CaseBrowse.peopleLimit, in: transaction) ?? false
  }

  /// The last title that this page looks at; nil where it may look at all that are left. Most
  /// titles open no case where people owe several, so a page is bound by them and not by cases.
  func bound(in transaction: Transaction) throws -> CaseBrowse.Place? {
    guard range == nil, browse.person == nil else { return nil }
    let (sql, arguments) = boundText
    return try transaction.first(sql, arguments) {
      CaseBrowse.Place(dueOn: try $0.date(0), title: try $0.id(1))
    }
  }

  func cases(
    upTo bound: CaseBrowse.Place?, in transaction: Transaction
  ) throws -> [CollectionCase] {
    let (sql, arguments) = text(upTo: bound)
    var cases = try transaction.query(sql, arguments, Self.decode)
    guard !cases.isEmpty else { return [] }
    var places: [ID<Person>: Int] = [:]
    for (index, found) in cases.enumerated() { places[found.person] = index }
    let people = cases.map(\.person.sqlValue)
    try KeyedRows.forEach(
      """
      SELECT person_id, open_cents, disputed, court_order FROM receivables
      WHERE \(Self.openWords) AND due_on < \(today.daysSinceEpoch) AND person_id IN
      """, keys: people, in: transaction
    ) { row in
      guard let index = places[try row.id(0)] else { return }
      cases[index].titleCount += 1
      cases[index].open += try row.cents(1)
      let isDisputed = try row.bool(2) || row.bool(3)
      if isDisputed { cases[index].disputedCount += 1 }
    }
    try addListings(to: &cases, places, people, in: transaction)
    return cases
  }

  private func addListings(
    to cases: inout [CollectionCase], _ places: [ID<Person>: Int], _ people: [SQLValue],
    in transaction: Transaction
  ) throws {
    try KeyedRows.forEach(
      """
      SELECT person_id, state, visible_from_on FROM listings
      WHERE state NOT IN ('rejected', 'removed', 'removedByBureau', 'expired') AND person_id IN
      """, keys: people, in: transaction
    ) { row in
      guard let index = places[try row.id(0)] else { return }
      let state: ListingState.Word = try row.word(1)
      cases[index].listings[state, default: 0] += 1
      guard state == .inNotice, let day = try row.optionalDate(2) else { return }
      cases[index].visibleFrom = min(cases[index].visibleFrom ?? day, day)
    }
  }

  private static let openWords = "status IN ('open', 'partiallyPaid')"

  private var order: String {
    browse.isDescending ? "r.due_on DESC, r.id DESC" : "r.due_on, r.id"
  }

  var boundText: (sql: String, arguments: [SQLValue]) {
    var words = Words()
    let conditions = titles(&words)
    return (
      """
      SELECT r.due_on, r.id FROM receivables r WHERE \(conditions)
      ORDER BY \(order) LIMIT 1 OFFSET \(browse.scanLimit - 1)
      """, words.arguments
    )
  }

  /// The statement of a page with its arguments.
  func text(upTo bound: CaseBrowse.Place?) -> (sql: String, arguments: [SQLValue]) {
    var words = Words()
    var source = "receivables r"
    var conditions = [titles(&words)]
    if let bound {
      let sign = browse.isDescending ? ">=" : "<="
      conditions.append("(r.due_on, r.id) \(sign) \(words.place(bound))")
    }
    if let range {
      let condition = range.condition(first: words.arguments.count + 1)
      let people = "SELECT id FROM people WHERE \(condition)"
      words.arguments += range.arguments.map(\.sqlValue)
      source = "(\(people) LIMIT \(CaseBrowse.peopleLimit)) AS named CROSS JOIN receivables r"
      conditions.append("r.person_id = named.id")
    }
    if let person = browse.person { conditions.append("r.person_id = \(words.value(person))") }
    conditions.append(
      """
      NOT EXISTS (SELECT 1 FROM receivables o WHERE o.person_id = r.person_id
        AND o.\(Self.openWords) AND (o.due_on, o.id) < (r.due_on, r.id))
      """)
    let sql = """
      SELECT r.person_id, p.name, p.document_masked, p.city, p.state, r.id, r.number, r.due_on
      FROM (SELECT r.id FROM \(source) WHERE \(conditions.joined(separator: " AND "))
        ORDER BY \(order) LIMIT \(limit)) AS chosen
      JOIN receivables r ON r.id = chosen.id JOIN people p ON p.id = r.person_id
      ORDER BY \(order)
      """
    return (sql, words.arguments)
  }

  /// The titles that may open a case of this list, behind the page before.
  private func titles(_ words: inout Words) -> String {
    var conditions = ["r.\(Self.openWords)"]
    conditions.append("r.due_on <= \(words.value(today.adding(days: -browse.leastDays)))")
    if let days = browse.mostDays {
      conditions.append("r.due_on >= \(words.value(today.adding(days: -days)))")
    }
    if let place {
      let sign = browse.isDescending ? "<" : ">"
      conditions.append("(r.due_on, r.id) \(sign) \(words.place(place))")
    }
    return conditions.joined(separator: " AND ")
  }

  /// The arguments of a statement while it is written.
  private struct Words {
    var arguments: [SQLValue] = []

    mutating func value(_ value: any SQLConvertible) -> String {
      arguments.append(value.sqlValue)
      return "?\(arguments.count)"
    }

    mutating func place(_ place: CaseBrowse.Place) -> String {
      "(\(value(place.dueOn)), \(value(place.title)))"
    }
  }

  private static func decode(_ row: Row) throws -> CollectionCase {
    CollectionCase(
      person: try row.id(0), personName: try row.text(1), documentMasked: try row.optionalText(2),
      city: try row.text(3), state: try row.text(4), oldest: try row.id(5),
      oldestNumber: try row.text(6), oldestDueOn: try row.date(7), titleCount: 0, open: .zero,
      disputedCount: 0, listings: [:], visibleFrom: nil)
  }
}
