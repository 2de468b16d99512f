package import Credit

/// What holds a record up: a review before it is accepted, a suspension, a dispute, a correction.
extension Record {
  package mutating func review(_ event: RecordEvent) throws(RecordRefusal) -> [RecordEffect] {
    switch event {
    case .reviewRequired(let reasons, let dueOn):
      guard !reasons.isEmpty else { throw .damaged("o motivo da análise") }
      try expect([.received, .underReview])
      state = .underReview
      reviewReasons = reasons
      reviewDueOn = dueOn
      return [.publish("listing.review_required")]
    case .documentsReceived(let decisionDueOn):
      try expect([.underReview])
      reviewDueOn = decisionDueOn
      return [.publish("listing.documents_received")]
    default: throw .wrongState(state)
    }
  }

  mutating func endReview() {
    reviewReasons = []
    reviewDueOn = nil
  }

  /// Hides it for one more cause.
  mutating func suspend(
    _ cause: SuspensionCause, on day: CivilDate, told type: String
  ) throws(RecordRefusal) -> [RecordEffect] {
    guard suspensions.insert(cause).inserted else { throw .sameAsBefore }
    if state != .suspended {
      suspendedFrom = state
      suspendedOn = day
      state = .suspended
      noticeDueAt = nil
    }
    return [.publish(type)]
  }

  /// Takes one cause away; with the last the record goes on where it stood. Days of a term that had
  /// not run when it was hidden run after it; the five years never stop.
  mutating func reinstate(
    _ cause: SuspensionCause, noticeDueAt: Instant, on day: CivilDate, told type: String
  ) throws(RecordRefusal) -> [RecordEffect] {
    try expect([.suspended])
    guard suspensions.remove(cause) != nil else { throw .sameAsBefore }
    guard suspensions.isEmpty else { return [.publish(type)] }
    guard let before = suspendedFrom, let since = suspendedOn else {
      throw .damaged("o estado anterior à suspensão")
    }
    state = before
    suspendedFrom = nil
    suspendedOn = nil
    let pause = max(0, day.days(since: since))
    switch before {
    case .noticePending: self.noticeDueAt = noticeDueAt
    case .noticePeriod:
      visibleFrom = visibleFrom.map { $0 > since ? $0.adding(days: pause) : $0 }
    case .noticeFailed: holdUntil = holdUntil?.adding(days: pause)
    case .underReview: reviewDueOn = reviewDueOn?.adding(days: pause)
    default: break
    }
    return [.publish(type)]
  }

  /// A dispute comes once a notice has told the person of the debt.
  package mutating func dispute(
    _ event: RecordEvent, on day: CivilDate
  ) throws(RecordRefusal) -> [RecordEffect] {
    switch event {
    case .disputeOpened(let hides):
      guard !isDisputed else { throw .sameAsBefore }
      guard noticeIssuedOn != nil else { throw .wrongState(state) }
      isDisputed = true
      guard hides else { return [.publish("dispute.opened")] }
      return try suspend(.dispute, on: day, told: "dispute.opened")
    case .disputeCleared(let noticeDueAt):
      guard isDisputed else { throw .sameAsBefore }
      isDisputed = false
      guard suspensions.contains(.dispute) else { return [.publish("dispute.resolved")] }
      return try reinstate(
        .dispute, noticeDueAt: noticeDueAt, on: day, told: "dispute.resolved")
    default: throw .wrongState(state)
    }
  }

  mutating func correct(
    _ event: RecordEvent, at: Instant
  ) throws(RecordRefusal) -> [RecordEffect] {
    switch event {
    case .superseded(let reason):
      guard canBeCarriedOver else { throw .wrongState(state) }
      // The dispute goes on about the record that follows.
      isDisputed = false
      return close(.removed, reason: reason, at: at, takesGuarantors: false)
    case .carriedOver(let old):
      try expect([.received])
      guard old.canBeCarriedOver else { throw .wrongState(old.state) }
      guard old.participant == participant, old.id == supersedes else {
        throw .damaged("o registro que este corrige")
      }
      take(old, at: at)
      return [.publish("listing.accepted")]
    case .principalReplaced(let principal):
      guard role == .guarantor else { throw .wrongState(state) }
      self.principal = principal
      return [.publish("listing.principal_changed")]
    default: throw .wrongState(state)
    }
  }

  /// Whether a lower amount may stand where this record stands: it was accepted, and where a notice
  /// went out it is known to have reached its addressee or the post.
  var canBeCarriedOver: Bool {
    switch suspendedFrom ?? state {
    case .noticePending, .noticeFailed, .visible, .visibleSubJudice: true
    case .noticePeriod: visibleFrom != nil
    case .received, .underReview, .rejected, .suspended, .removed, .expired: false
    }
  }

  private mutating func take(_ old: Record, at: Instant) {
    state = old.state
    acceptedAt = at
    appliedRule = old.appliedRule
    noticeDueAt = old.noticeDueAt
    noticeIssuedOn = old.noticeIssuedOn
    visibleFrom = old.visibleFrom
    visibleAt = old.visibleAt == nil ? nil : at
    suspendedFrom = old.suspendedFrom
    suspensions = old.suspensions
    suspendedOn = old.suspendedOn
    holdUntil = old.holdUntil
    isDisputed = old.isDisputed
    noticeRecord = old.noticeIssuedOn == nil ? nil : old.noticeRecord ?? old.id
  }
}
