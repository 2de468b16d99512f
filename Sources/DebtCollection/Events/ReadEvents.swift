package import Credit
package import JSONText
import SQLDatabase

/// An event as `GET /events` lists it.
package struct EventEntry: Hashable, Sendable {
  package let id: ID<PublishedEvent>
  /// `listing.active`, `inquiry.completed`, …
  package let name: String
  package let at: Instant
  package let listing: ID<Listing>?
  package let data: JSON
}

extension EventLog {
  /// Published events, newest first; all, of one name, or of one listing.
  package func events(
    name: String? = nil, listing: ID<Listing>? = nil, page: PageRequest = PageRequest()
  ) async throws -> ResultPage<EventEntry> {
    var conditions = Conditions()
    if let name { conditions.add("name = ?", name) }
    if let listing { conditions.add("listing_id = ?", listing) }
    if let cursor = page.cursor { conditions.add("id < ?", cursor) }
    let chosen = conditions
    let rows = try await database.read { transaction in
      try transaction.query(
        "SELECT id, name, at, listing_id, data FROM published_events" + chosen.clause
          + " ORDER BY id DESC LIMIT \(page.limit + 1)",
        chosen.arguments
      ) { row in
        EventEntry(
          id: try row.id(0), name: try row.text(1), at: try row.instant(2),
          listing: try row.optionalID(3), data: try JSON.parse(try row.text(4)))
      }
    }
    return ResultPage(rows: rows, limit: page.limit) { $0.id.number }
  }
}
