/// When a delivery that failed is tried again: the schedule that Standard Webhooks 1.0 recommends,
/// about 3 days in all. There is no jitter: the addresses are the creditor's own, a few, and an
/// exact schedule can be told to a person.
package enum WebhookRetrySchedule {
  /// Seconds between the attempts, after the first.
  package static let delays = [
    5, 5 * 60, 30 * 60, 2 * 3_600, 5 * 3_600, 10 * 3_600, 14 * 3_600, 20 * 3_600, 24 * 3_600,
  ]
  /// A receiver's own `Retry-After` is followed up to this.
  package static let longestRetryAfter = 24 * 3_600
  /// A delivery whose process died is tried again after this.
  package static let leaseSeconds = 60

  /// Seconds to wait after so many attempts (1 after the first); nil where it is given up.
  package static func delay(afterAttempts attempts: Int, retryAfter: Int? = nil) -> Int? {
    guard attempts >= 1, attempts <= delays.count else { return nil }
    return max(delays[attempts - 1], min(retryAfter ?? 0, longestRetryAfter))
  }
}
