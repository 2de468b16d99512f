package import Credit
import SQLDatabase

/// What somebody who moves a clock waits for.
package struct ListingLandmarks: Hashable, Sendable {
  /// Listings whose letter was issued.
  package let noticed: Int
  /// Listings that became visible, at any time.
  package let visible: Int
  /// The next day on which one in notice may become visible.
  package let nextVisibleFrom: CivilDate?
}

extension Listings {
  /// Counts over the book: for a rehearsal, not for a page.
  package func listingLandmarks() async throws -> ListingLandmarks {
    try await database.read { transaction in
      let found = try transaction.first(
        """
        SELECT count(notice_issued_on), count(visible_at),
          min(CASE WHEN state = 'inNotice' THEN visible_from_on END)
        FROM listings
        """
      ) { row in
        ListingLandmarks(
          noticed: Int(try row.integer(0)), visible: Int(try row.integer(1)),
          nextVisibleFrom: try row.optionalDate(2))
      }
      return found ?? ListingLandmarks(noticed: 0, visible: 0, nextVisibleFrom: nil)
    }
  }
}
