/// How the bureau's word changes the creditor's view.
extension ListingState {
  /// Takes a report of the bureau. Older than or equal to what is known: nothing happens.
  mutating func take(
    _ record: BureauRecord, on now: Instant, event: ListingEvent
  ) throws(ListingError) -> [ListingEffect] {
    switch self {
    case .draft, .awaitingApproval:
      throw .notPossible(event: event.word, state: word)
    case .rejected, .removed, .removedByBureau, .expired:
      return []
    case .queued, .uncertain, .submitted, .inNotice, .noticeProblem, .active, .suspended,
      .outOfSync:
      if let known = self.record {
        guard known.reference == record.reference else {
          throw .notPossible(event: event.word, state: word)
        }
        guard record.version > known.version else { return [] }
      }
      return follow(record)
    case .removalQueued(let removal, let known):
      return takeDuringRemoval(record, removal, known, submitted: false, on: now)
    case .removalSubmitted(let removal, let known):
      return takeDuringRemoval(record, removal, known, submitted: true, on: now)
    }
  }

  /// The state that the bureau's word means where nobody of ours wants the listing gone.
  private mutating func follow(_ record: BureauRecord) -> [ListingEffect] {
    let before = word
    switch record.state {
    case .received, .underReview: self = .submitted(record)
    case .rejected: self = .rejected(record.rejections)
    case .noticePending, .noticePeriod: self = .inNotice(record)
    case .noticeFailed: self = .noticeProblem(record)
    case .visible, .visibleSubJudice: self = .active(record)
    case .suspended: self = .suspended(record)
    case .removed: self = .removedByBureau(record)
    case .expired: self = .expired(record)
    case .unknown(let unknown):
      self = .outOfSync(record, note: "unknown bureau state: " + unknown)
    }
    return word == before ? [] : [.publish(ListingState.publishedName(word))]
  }

  private mutating func takeDuringRemoval(
    _ record: BureauRecord, _ removal: Removal, _ known: BureauRecord?, submitted: Bool,
    on now: Instant
  ) -> [ListingEffect] {
    if let known, record.version <= known.version { return [] }
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
