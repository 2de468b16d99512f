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

  init(namePrefix: String?, person: ID<Person>?, limit: Int, engine: DatabaseEngine) {
    range = namePrefix.map { NameRange(prefix: $0, engine: engine) }
    self.person = person
    self.limit = limit
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
      source = "(\(people) LIMIT \(limit)) AS named CROSS JOIN \(source)"
      conditions.append("\(alias).person_id = named.id")
    }
    if let person { conditions.append("\(alias).person_id = \(arguments.add(person))") }
    return (source, conditions)
  }

  /// A column of text as a condition names it. Where people narrow the list, no index may be
  /// taken for another condition; without statistics the engine counts columns and would.
  func filtered(_ column: String) -> String { isNarrow ? "(\(column) || '')" : column }

  /// Whether more people share the name than are looked through.
  func isCut(in transaction: Transaction) throws -> Bool {
    try range?.isShared(byMoreThan: limit, in: transaction) ?? false
  }
}
