package import Credit

/// A title as a line of a list.
package struct TitleSummary: Sendable {
  package let id: ID<Receivable>
  package let person: ID<Person>
  package let personName: String
  package let documentMasked: String?
  package let number: String
  /// Nosso número.
  package let bankNumber: String?
  package let dueOn: CivilDate
  package let amount: Cents
  package let open: Cents
  package let status: ReceivableStatus
  package let isDisputed: Bool
  package let hasCourtOrder: Bool
  /// The state of the listing that lives, where one does.
  package let listing: ListingState.Word?
  /// Whether the letter of that listing was posted.
  package let isLetterIssued: Bool
}

/// Which titles a list shows, by due date.
package struct TitleBrowse: Sendable {
  package enum Situation: String, CaseIterable, Sendable {
    case all
    /// With something left to pay.
    case open
    /// The same, due before today.
    case overdue
    /// With a listing that lives.
    case listed
    case disputed
    case paid, cancelled, renegotiated
  }

  /// People whose names are looked through at the most.
  package static let peopleLimit = 200

  package var situation = Situation.all
  /// The beginning of a name; case and accents do not count.
  package var namePrefix: String?
  package var person: ID<Person>?
  /// The creditor's own number, the bank's, or the code of the system the title comes from.
  package var number: String?
  /// The latest due date first.
  package var isDescending = false

  package init() {}
}
