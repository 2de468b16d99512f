package import Credit

/// The picture of today: how the book stands and what waits for a person.
package struct Dashboard: Sendable {
  /// A number of things and their sum.
  package struct Sum: Hashable, Sendable {
    package let count: Int
    package let amount: Cents

    package init(count: Int, amount: Cents) {
      self.count = count
      self.amount = amount
    }

    package static let zero = Sum(count: 0, amount: .zero)

    package static func + (left: Sum, right: Sum) -> Sum {
      Sum(count: left.count + right.count, amount: left.amount + right.amount)
    }
  }

  package let urgent: UrgentFigures
  package let book: BookFigures

  package init(urgent: UrgentFigures, book: BookFigures) {
    self.urgent = urgent
    self.book = book
  }
}

/// What a person has to see at once; always read anew, out of small indexes.
package struct UrgentFigures: Sendable {
  /// A contestation that waits for an answer.
  package struct Dispute: Sendable {
    package let id: ID<ListingDispute>
    package let personName: String
    package let titleNumber: String
    package let dueOn: CivilDate
  }

  /// Removals that the law wants done by a day.
  package struct DueDay: Sendable {
    package let dueOn: CivilDate
    package let count: Int
  }

  /// Contestations that wait for an answer, and the first of them to fall due.
  package var openDisputes = 0
  package var disputes: [Dispute] = []
  package var removalsDue: [DueDay] = []
  /// Removals whose legal term passed without a confirmation: the number that must be zero.
  package var overdueRemovals = 0
  /// Listings by the states in which nothing goes on without a person.
  package var stuck: [ListingState.Word: Int] = [:]
  /// Removals that the bureau refused.
  package var refusedRemovals = 0
  /// Records that live at the bureau without a listing here.
  package var strayRecords = 0
  /// Rows of work that were set aside and that nobody has looked after.
  package var failedWork = 0
  /// Integrations whose access the bureau refused: nothing is sent through them.
  package var refusedAccess = 0
  package var lastRuns: [CollectionRunReport] = []
}

/// Sums over the whole book; reading them costs more the larger it is.
package struct BookFigures: Sendable {
  /// Open titles by days overdue.
  package struct Age: Sendable {
    /// The first and the last day of the band; nil without an end.
    package let from: Int
    package let to: Int?
    package let sum: Dashboard.Sum
  }

  /// Inquiries of one month and what they cost.
  package struct Month: Sendable {
    package let first: CivilDate
    package let inquiries: Dashboard.Sum
    /// What the bureau charged for listings that were asked for in it.
    package let listings: Dashboard.Sum
  }

  /// The day for which it was read.
  package let today: CivilDate
  package var ages: [Age] = []
  package var listings: [ListingState.Word: Dashboard.Sum] = [:]
  /// Titles whose letter was sent and that were paid in the last `Figures.recoveryDays`, as the
  /// report of recovery counts them.
  package var recovered = Dashboard.Sum.zero
  /// Listings that the bureau refused in as many days.
  package var rejected = 0
  /// The oldest first; the last one is the month of today.
  package var months: [Month] = []
}
