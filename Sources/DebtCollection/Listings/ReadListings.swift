package import Credit
import Refusals
import SQLDatabase

/// Which listings are asked for; nil means any.
package struct ListingFilter: Sendable {
  package var state: ListingState.Word?
  package var person: ID<Person>?
  package var receivable: ID<Receivable>?

  package init(
    state: ListingState.Word? = nil, person: ID<Person>? = nil, receivable: ID<Receivable>? = nil
  ) {
    self.state = state
    self.person = person
    self.receivable = receivable
  }
}

extension Listings {
  /// Listings by id after `after`, at most `limit`.
  package func listings(
    _ filter: ListingFilter, after: ID<Listing>?, limit: Int
  ) async throws -> [Listing] {
    try await database.read { transaction in
      var sql = ListingRows.select + " WHERE id > ?1"
      var arguments: [any SQLConvertible] = [after ?? ID<Listing>(0)]
      func narrow(_ column: String, _ value: (any SQLConvertible)?) {
        guard let value else { return }
        arguments.append(value)
        sql += " AND \(column) = ?\(arguments.count)"
      }
      narrow("state", filter.state?.rawValue)
      narrow("person_id", filter.person)
      narrow("receivable_id", filter.receivable)
      arguments.append(limit)
      sql += " ORDER BY id LIMIT ?\(arguments.count)"
      return try transaction.query(sql, arguments, ListingRows.decode)
    }
  }

  /// One listing with its timeline.
  package func listing(
    _ id: ID<Listing>
  ) async throws -> (listing: Listing, timeline: [TimelineEntry]) {
    try await database.read { transaction in
      guard let listing = try ListingRows.find(id, in: transaction) else {
        throw Refusal.notFound("Negativação")
      }
      return (listing, try Timeline.read(of: id, in: transaction))
    }
  }

  /// The listing of a title that lives now, else the last one.
  package func latestListing(of receivable: ID<Receivable>) async throws -> Listing? {
    try await database.read { try ListingRows.latest(of: receivable, in: $0) }
  }
}
