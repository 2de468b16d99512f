package import Credit

/// Caso de cobrança: a person with overdue titles, placed by the oldest of them.
package struct CollectionCase: Sendable {
  package let person: ID<Person>
  package let personName: String
  package let documentMasked: String?
  package let city: String
  package let state: String
  /// The oldest title that is overdue.
  package let oldest: ID<Receivable>
  package let oldestNumber: String
  package let oldestDueOn: CivilDate
  /// Overdue titles, and what of them is open.
  package internal(set) var titleCount: Int
  package internal(set) var open: Cents
  /// Those of them that are contested or under a court order.
  package internal(set) var disputedCount: Int
  /// The listings of the person that live, by state.
  package internal(set) var listings: [ListingState.Word: Int]
  /// The first day on which the bureau may show one of them, while the letter's term runs.
  package internal(set) var visibleFrom: CivilDate?
}

/// Which cases a list shows; the longest overdue first.
package struct CaseBrowse: Sendable {
  package static let peopleLimit = 200

  package var namePrefix: String?
  package var person: ID<Person>?
  /// Days overdue of the oldest title, both ends included; 1 and nil take all.
  package var leastDays = 1
  package var mostDays: Int?
  /// The shortest overdue first.
  package var isDescending = false
  /// Titles that one page looks through at most; see `CasePage.resume`.
  package var scanLimit = 5_000

  package init() {}
}

/// A page of the list of cases.
package struct CasePage: Sendable {
  package let cases: [CollectionCase]
  /// Whether more people have the name than are looked at.
  package let isCut: Bool
  /// Where to go on, if so many titles of people with an older debt were passed over that the page
  /// was left short, or empty.
  package let resume: DuePlace?

  package init(cases: [CollectionCase], isCut: Bool, resume: DuePlace?) {
    self.cases = cases
    self.isCut = isCut
    self.resume = resume
  }
}
