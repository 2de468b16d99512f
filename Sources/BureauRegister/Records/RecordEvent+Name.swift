import Credit

extension RecordEvent {
  /// The word under which the history keeps it.
  package var name: String {
    switch self {
    case .accepted: "accepted"
    case .reviewRequired: "reviewRequired"
    case .documentsReceived: "documentsReceived"
    case .rejected: "rejected"
    case .noticeIssued: "noticeIssued"
    case .mailSent: "mailSent"
    case .mailDelivered: "mailDelivered"
    case .mailBounced: "mailBounced"
    case .channelChanged: "channelChanged"
    case .noticeReturned: "noticeReturned"
    case .addressCorrected: "addressCorrected"
    case .termEnded: "termEnded"
    case .removedByCreditor: "removedByCreditor"
    case .removedByBureau: "removedByBureau"
    case .principalClosed: "principalClosed"
    case .superseded: "superseded"
    case .carriedOver: "carriedOver"
    case .principalReplaced: "principalReplaced"
    case .suspended: "suspended"
    case .reinstated: "reinstated"
    case .keptSubJudice: "keptSubJudice"
    case .subJudiceEnded: "subJudiceEnded"
    case .disputeOpened: "disputeOpened"
    case .disputeCleared: "disputeCleared"
    case .fiveYearsPassed: "fiveYearsPassed"
    }
  }

  /// The code or codes of its reason, where it has one.
  package var reason: String? {
    switch self {
    case .reviewRequired(let reasons, _): reasons.joined(separator: " ")
    case .rejected(let rejections): rejections.map(\.code).joined(separator: " ")
    case .noticeReturned(let code, _, _): code
    case .removedByCreditor(let reason), .removedByBureau(let reason), .superseded(let reason):
      reason
    case .carriedOver(let old): old.id.description
    case .principalReplaced(let principal): principal.description
    case .principalClosed: KnownRemovalReason.principalClosed
    case .fiveYearsPassed: KnownRemovalReason.timeLimit
    default: nil
    }
  }
}
