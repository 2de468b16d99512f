import Credit

/// What a person can do with a listing as it stands.
enum ListingActions {
  /// Whether a removal can be asked for.
  static func canBeRemoved(_ word: ListingState.Word) -> Bool {
    switch word {
    case .removalQueued, .rejected, .removed, .removedByBureau, .expired, .declined: false
    // Sent and not confirmed: asking again consults the bureau at once.
    case .removalSubmitted: true
    case .draft, .awaitingApproval, .queued, .uncertain, .submitted, .inNotice, .noticeProblem,
      .active, .suspended, .outOfSync:
      true
    }
  }
}
