/// How the bureau's word changes the creditor's view.
extension ListingState {
  /// Takes a report of the bureau. One that tells no more than what is known changes nothing.
  mutating func take(
    _ record: BureauRecord, on now: Instant, event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    switch self {
    case .draft, .awaitingApproval:
      throw .notPossible(event: event.word, state: word)
    case .rejected, .removed, .removedByBureau, .expired, .declined:
      return []
    case .outOfSync(let known, let removal?, let note):
      try expect(known, toBe: record, event: event)
      guard record.tellsMore(than: known) else { return [] }
      return takeAfterRefusal(record, removal, note: note, on: now)
    case .queued, .uncertain, .submitted, .inNotice, .noticeProblem, .active, .suspended,
      .outOfSync(_, nil, _):
      if let known = self.record {
        try expect(known, toBe: record, event: event)
        guard record.tellsMore(than: known) else { return [] }
      }
      return follow(record)
    case .removalQueued(let removal, let known):
      try expect(known, toBe: record, event: event)
      return takeDuringRemoval(record, removal, known, submitted: false, on: now)
    case .removalSubmitted(let removal, let known):
      try expect(known, toBe: record, event: event)
      return takeDuringRemoval(record, removal, known, submitted: true, on: now)
    }
  }

  /// A report speaks of the record that is known.
  private func expect(
    _ known: BureauRecord?, toBe record: BureauRecord, event: ListingEvent
  ) throws(ListingError) {
    guard let known, known.reference != record.reference else { return }
    throw .notPossible(event: event.word, state: word)
  }

  /// The bureau refused the removal: only a record that is gone ends the matter.
  private mutating func takeAfterRefusal(
    _ record: BureauRecord, _ removal: Removal, note: String, on now: Instant
  ) -> [ListingEffect] {
    let effects = takeDuringRemoval(record, removal, nil, submitted: false, on: now)
    if !word.isFinal { self = .outOfSync(record, removal, note: note) }
    return effects
  }

  /// The state that the bureau's word means where nobody of ours wants the listing gone.
  mutating func follow(_ record: BureauRecord) -> [ListingEffect] {
    let before = word
    switch record.state {
    case .received, .underReview: self = .submitted(record)
    case .rejected: self = .rejected(record.rejections, record)
    case .noticePending, .noticePeriod: self = .inNotice(record)
    case .noticeFailed: self = .noticeProblem(record)
    case .visible, .visibleSubJudice: self = .active(record)
    case .suspended: self = .suspended(record)
    case .removed: self = .removedByBureau(record)
    case .expired: self = .expired(record)
    case .unknown(let unknown):
      self = .outOfSync(record, nil, note: "o birô informou um estado desconhecido: " + unknown)
    }
    return word == before ? [] : [.publish(ListingState.publishedName(word))]
  }

  mutating func takeDuringRemoval(
    _ record: BureauRecord, _ removal: Removal, _ known: BureauRecord?, submitted: Bool,
    on now: Instant
  ) -> [ListingEffect] {
    guard record.tellsMore(than: known) else { return [] }
    switch record.state {
    case .removed:
      self = .removed(removal, record, at: record.removedAt ?? now)
      return [.publish("removed")]
    case .rejected:
      self = .removed(removal, record, at: now)
      return [.publish("removed")]
    case .expired:
      self = .expired(record)
      return [.publish("expired")]
    default:
      // Still there: the removal goes on, with what is known now.
      self = submitted ? .removalSubmitted(removal, record) : .removalQueued(removal, record)
      return []
    }
  }

  /// The name under which a change of state is published.
  private static func publishedName(_ word: Word) -> String {
    switch word {
    case .inNotice: "in-notice"
    case .noticeProblem: "notice-problem"
    case .removedByBureau: "removed-by-bureau"
    case .outOfSync: "out-of-sync"
    default: word.rawValue
    }
  }
}
