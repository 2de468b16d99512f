/// The state of a record as the bureau names it (the bureau's own machine).
package enum BureauRecordState: Hashable, Sendable {
  case received, underReview, rejected, noticePending, noticePeriod, noticeFailed, visible
  case visibleSubJudice, suspended, removed, expired
  /// A word that this version does not know; kept as it came.
  case unknown(String)

  package init(_ word: String) {
    self = Self.known.first { $0.word == word } ?? .unknown(word)
  }

  /// Every state that this version knows.
  package static let known: [BureauRecordState] = [
    .received, .underReview, .rejected, .noticePending, .noticePeriod, .noticeFailed, .visible,
    .visibleSubJudice, .suspended, .removed, .expired,
  ]

  /// Nothing happens to the record any more.
  package var isFinal: Bool {
    switch self {
    case .rejected, .removed, .expired: true
    default: false
    }
  }

  package var word: String {
    switch self {
    case .received: "received"
    case .underReview: "underReview"
    case .rejected: "rejected"
    case .noticePending: "noticePending"
    case .noticePeriod: "noticePeriod"
    case .noticeFailed: "noticeFailed"
    case .visible: "visible"
    case .visibleSubJudice: "visibleSubJudice"
    case .suspended: "suspended"
    case .removed: "removed"
    case .expired: "expired"
    case .unknown(let word): word
    }
  }
}

/// What the bureau says of one record at one version: the whole truth as it knows it, so that a
/// report that was lost, doubled or overtaken changes nothing.
package struct BureauRecord: Hashable, Sendable {
  /// The bureau's id of the record.
  package var reference: String
  /// Grows with every change at the bureau.
  package var version: Int64
  package var state: BureauRecordState
  package var acceptedAt: Instant?
  /// The day on which the notice (carta comunicado) was posted or delivered.
  package var noticeIssuedOn: CivilDate?
  /// The first day on which inquiries may show the record.
  package var visibleFrom: CivilDate?
  package var visibleAt: Instant?
  package var removedAt: Instant?
  package var removalReason: String?
  /// The day from which the five-year limit hides the record.
  package var expiresOn: CivilDate?
  package var rejections: [Rejection]
  /// Why it is hidden; empty where it is not, or where the bureau does not tell.
  package var suspensions: Set<BureauSuspension>
  /// A contestation of it is open, whether it is hidden or not.
  package var isDisputed: Bool

  package init(
    reference: String, version: Int64, state: BureauRecordState, acceptedAt: Instant? = nil,
    noticeIssuedOn: CivilDate? = nil, visibleFrom: CivilDate? = nil, visibleAt: Instant? = nil,
    removedAt: Instant? = nil, removalReason: String? = nil, expiresOn: CivilDate? = nil,
    rejections: [Rejection] = [], suspensions: Set<BureauSuspension> = [],
    isDisputed: Bool = false
  ) {
    self.reference = reference
    self.version = version
    self.state = state
    self.acceptedAt = acceptedAt
    self.noticeIssuedOn = noticeIssuedOn
    self.visibleFrom = visibleFrom
    self.visibleAt = visibleAt
    self.removedAt = removedAt
    self.removalReason = removalReason
    self.expiresOn = expiresOn
    self.rejections = rejections
    self.suspensions = suspensions
    self.isDisputed = isDisputed
  }
}

/// Why the bureau hides a record for a time.
package enum BureauSuspension: String, Hashable, CaseIterable, Sendable {
  /// A court wants it hidden.
  case court
  /// The person contests it, and the bureau hides what is contested.
  case dispute
}

/// One reason why the bureau refused a record.
package struct Rejection: Hashable, Sendable {
  package let code: String
  package let detail: String

  package init(code: String, detail: String) {
    self.code = code
    self.detail = detail
  }
}

extension BureauRecord {
  /// Whether this report is news. A record that is gone is gone, also where a bureau does not count
  /// its versions on.
  func tellsMore(than known: BureauRecord?) -> Bool {
    guard let known else { return true }
    return version > known.version
      || version == known.version && state.isFinal && !known.state.isFinal
  }
}
