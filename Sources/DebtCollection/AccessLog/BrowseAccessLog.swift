package import Credit
import SQLDatabase

/// Which lines of the access log a list shows; newest first.
package struct AccessBrowse: Sendable {
  /// As the log keeps it: `user:ana@provedor.example`.
  package var actor: String?
  package var action: String?
  /// The printed id of what it was done to.
  package var subject: String?
  /// Everything about one person: what was done to the record, and whoever asked about the same
  /// document, also before the person was known.
  package var person: ID<Person>?
  package var from: CivilDate?
  /// The last day that is shown.
  package var to: CivilDate?

  package init() {}

  /// The last line of the page before.
  package struct Place: Hashable, Sendable {
    package let at: Instant
    package let id: ID<AccessLogEntry>

    package init(at: Instant, id: ID<AccessLogEntry>) {
      self.at = at
      self.id = id
    }
  }
}

extension AccessRecords {
  /// - Parameter limit: one more than is shown tells whether there are more.
  package func browseAccessLog(
    _ browse: AccessBrowse, after place: AccessBrowse.Place? = nil, limit: Int
  ) async throws -> [AccessLogEntry] {
    var conditions = Conditions()
    // What is narrowed to a person is found by the person: no index may be taken for the others.
    func column(_ name: String) -> String {
      browse.person == nil ? name : database.engine.unindexed(name)
    }
    if let actor = browse.actor { conditions.add("\(column("actor")) = ?", actor) }
    if let action = browse.action { conditions.add("\(column("action")) = ?", action) }
    if let subject = browse.subject { conditions.add("subject = ?", subject) }
    if let from = browse.from { conditions.add("at >= ?", from.startOfDay) }
    if let to = browse.to { conditions.add("at < ?", to.adding(days: 1).startOfDay) }
    if let place { conditions.add("(at, id) < (?, ?)", place.at, place.id) }
    let chosen = conditions
    return try await database.read { transaction in
      var chosen = chosen
      if let person = browse.person {
        let index = try transaction.first(
          "SELECT document_index FROM people WHERE id = ?1", [person]
        ) { try $0.optionalBytes(0) }
        if let index = index ?? nil {
          chosen.add("(subject = ? OR document_index = ?)", person.description, index)
        } else {
          chosen.add("subject = ?", person.description)
        }
      }
      return try transaction.query(
        "SELECT \(AccessLogEntry.columns) FROM access_log" + chosen.clause
          + " ORDER BY at DESC, id DESC LIMIT \(limit)",
        chosen.arguments, AccessLogEntry.decode)
    }
  }
}
