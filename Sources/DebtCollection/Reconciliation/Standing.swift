package import Credit

/// How a listing stands, coarsely enough that both sides can be compared while messages are on
/// their way.
package enum Standing: String, Hashable, Sendable {
  /// Asked for or in its term: nobody sees it.
  case pending
  case visible
  /// Hidden by a dispute or an order.
  case suspended
  /// We want it gone and the bureau has not confirmed: there it may still be anything but closed.
  case leaving
  /// Refused, removed or expired.
  case closed
  /// A word of the bureau that we do not know, or a listing that is out of step here.
  case unclear

  package init(_ word: ListingState.Word) {
    switch word {
    case .draft, .awaitingApproval, .queued, .uncertain, .submitted, .inNotice, .noticeProblem:
      self = .pending
    case .active: self = .visible
    case .suspended: self = .suspended
    case .removalQueued, .removalSubmitted: self = .leaving
    case .rejected, .removed, .removedByBureau, .expired, .declined: self = .closed
    case .outOfSync: self = .unclear
    }
  }

  package init(_ state: BureauRecordState) {
    switch state {
    case .received, .underReview, .noticePending, .noticePeriod, .noticeFailed: self = .pending
    case .visible, .visibleSubJudice: self = .visible
    case .suspended: self = .suspended
    case .rejected, .removed, .expired: self = .closed
    case .unknown: self = .unclear
    }
  }

  /// Whether our standing and the bureau's say the same.
  package func agrees(with there: Standing) -> Bool {
    switch (self, there) {
    case (.unclear, _), (_, .unclear): false
    case (.leaving, _): there != .closed
    default: self == there
    }
  }

  package var portuguese: String {
    switch self {
    case .pending: "em andamento"
    case .visible: "visível"
    case .suspended: "suspensa"
    case .leaving: "em baixa"
    case .closed: "encerrada"
    case .unclear: "indefinida"
    }
  }
}
