/// Where a record of the register stands. The raw values are the words of the interface.
package enum RecordState: String, Hashable, CaseIterable, Sendable {
  /// Acknowledged, not yet judged.
  case received
  /// Waits for documents or approval.
  case underReview
  /// Final: never taken, with the reasons.
  case rejected
  /// Taken; the notice goes out at the next cut-off.
  case noticePending
  /// The notice was posted; the term runs.
  case noticePeriod
  /// The notice came back; on hold until there is a better address.
  case noticeFailed
  /// Shown in inquiries.
  case visible
  /// Shown, with the remark that a court is looking at it.
  case visibleSubJudice
  /// Hidden by a court order or a dispute; may come back.
  case suspended
  /// Final: taken off, with the reason.
  case removed
  /// Final: five years have passed since the due date.
  case expired

  /// Nothing leads out of these.
  package var isFinal: Bool {
    switch self {
    case .rejected, .removed, .expired: true
    default: false
    }
  }

  /// Whether inquiries may show it.
  package var isShown: Bool { self == .visible || self == .visibleSubJudice }
}
