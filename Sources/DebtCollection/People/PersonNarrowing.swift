import Credit
import SQLDatabase

/// What a list is narrowed to: one person, or the people whose names begin alike. The few people
/// come first and then what is theirs, never the other way round: read through another index, the
/// titles or listings of all people would be looked at for each of them.
struct PersonNarrowing: Sendable {
  private let range: NameRange?
  private let person: ID<Person>?
  /// People whose names are looked through at the most.
  private let limit: Int
  private let engine: DatabaseEngine

  init(namePrefix: String?, person: ID<Person>?, limit: Int, engine: DatabaseEngine) {
    range = namePrefix.map { NameRange(prefix: $0, engine: engine) }
    self.person = person
    self.limit = limit
    self.engine = engine
  }

  var isNarrow: Bool { range != nil || person != nil }

  /// The table that is read, with the people before it, and what holds of its rows.
  /// - Parameter alias: of the table, which has a column `person_id`.
  func source(
    of table: String, as alias: String, _ arguments: inout StatementArguments
  ) -> (source: String, conditions: [String]) {
    var source = "\(table) \(alias)"
    var conditions: [String] = []
    if let range {
      let people = "SELECT id FROM people WHERE \(range.condition(&arguments))"
      let named = "(\(people) LIMIT \(limit)) AS named CROSS JOIN"
      // SQLite keeps the order of a cross join; PostgreSQL only where the rows hang on the people.
      switch engine {
      case .sqlite:
        source = "\(named) \(source)"
        conditions.append("\(alias).person_id = named.id")
      case .postgres:
        let rows = "(SELECT * FROM \(table) WHERE person_id = named.id OFFSET 0)"
        source = "\(named) LATERAL \(rows) AS \(alias)"
      }
    }
    if let person { conditions.append("\(alias).person_id = \(arguments.add(person))") }
    return (source, conditions)
  }

  /// A column of text as a condition names it: where people narrow the list, no index may be
  /// taken for another condition.
  func filtered(_ column: String) -> String { isNarrow ? engine.unindexed(column) : column }

  /// Whether more people share the name than are looked through.
  func isCut(in transaction: Transaction) throws -> Bool {
    try range?.isShared(byMoreThan: limit, in: transaction) ?? false
  }
}
