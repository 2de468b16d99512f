package import Credit
import SQLDatabase
import Sealing
import World

/// A person as a line of a list, with what a reader of it decides by.
package struct PersonSummary: Sendable {
  package let person: PersonRow
  /// Open titles that are due before today.
  package let overdueCount: Int
  package let overdue: Cents
  /// Listings that live.
  package let listingCount: Int
  /// The last inquiry that was made of the person.
  package let inquiredAt: Instant?
  package let inquiryOutcome: InquiryOutcome?
  /// Whether the bureau had another name for the document in that inquiry.
  package let identityDiffers: Bool
}

/// Which people a list shows, and in which order.
package struct PersonBrowse: Sendable {
  package enum Order: String, Hashable, CaseIterable, Sendable {
    case name, newest
  }

  /// The last line of the page before: in both orders its id, by name also its folded name.
  package struct Place: Hashable, Sendable {
    package let name: String?
    package let id: ID<Person>

    package init(name: String?, id: ID<Person>) {
      self.name = name
      self.id = id
    }
  }

  package let stage: PersonStage
  /// The beginning of a name; case and accents do not count.
  package var namePrefix: String?
  package var person: ID<Person>?
  package var order = Order.name

  package init(stage: PersonStage) {
    self.stage = stage
  }

  /// The place behind a line.
  package func place(behind line: PersonSummary) -> Place {
    Place(
      name: order == .name ? PersonRows.folded(line.person.name) : nil, id: line.person.id)
  }
}

extension People {
  /// The next people of a list after `place`, at most `limit`. The work does not grow with the
  /// number of people: one stretch of the index of the stage, then what belongs to each line.
  package func browsePeople(
    _ browse: PersonBrowse, after place: PersonBrowse.Place?, limit: Int
  ) async throws -> [PersonSummary] {
    let query = PersonBrowseQuery(
      browse: browse, place: place, limit: limit, engine: database.engine)
    let today = world.clock.now().civilDate
    return try await database.read { [documents] transaction in
      let people = try transaction.query(query.sql, query.arguments, PersonRows.decode)
      return try PersonFigures.read(people, today: today, documents, in: transaction)
    }
  }
}

/// The SQL of a list of people.
struct PersonBrowseQuery: Sendable {
  let sql: String
  let arguments: [SQLValue]

  init(browse: PersonBrowse, place: PersonBrowse.Place?, limit: Int, engine: DatabaseEngine) {
    let name = NameRange.column(engine)
    var conditions = Conditions()
    conditions.add("stage = ?", browse.stage.rawValue)
    if let prefix = browse.namePrefix {
      NameRange(prefix: prefix, engine: engine).add(to: &conditions)
    }
    if let person = browse.person { conditions.add("id = ?", person) }
    switch browse.order {
    case .name:
      if let place { conditions.add("(\(name), id) > (?, ?)", place.name ?? "", place.id) }
    case .newest:
      if let place { conditions.add("id < ?", place.id) }
    }
    let order = browse.order == .name ? "\(name), id" : "id DESC"
    sql = "\(PersonRows.select)\(conditions.clause) ORDER BY \(order) LIMIT \(limit)"
    arguments = conditions.arguments
  }
}

/// What titles, listings and inquiries say of the people of one page.
enum PersonFigures {
  static func read(
    _ people: [PersonRow], today: CivilDate, _ documents: DocumentIndex,
    in transaction: Transaction
  ) throws -> [PersonSummary] {
    guard !people.isEmpty else { return [] }
    let places = people.indices.map { "?\($0 + 2)" }.joined(separator: ", ")
    let arguments: [any SQLConvertible] = [today] + people.map(\.id)
    var overdue: [ID<Person>: (count: Int, total: Cents)] = [:]
    try transaction.forEach(
      """
      SELECT person_id, COUNT(*), CAST(SUM(open_cents) AS BIGINT) FROM receivables
      WHERE person_id IN (\(places)) AND status IN ('open', 'partiallyPaid') AND due_on < ?1
      GROUP BY person_id
      """, arguments
    ) { overdue[try $0.id(0)] = (Int(try $0.integer(1)), try $0.cents(2)) }
    var listings: [ID<Person>: Int] = [:]
    let ids = people.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    try transaction.forEach(
      """
      SELECT person_id, COUNT(*) FROM listings WHERE person_id IN (\(ids))
        AND state NOT IN (\(ListingRows.finalStates))
      GROUP BY person_id
      """, people.map(\.id)
    ) { listings[try $0.id(0)] = Int(try $0.integer(1)) }
    var inquiries: [ID<Person>: (at: Instant, outcome: InquiryOutcome?, name: [UInt8]?)] = [:]
    try transaction.forEach(
      """
      SELECT person_id, requested_at, outcome, bureau_name_index FROM inquiries WHERE id IN (
        SELECT MAX(id) FROM inquiries WHERE person_id IN (\(ids)) GROUP BY person_id)
      """, people.map(\.id)
    ) { row in
      inquiries[try row.id(0)] = (
        try row.instant(1), row.isNull(2) ? nil : try row.word(2), try row.optionalBytes(3)
      )
    }
    return people.map { person in
      PersonSummary(
        person: person, overdueCount: overdue[person.id]?.count ?? 0,
        overdue: overdue[person.id]?.total ?? .zero, listingCount: listings[person.id] ?? 0,
        inquiredAt: inquiries[person.id]?.at, inquiryOutcome: inquiries[person.id]?.outcome,
        identityDiffers: (inquiries[person.id]?.name).map {
          $0 != BureauName.proof(of: person.name, documents)
        } ?? false)
    }
  }
}

extension People {
  /// A person with the figures of a line of a list.
  package func summary(of person: PersonRow) async throws -> PersonSummary {
    let today = world.clock.now().civilDate
    let lines = try await database.read { [documents] in
      try PersonFigures.read([person], today: today, documents, in: $0)
    }
    return lines[0]
  }

  /// The names of people by their ids; unknown ids are left out.
  package func names(of people: [ID<Person>]) async throws -> [ID<Person>: String] {
    let ids = Array(Set(people))
    guard !ids.isEmpty else { return [:] }
    let places = (1...ids.count).map { "?\($0)" }.joined(separator: ", ")
    let pairs = try await database.read { transaction in
      try transaction.query("SELECT id, name FROM people WHERE id IN (\(places))", ids) {
        (id: try $0.id(0) as ID<Person>, name: try $0.text(1))
      }
    }
    return Dictionary(uniqueKeysWithValues: pairs.map { ($0.id, $0.name) })
  }
}
