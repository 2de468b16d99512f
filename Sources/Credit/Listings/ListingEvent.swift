/// What can happen to a listing.
package enum ListingEvent: Hashable, Sendable {
  /// A person or a rule asks for it.
  case requested(needsApproval: Bool)
  case approved
  case declined
  /// The bureau took the inclusion and gave it a record (202).
  case inclusionAccepted(BureauRecord)
  /// The bureau refused the inclusion at once.
  case inclusionRejected([Rejection])
  /// The answer to the inclusion was lost.
  case inclusionUnclear
  /// Asked by our reference, the bureau does not know the inclusion.
  case inclusionAbsent
  /// The bureau said how the record stands: webhook, poll, statement.
  case reported(BureauRecord)
  /// Payment, agreement, order or a person want it gone. `inclusionWithdrawn` tells that the
  /// inclusion was taken out of the outbox before anything was sent.
  case removalRequested(Removal, inclusionWithdrawn: Bool)
  /// The bureau took the removal.
  case removalAccepted
  /// The bureau refused the removal. The listing is still there, so it is asked for again.
  case removalRefused(Rejection)
  /// The bureau replaced the record by another one with the amount corrected (retificação), which
  /// is a new listing of ours that follows this one.
  case amended
  /// The statement and our record differ in a way that no report explains.
  case foundDifferent(note: String)
  /// A person made sure at the bureau that nothing of a listing that is out of step is left there.
  case resolved

  /// The word of the timeline.
  package var word: String {
    switch self {
    case .requested: "requested"
    case .approved: "approved"
    case .declined: "declined"
    case .inclusionAccepted: "inclusion-accepted"
    case .inclusionRejected: "inclusion-rejected"
    case .inclusionUnclear: "inclusion-unclear"
    case .inclusionAbsent: "inclusion-absent"
    case .reported(let record): "bureau-" + record.state.word
    case .removalRequested: "removal-requested"
    case .removalAccepted: "removal-accepted"
    case .removalRefused: "removal-refused"
    case .amended: "amended"
    case .foundDifferent: "found-different"
    case .resolved: "resolved"
    }
  }
}

/// What has to be done because of a change, in the transaction that makes it.
package enum ListingEffect: Hashable, Sendable {
  case sendInclusion
  /// Takes the inclusion back out of the outbox.
  case withdrawInclusion
  case sendRemoval
  /// Sends the removal again later: the bureau refused it.
  case retryRemoval
  /// Asks the bureau later whether the removal that it took was done.
  case confirmRemoval
  /// Tells the subscribers, as `listing.<name>`.
  case publish(String)
}

/// Why an event cannot happen to a listing as it stands.
package enum ListingError: Error, Hashable, Sendable {
  /// The event makes no sense in this state.
  case notPossible(event: String, state: ListingState.Word)
  /// A removal was asked for before.
  case removalUnderWay
  /// It is gone already.
  case alreadyClosed(ListingState.Word)
}
