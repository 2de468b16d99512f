package import Credit
import Refusals
import SQLDatabase
import Sealing

/// A listing as a line of a list.
package struct ListingSummary: Sendable {
  package let id: ID<Listing>
  package let state: ListingState.Word
  package let person: ID<Person>
  package let personName: String
  package let documentMasked: String?
  package let titleNumber: String
  package let amount: Cents
  package let dueOn: CivilDate
  package let origin: Listing.Origin
  package let requestedAt: Instant
  package let noticeIssuedOn: CivilDate?
  package let visibleFrom: CivilDate?
  package let removalRequestedAt: Instant?
  package let removalDueOn: CivilDate?
  package let removedAt: Instant?
  package let expiresOn: CivilDate
}

/// Which listings a list shows, and in which order.
package struct ListingBrowse: Sendable {
  /// What a list is ordered by.
  package enum Order: Hashable, Sendable {
    case newest, oldest
    /// The day on which the bureau may show it; listings in notice only.
    case visibility
    /// The day by which the law wants the removal; removals under way only, refused ones too.
    case removalTerm
  }

  /// The last line of the page before.
  package struct Place: Hashable, Sendable {
    /// The day of the order, where it is one of days.
    package let on: CivilDate?
    package let id: ID<Listing>

    package init(on: CivilDate?, id: ID<Listing>) {
      self.on = on
      self.id = id
    }
  }

  /// People whose names are looked through at the most; a name that more of them share is too
  /// short to search for.
  package static let peopleLimit = 500

  /// None means any.
  package var states: [ListingState.Word] = []
  /// The beginning of a name; case and accents do not count.
  package var namePrefix: String?
  package var person: ID<Person>?
  package var origin: Listing.Origin?
  /// Only those whose removal was asked for and is not done, refused ones too.
  package var isBeingRemoved = false
  /// Removals whose legal term passed before this day.
  package var removalDueBefore: CivilDate?
  package var order = Order.newest

  package init() {}
}

extension Listings {
  /// The next lines of a list after `place`, at most `limit`; the work does not grow with the
  /// number of listings. `isCut` tells that a name was shared by too many people.
  package func browseListings(
    _ browse: ListingBrowse, after place: ListingBrowse.Place?, limit: Int
  ) async throws -> (lines: [ListingSummary], isCut: Bool) {
    let query = ListingBrowseQuery(
      browse: browse, place: place, limit: limit, engine: database.engine)
    return try await database.read { transaction in
      (
        try query.lines(in: transaction), try query.isCut(in: transaction)
      )
    }
  }

  /// Chosen listings as lines, `removalsPerRequest` at the most, in the order of their ids; unknown
  /// ones are left out.
  package func listingSummaries(_ ids: [ID<Listing>]) async throws -> [ListingSummary] {
    let ids = Array(ids.prefix(Removals.removalsPerRequest))
    guard !ids.isEmpty else { return [] }
    let places = (1...ids.count).map { "?\($0)" }.joined(separator: ", ")
    return try await database.read { transaction in
      try transaction.query(
        """
        \(ListingBrowseQuery.columns) FROM listings l \(ListingBrowseQuery.joins)
        WHERE l.id IN (\(places)) ORDER BY l.id
        """, ids, ListingBrowseQuery.decode)
    }
  }

  /// The person of a document that was typed in; nil where nobody has it. Throws a refusal where
  /// it cannot be a document.
  package func findPerson(document text: String) async throws -> ID<Person>? {
    do {
      let document = try Document.parse(text)
      let index = documents.value(forBare: document.bare)
      return try await database.read { transaction in
        try transaction.first("SELECT id FROM people WHERE document_index = ?1", [index]) {
          try $0.id(0)
        }
      }
    } catch let error as DocumentError {
      throw Refusal.invalid([
        Refusal.Fault(pointer: "/document", code: error.code, detail: error.message)
      ])
    }
  }
}
