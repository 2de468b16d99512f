package import Credit
package import JSONText

/// Negativação: one title listed at one bureau, as the creditor keeps it.
package struct Listing: Identified, Sendable {
  package static let idPrefix = "lst"

  package enum Origin: String, Sendable {
    case manual, routine
  }

  package let id: ID<Listing>
  package let receivable: ID<Receivable>
  package let person: ID<Person>
  package let branch: ID<Branch>?
  package let integration: ID<Integration>
  package let restrictionCode: String
  /// What the bureau is told, never more than the title's open balance: the nominal open amount
  /// when it was asked for, lowered by what is paid before it leaves.
  package var amount: Cents
  package let dueOn: CivilDate
  package let origin: Origin
  package let run: ID<CollectionRun>?
  /// The listing that this one follows, after a payment was undone.
  package let supersedes: ID<Listing>?
  package var state: ListingState
  /// The state's rule as it stood when the listing was asked for, kept as evidence.
  package let appliedRule: JSON
  package let requestedBy: String
  package let requestedAt: Instant
  package var submittedAt: Instant?
  /// The day from which the five-year limit hides it (CDC, art. 43, §1º).
  package let expiresOn: CivilDate
  package var note: String?
  package var timelineLength: Int
  /// The hash of the newest link of the timeline.
  package var timelineHead: [UInt8]
  package var updatedAt: Instant
  /// What the bureau charges for it, as far as its price was known when it was asked for.
  package var fee: Cents?

  /// The three words of the manual page.
  package var status: ListingState.Status? { state.word.status }

  /// Why a listing that is out of step is so; nil for any other.
  package var problem: String? {
    if case .outOfSync(_, _, let note) = state { note } else { nil }
  }

  /// Our reference at the bureau.
  package var reference: String { id.description }
}

/// One entry of a listing's timeline: who did what, when, with the hash that chains it.
package struct TimelineEntry: Sendable {
  package let sequence: Int
  package let at: Instant
  package let event: String
  package let actor: String
  package let detail: String
}
