package import Credit
import SQLDatabase
import World

/// What a payment, an agreement, a cancellation or a dispute would do to the listing of a title:
/// told to a person before it is done.
package enum RemovalOutlook: Hashable, Sendable {
  /// No listing lives.
  case nothing
  /// Asked for and not sent: nothing leaves the house.
  case withdrawn(ID<Listing>)
  /// A removal is under way already.
  case underWay(ID<Listing>, dueOn: CivilDate?)
  /// The bureau is asked for the removal, which must be done by the day.
  case removed(ID<Listing>, ListingState.Word, dueOn: CivilDate)
}

extension Removals {
  /// - Parameter availableOn: the day on which the money is fully available, or of the event.
  package func removalOutlook(
    ofReceivable id: ID<Receivable>, availableOn: CivilDate
  ) async throws -> RemovalOutlook {
    guard
      let listing = try await database.read({ try ListingRows.live(of: id, in: $0) })
    else { return .nothing }
    switch listing.state.word {
    case .removalQueued, .removalSubmitted:
      return .underWay(listing.id, dueOn: listing.state.removal?.dueOn)
    case .draft, .awaitingApproval, .queued: return .withdrawn(listing.id)
    case .uncertain, .submitted, .inNotice, .noticeProblem, .active, .suspended, .outOfSync,
      .rejected, .removed, .removedByBureau, .expired, .declined:
      return .removed(
        listing.id, listing.state.word, dueOn: RemovalDeadline.dueOn(availableOn: availableOn))
    }
  }
}
