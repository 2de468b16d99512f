import Outbound

/// What becomes of a delivery after an attempt.
package enum WebhookVerdict: Hashable, Sendable {
  case delivered
  case again(afterSeconds: Int)
  /// The schedule is at its end.
  case givenUp
  /// 410: the receiver is gone, and its endpoint is switched off, as the standard asks.
  case gone
}

/// When a delivery that failed is tried again: the schedule that Standard Webhooks 1.0 recommends,
/// about 3 days in all. There is no jitter: an exact schedule can be told to a person.
package enum WebhookSchedule {
  /// Seconds between the attempts, after the first.
  package static let delays = [
    5, 5 * 60, 30 * 60, 2 * 3_600, 5 * 3_600, 10 * 3_600, 14 * 3_600, 20 * 3_600, 24 * 3_600,
  ]

  /// - Parameter attempts: attempts so far, the one that brought the reply included (from 1).
  package static func verdict(on reply: WebhookReply, afterAttempts attempts: Int)
    -> WebhookVerdict
  {
    if reply.isDelivered { return .delivered }
    if reply.status == 410 { return .gone }
    guard attempts >= 1, attempts <= delays.count else { return .givenUp }
    let delay = delays[attempts - 1]
    guard case .answered(_, let pause?) = reply else { return .again(afterSeconds: delay) }
    return .again(afterSeconds: max(delay, pause.seconds))
  }
}
