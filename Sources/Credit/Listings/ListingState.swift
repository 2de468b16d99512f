/// Where a listing (negativação) stands in the creditor's view. Each case carries what it cannot
/// be without. The house plan, section 4, draws the machine.
package enum ListingState: Hashable, Sendable {
  /// Picked, not asked for yet. → `awaitingApproval`, `queued`, `removed`.
  case draft
  /// A second person must agree. → `queued`, `declined`, `removed`.
  case awaitingApproval
  /// The second person did not agree: nothing was sent, nothing is owed to anybody. Final.
  case declined
  /// In the outbox. → `submitted`, `rejected`, `uncertain`, `removalQueued`, `removed`.
  case queued
  /// Sent, but the answer was lost: the bureau is asked by our reference before anything is sent
  /// again. → what the bureau says, or `queued`.
  case uncertain
  /// The bureau received it and has not judged it yet.
  case submitted(BureauRecord)
  /// The bureau refused it, at once or in a record that it had received. Final: a corrected request
  /// is a new listing.
  case rejected([Rejection], BureauRecord?)
  /// Accepted: the letter is due or the term runs. Nothing is visible.
  case inNotice(BureauRecord)
  /// The letter came back; the bureau waits for an address.
  case noticeProblem(BureauRecord)
  /// Inquiries show it.
  case active(BureauRecord)
  /// Hidden by a court or a dispute; may come back.
  case suspended(BureauRecord)
  /// The removal is in the outbox. Without a record while it is not known whether the inclusion
  /// ever arrived.
  case removalQueued(Removal, BureauRecord?)
  /// The bureau took the removal and has not confirmed it.
  case removalSubmitted(Removal, BureauRecord?)
  /// Gone by our request. Final.
  case removed(Removal, BureauRecord?, at: Instant)
  /// Gone by the bureau's own decision. Final; the account wants a person's look.
  case removedByBureau(BureauRecord)
  /// Gone by age. Final.
  case expired(BureauRecord)
  /// The bureau's word and ours do not fit together; a person or the next report decides. With a
  /// removal where one was asked for and the bureau refused it: its deadline goes on, and the
  /// removal is asked for again until the record is gone.
  case outOfSync(BureauRecord?, Removal?, note: String)
}

extension ListingState {
  /// The stable word of the state, as the API and the database have it.
  package var word: Word {
    switch self {
    case .draft: .draft
    case .awaitingApproval: .awaitingApproval
    case .declined: .declined
    case .queued: .queued
    case .uncertain: .uncertain
    case .submitted: .submitted
    case .rejected: .rejected
    case .inNotice: .inNotice
    case .noticeProblem: .noticeProblem
    case .active: .active
    case .suspended: .suspended
    case .removalQueued: .removalQueued
    case .removalSubmitted: .removalSubmitted
    case .removed: .removed
    case .removedByBureau: .removedByBureau
    case .expired: .expired
    case .outOfSync: .outOfSync
    }
  }

  package enum Word: String, Hashable, CaseIterable, Sendable {
    case draft, awaitingApproval, queued, uncertain, submitted, rejected, inNotice, noticeProblem
    case active, suspended, removalQueued, removalSubmitted, removed, removedByBureau, expired
    case outOfSync, declined

    /// Nothing happens to it any more; until then it stands in the way of another listing of the
    /// same title.
    package var isFinal: Bool {
      switch self {
      case .rejected, .removed, .removedByBureau, .expired, .declined: true
      default: false
      }
    }

    /// The three words of the manual page (item 44); nil before the bureau answered, for what was
    /// never sent, and while the listing is hidden: none of the three says that.
    package var status: Status? {
      switch self {
      case .draft, .awaitingApproval, .declined, .queued, .uncertain, .submitted, .suspended: nil
      case .inNotice, .active: .active
      case .removalQueued, .removalSubmitted, .removed, .removedByBureau, .expired: .removed
      case .rejected, .noticeProblem, .outOfSync: .error
      }
    }
  }

  /// The three statuses that the users of the manual page know.
  package enum Status: String, Sendable {
    case active = "Ativo"
    case removed = "Baixada"
    case error = "Erro"
  }

  /// The record at the bureau, where one is known.
  package var record: BureauRecord? {
    switch self {
    case .draft, .awaitingApproval, .declined, .queued, .uncertain: nil
    case .submitted(let record), .inNotice(let record), .noticeProblem(let record),
      .active(let record), .suspended(let record), .removedByBureau(let record),
      .expired(let record):
      record
    case .rejected(_, let record), .removalQueued(_, let record),
      .removalSubmitted(_, let record), .removed(_, let record, _),
      .outOfSync(let record, _, _):
      record
    }
  }

  /// The removal that was asked for, where one was.
  package var removal: Removal? {
    switch self {
    case .removalQueued(let removal, _), .removalSubmitted(let removal, _),
      .removed(let removal, _, _):
      removal
    case .outOfSync(_, let removal, _): removal
    default: nil
    }
  }
}
