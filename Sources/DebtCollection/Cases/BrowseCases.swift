import Credit
import SQLDatabase
import World

extension Cases {
  /// The next cases of the list after `place`, at most `limit`. Read in the order of the due
  /// dates: a title opens a case where its person has no older one.
  package func browseCases(
    _ browse: CaseBrowse, after place: DuePlace?, limit: Int
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
  private let place: DuePlace?
  private let limit: Int
  private let today: CivilDate
  private let people: PersonNarrowing

  init(
    browse: CaseBrowse, place: DuePlace?, limit: Int, today: CivilDate,
    engine: DatabaseEngine
  ) {
    self.browse = browse
    self.place = place
    self.limit = limit
    self.today = today
    people = PersonNarrowing(
      namePrefix: browse.namePrefix, person: browse.person, limit: CaseBrowse.peopleLimit,
      engine: engine)
  }

  func isCut(in transaction: Transaction) throws -> Bool {
    try people.isCut(in: transaction)
  }

  /// The last title that this page looks at; nil where it may look at all that are left. Most
  /// titles open no case where people owe several, so a page is bound by them and not by cases.
  func bound(in transaction: Transaction) throws -> DuePlace? {
    guard !people.isNarrow else { return nil }
    let (sql, arguments) = boundText
    return try transaction.first(sql, arguments) {
      DuePlace(dueOn: try $0.date(0), title: try $0.id(1))
    }
  }

  func cases(
    upTo bound: DuePlace?, in transaction: Transaction
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
      WHERE state NOT IN (\(ListingRows.finalStates)) AND person_id IN
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
    var arguments = StatementArguments()
    let conditions = titles(&arguments)
    return (
      """
      SELECT r.due_on, r.id FROM receivables r WHERE \(conditions)
      ORDER BY \(order) LIMIT 1 OFFSET \(browse.scanLimit - 1)
      """, arguments.values
    )
  }

  /// The statement of a page with its arguments.
  func text(upTo bound: DuePlace?) -> (sql: String, arguments: [SQLValue]) {
    var arguments = StatementArguments()
    var conditions = [titles(&arguments)]
    if let bound {
      let sign = browse.isDescending ? ">=" : "<="
      conditions.append("(r.due_on, r.id) \(sign) \(bound.text(&arguments))")
    }
    let (source, narrowed) = people.source(of: "receivables", as: "r", &arguments)
    conditions += narrowed
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
    return (sql, arguments.values)
  }

  /// The titles that may open a case of this list, behind the page before.
  private func titles(_ arguments: inout StatementArguments) -> String {
    var conditions = ["r.\(Self.openWords)"]
    conditions.append("r.due_on <= \(arguments.add(today.adding(days: -browse.leastDays)))")
    if let days = browse.mostDays {
      conditions.append("r.due_on >= \(arguments.add(today.adding(days: -days)))")
    }
    if let place {
      let sign = browse.isDescending ? "<" : ">"
      conditions.append("(r.due_on, r.id) \(sign) \(place.text(&arguments))")
    }
    return conditions.joined(separator: " AND ")
  }

  private static func decode(_ row: Row) throws -> CollectionCase {
    CollectionCase(
      person: try row.id(0), personName: try row.text(1), documentMasked: try row.optionalText(2),
      city: try row.text(3), state: try row.text(4), oldest: try row.id(5),
      oldestNumber: try row.text(6), oldestDueOn: try row.date(7), titleCount: 0, open: .zero,
      disputedCount: 0, listings: [:], visibleFrom: nil)
  }
}
