extension ListingState {
  /// Applies an event: changes the state and answers with what has to be done. An event that says
  /// nothing new (a report that was seen before) changes nothing and has no effects.
  package mutating func apply(
    _ event: ListingEvent, on now: Instant
  ) throws(ListingError) -> [ListingEffect] {
    switch event {
    case .requested(let needsApproval): try request(needsApproval: needsApproval)
    case .approved: try approve()
    case .declined: try decline(on: now)
    case .inclusionAccepted(let record): try accept(record, event: event)
    case .inclusionRejected(let rejections): try reject(rejections, on: now, event: event)
    case .inclusionUnclear: try loseAnswer(event)
    case .inclusionAbsent: try findNothing(on: now, event: event)
    case .reported(let record): try take(record, on: now, event: event)
    case .removalRequested(let removal, let withdrawn):
      try requestRemoval(removal, inclusionWithdrawn: withdrawn, on: now)
    case .removalAccepted: try acceptRemoval(event)
    case .removalUnneeded: []
    case .removalRefused(let rejection): try refuseRemoval(rejection, event: event)
    case .foundDifferent(let note): try differ(note, event: event)
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

  private mutating func decline(on now: Instant) throws(ListingError) -> [ListingEffect] {
    guard case .awaitingApproval = self else { throw impossible(.declined) }
    let removal = Removal(reason: .declined, requestedAt: now, dueOn: now.civilDate)
    self = .removed(removal, nil, at: now)
    return [.publish("declined")]
  }

  private mutating func accept(
    _ record: BureauRecord, event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    switch self {
    case .queued, .uncertain:
      self = .submitted(record)
      return [.publish("submitted")]
    case .removalQueued(let removal, nil):
      // The removal waits behind the inclusion in the outbox; now it has something to remove.
      self = .removalQueued(removal, record)
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
      self = .rejected(rejections)
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
    case .uncertain, .removalQueued(_, nil): return []
    default: throw impossible(event)
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
    case .outOfSync(let record, _):
      self = .removalQueued(removal, record)
      return [.sendRemoval, .publish("removal-requested")]
    case .removalQueued, .removalSubmitted: throw .removalUnderWay
    case .rejected, .removed, .removedByBureau, .expired: throw .alreadyClosed(word)
    }
  }

  private mutating func acceptRemoval(
    _ event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    switch self {
    case .removalQueued(let removal, let record):
      self = .removalSubmitted(removal, record)
      return []
    case .removalSubmitted, .removed, .removedByBureau, .expired: return []
    default: throw impossible(event)
    }
  }

  private mutating func refuseRemoval(
    _ rejection: Rejection, event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    switch self {
    case .removalQueued(_, let record), .removalSubmitted(_, let record):
      self = .outOfSync(record, note: rejection.code + ": " + rejection.detail)
      return [.publish("out-of-sync")]
    default: throw impossible(event)
    }
  }

  private mutating func differ(
    _ note: String, event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    guard !word.isFinal else { throw impossible(event) }
    self = .outOfSync(record, note: note)
    return [.publish("out-of-sync")]
  }
}
