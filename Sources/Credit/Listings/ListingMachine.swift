extension ListingState {
  /// Applies an event: changes the state and answers with what has to be done. An event that says
  /// nothing new (a report that was seen before) changes nothing and has no effects.
  package mutating func apply(
    _ event: ListingEvent, on now: Instant
  ) throws(ListingError) -> [ListingEffect] {
    switch event {
    case .requested(let needsApproval): try request(needsApproval: needsApproval)
    case .approved: try approve()
    case .declined: try decline()
    case .inclusionAccepted(let record): try accept(record, on: now, event: event)
    case .inclusionRejected(let rejections): try reject(rejections, on: now, event: event)
    case .inclusionUnclear: try loseAnswer(event)
    case .inclusionAbsent: try findNothing(on: now, event: event)
    case .reported(let record): try take(record, on: now, event: event)
    case .removalRequested(let removal, let withdrawn):
      try requestRemoval(removal, inclusionWithdrawn: withdrawn, on: now)
    case .removalAccepted: try acceptRemoval(event)
    case .removalRefused(let rejection): try refuseRemoval(rejection, event: event)
    case .amended: try amend(on: now, event: event)
    case .foundDifferent(let note): try differ(note, event: event)
    case .resolved: try resolve(on: now, event: event)
    }
  }

  private func impossible(_ event: ListingEvent) -> ListingError {
    word.isFinal ? .alreadyClosed(word) : .notPossible(event: event.word, state: word)
  }

  private mutating func request(needsApproval: Bool) throws(ListingError) -> [ListingEffect] {
    guard case .draft = self else { throw impossible(.requested(needsApproval: needsApproval)) }
    if needsApproval {
      self = .awaitingApproval
      return [.publish("awaiting-approval")]
    }
    self = .queued
    return [.sendInclusion, .publish("requested")]
  }

  private mutating func approve() throws(ListingError) -> [ListingEffect] {
    guard case .awaitingApproval = self else { throw impossible(.approved) }
    self = .queued
    return [.sendInclusion, .publish("requested")]
  }

  private mutating func decline() throws(ListingError) -> [ListingEffect] {
    guard case .awaitingApproval = self else { throw impossible(.declined) }
    self = .declined
    return [.publish("declined")]
  }

  private mutating func accept(
    _ record: BureauRecord, on now: Instant, event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    switch self {
    case .queued, .uncertain:
      // An answer that was found by asking may tell of much more than the receipt.
      self = .submitted(record)
      return [.publish("submitted")] + follow(record)
    case .removalQueued(let removal, nil):
      // The removal waits behind the inclusion in the outbox; now it has something to remove.
      return takeDuringRemoval(record, removal, nil, submitted: false, on: now)
    case .rejected, .removed, .removedByBureau, .expired, .declined:
      return []
    default:
      // A report overtook the answer, or the same answer came twice.
      guard self.record?.reference == record.reference else { throw impossible(event) }
      return []
    }
  }

  private mutating func reject(
    _ rejections: [Rejection], on now: Instant, event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    switch self {
    case .queued, .uncertain:
      self = .rejected(rejections, nil)
      return [.publish("rejected")]
    case .removalQueued(let removal, nil):
      self = .removed(removal, nil, at: now)
      return [.publish("removed")]
    default: throw impossible(event)
    }
  }

  private mutating func loseAnswer(_ event: ListingEvent) throws(ListingError) -> [ListingEffect] {
    switch self {
    case .queued:
      self = .uncertain
      return []
    case .draft, .awaitingApproval: throw impossible(event)
    // A report came before the answer, or the listing is on its way out: nothing is in doubt.
    default: return []
    }
  }

  private mutating func findNothing(
    on now: Instant, event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    switch self {
    case .uncertain:
      self = .queued
      return []
    case .queued: return []
    case .removalQueued(let removal, nil):
      self = .removed(removal, nil, at: now)
      return [.withdrawInclusion, .publish("removed")]
    default: throw impossible(event)
    }
  }

  private mutating func requestRemoval(
    _ removal: Removal, inclusionWithdrawn: Bool, on now: Instant
  ) throws(ListingError) -> [ListingEffect] {
    switch self {
    case .draft, .awaitingApproval:
      self = .removed(removal, nil, at: now)
      return [.publish("removed")]
    case .queued where inclusionWithdrawn:
      self = .removed(removal, nil, at: now)
      return [.publish("removed")]
    case .queued, .uncertain:
      self = .removalQueued(removal, nil)
      return [.sendRemoval, .publish("removal-requested")]
    case .submitted(let record), .inNotice(let record), .noticeProblem(let record),
      .active(let record), .suspended(let record):
      self = .removalQueued(removal, record)
      return [.sendRemoval, .publish("removal-requested")]
    case .outOfSync(let record, let earlier, _):
      // Asking again never gives the creditor more time than it had.
      self = .removalQueued(
        earlier.map { removal.following($0) } ?? removal, record)
      return [.sendRemoval, .publish("removal-requested")]
    case .removalQueued, .removalSubmitted: throw .removalUnderWay
    case .rejected, .removed, .removedByBureau, .expired, .declined: throw .alreadyClosed(word)
    }
  }

  private mutating func acceptRemoval(
    _ event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    switch self {
    case .removalQueued(let removal, let record), .outOfSync(let record, let removal?, _):
      self = .removalSubmitted(removal, record)
      return [.confirmRemoval]
    // Sent again, because nothing was heard of it.
    case .removalSubmitted: return [.confirmRemoval]
    case .removed, .removedByBureau, .expired: return []
    default: throw impossible(event)
    }
  }

  private mutating func refuseRemoval(
    _ rejection: Rejection, event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    let note = rejection.code + ": " + rejection.detail
    switch self {
    case .removalQueued(let removal, let record), .removalSubmitted(let removal, let record):
      self = .outOfSync(record, removal, note: note)
      return [.retryRemoval, .publish("out-of-sync")]
    case .outOfSync(let record, let removal?, _):
      self = .outOfSync(record, removal, note: note)
      return [.retryRemoval]
    // It came too late: the record is gone.
    case .removed, .removedByBureau, .expired: return []
    default: throw impossible(event)
    }
  }

  private mutating func amend(
    on now: Instant, event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    switch self {
    case .submitted, .inNotice, .noticeProblem, .active, .suspended, .removalQueued(_, .some),
      .outOfSync(.some, _, _):
      let removal = Removal(reason: .correction, requestedAt: now, dueOn: now.civilDate)
      self = .removed(removal, record, at: now)
      return [.publish("amended")]
    default: throw impossible(event)
    }
  }

  private mutating func resolve(
    on now: Instant, event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    guard case .outOfSync(let record, let removal, _) = self else { throw impossible(event) }
    let asked = removal ?? Removal(reason: .correction, requestedAt: now, dueOn: now.civilDate)
    self = .removed(asked, record, at: now)
    return [.publish("removed")]
  }

  private mutating func differ(
    _ note: String, event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    switch self {
    case .draft, .awaitingApproval, .queued, .uncertain: throw impossible(event)
    case .rejected, .removed, .removedByBureau, .expired, .declined: throw impossible(event)
    // It is on its way out already; the removal goes on and tells what became of it.
    case .removalQueued, .removalSubmitted: return []
    default:
      let known = word == .outOfSync
      self = .outOfSync(record, removal, note: note)
      return known ? [] : [.publish("out-of-sync")]
    }
  }
}
