package import Credit

/// The removal reasons that the machine itself knows; the list is in `RemovalCodes`.
package enum KnownRemovalReason {
  package static let courtOrder = "court-order"
  static let courtDetermination = "court-determination"
  package static let noticeReturned = "notice-returned"
  package static let principalClosed = "principal-closed"
  package static let timeLimit = "time-limit"
  package static let correction = "correction"
  package static let death = "death"
  static let contractEnded = "contract-ended"
  static let debtNotProven = "debt-not-proven"
  package static let documentsMissing = "documents-missing"
  static let consumerStatement = "consumer-statement"
  package static let administrative = "administrative"
}

extension Record {
  /// The one way in which a record changes. Pure: the new value and what follows from it, or why
  /// not.
  ///
  /// - Parameter at: the instant of the event; never before an earlier one of this record.
  package mutating func apply(
    _ event: RecordEvent, at: Instant
  ) throws(RecordRefusal) -> [RecordEffect] {
    guard !state.isFinal else { throw .closed(state) }
    // A refused event leaves nothing behind.
    var next = self
    let effects = try next.transition(event, at: at)
    next.version += 1
    self = next
    return effects
  }

  private mutating func transition(
    _ event: RecordEvent, at: Instant
  ) throws(RecordRefusal) -> [RecordEffect] {
    switch event {
    case .accepted(let rule, let noticeDueAt):
      try expect([.received, .underReview])
      state = .noticePending
      acceptedAt = at
      appliedRule = rule
      self.noticeDueAt = noticeDueAt
      endReview()
      return [.publish("listing.accepted")]
        + (role == .principal ? [.judgeGuarantors] : [])
    case .reviewRequired, .documentsReceived:
      return try review(event)
    case .rejected(let reasons):
      guard !reasons.isEmpty else { throw .damaged("o motivo da rejeição") }
      try expect([.received, .underReview])
      state = .rejected
      rejections = reasons
      endReview()
      return [.publish("listing.rejected")] + (role == .principal ? [.closeGuarantors] : [])
    case .noticeIssued:
      return try issueNotice(on: at.civilDate)
    case .mailSent(let isDelivered):
      return try issueNotice(on: at.civilDate, isElectronic: true, isDelivered: isDelivered)
    case .mailDelivered, .mailBounced, .channelChanged:
      return try followMail(event, on: at.civilDate)
    case .noticeReturned(_, let holds, let until):
      return try returnNotice(holds: holds, until: until)
    case .addressCorrected(let rule, let noticeDueAt):
      try expect([.noticeFailed])
      state = .noticePending
      appliedRule = rule
      self.noticeDueAt = noticeDueAt
      holdUntil = nil
      return [.publish("notice.reissued")]
    case .termEnded:
      return try show(at: at)
    case .removedByCreditor(let reason), .removedByBureau(let reason):
      return close(.removed, reason: reason, at: at)
    case .principalClosed:
      guard role == .guarantor else { throw .wrongState(state) }
      return close(.removed, reason: KnownRemovalReason.principalClosed, at: at)
    case .superseded, .carriedOver, .principalReplaced:
      return try correct(event, at: at)
    case .suspended:
      return try suspend(.court, on: at.civilDate, told: "listing.suspended")
    case .reinstated(let noticeDueAt):
      return try reinstate(
        .court, noticeDueAt: noticeDueAt, on: at.civilDate, told: "listing.reinstated")
    case .keptSubJudice:
      try expect([.visible])
      state = .visibleSubJudice
      return [.publish("listing.flagged")]
    case .subJudiceEnded:
      try expect([.visibleSubJudice])
      state = .visible
      return [.publish("listing.unflagged")]
    case .disputeOpened, .disputeCleared:
      return try dispute(event, on: at.civilDate)
    case .fiveYearsPassed:
      guard at.civilDate >= expiresOn else { throw .tooEarly(expiresOn) }
      return close(.expired, reason: KnownRemovalReason.timeLimit, at: at)
    }
  }

  func expect(_ states: Set<RecordState>) throws(RecordRefusal) {
    guard states.contains(state) else { throw .wrongState(state) }
  }

  /// - Parameter isDelivered: whether the term has begun; a letter's begins with its posting.
  private mutating func issueNotice(
    on day: CivilDate, isElectronic: Bool = false, isDelivered: Bool = true
  ) throws(RecordRefusal) -> [RecordEffect] {
    try expect([.noticePending])
    guard let rule = appliedRule else { throw .damaged("a regra do estado") }
    state = .noticePeriod
    noticeIssuedOn = day
    visibleFrom =
      isElectronic
      ? isDelivered ? rule.visibleFrom(deliveredOn: day, dueOn: dueOn) : nil
      : rule.visibleFrom(postedOn: day, dueOn: dueOn)
    noticeDueAt = nil
    return [.publish("notice.issued")]
  }

  /// What becomes of a notice by e-mail while its term may not have begun.
  private mutating func followMail(
    _ event: RecordEvent, on day: CivilDate
  ) throws(RecordRefusal) -> [RecordEffect] {
    try expect([.noticePeriod])
    guard noticeChannel == .email else { throw .wrongState(state) }
    guard let rule = appliedRule else { throw .damaged("a regra do estado") }
    switch event {
    case .mailDelivered:
      guard visibleFrom == nil else { throw .wrongState(state) }
      visibleFrom = rule.visibleFrom(deliveredOn: day, dueOn: dueOn)
      return [.publish("notice.delivered")]
    case .mailBounced:
      visibleFrom = nil
      return [.publish("notice.bounced")]
    default:
      noticeChannel = .letter
      noticeIssuedOn = day
      visibleFrom = rule.visibleFrom(postedOn: day, dueOn: dueOn)
      return [.publish("notice.channel_changed")]
    }
  }

  private mutating func returnNotice(
    holds: Bool, until: CivilDate
  ) throws(RecordRefusal) -> [RecordEffect] {
    try expect([.noticePeriod, .visible, .visibleSubJudice])
    if holds, state == .noticePeriod {
      state = .noticeFailed
      holdUntil = until
      visibleFrom = nil
    }
    return [.publish("notice.returned")]
  }

  private mutating func show(at: Instant) throws(RecordRefusal) -> [RecordEffect] {
    try expect([.noticePeriod])
    guard noticeIssuedOn != nil, let visibleFrom else { throw .wrongState(state) }
    guard at.civilDate >= visibleFrom else { throw .tooEarly(visibleFrom) }
    // The limit of five years is stronger than the end of the term.
    guard at.civilDate < expiresOn else { throw .wrongState(state) }
    state = .visible
    visibleAt = at
    return [.publish("listing.visible")]
  }

  mutating func close(
    _ final: RecordState, reason: String, at: Instant, takesGuarantors: Bool = true
  ) -> [RecordEffect] {
    var effects: [RecordEffect] = [
      .publish(final == .expired ? "listing.expired" : "listing.removed")
    ]
    if isDisputed { effects.append(.endDispute) }
    if role == .principal, takesGuarantors { effects.append(.closeGuarantors) }
    state = final
    removedAt = at
    removalReason = reason
    suspendedFrom = nil
    suspensions = []
    suspendedOn = nil
    noticeDueAt = nil
    holdUntil = nil
    isDisputed = false
    endReview()
    if [KnownRemovalReason.courtOrder, KnownRemovalReason.courtDetermination].contains(reason) {
      effects.append(.blockReinclusion)
    }
    return effects
  }
}
