package import Credit

/// How one attempt at a row of work ended.
package enum WorkEnding: Hashable, Sendable {
  /// Nothing is left to do.
  case done
  /// Not now: the row comes again at this instant. Counts as no failure; the reason stays with it.
  case later(at: Instant, why: String? = nil)
  /// It is not known whether it took effect: the row comes again at this instant, and whoever does
  /// it then asks before doing anything (`WorkClaim.mustAsk`).
  case ask(at: Instant)
  /// No repetition helps; the row is set aside with this sentence.
  case failed(problem: String)
}

/// How often a row that fails is tried, and how long it waits in between.
package struct RetryPolicy: Hashable, Sendable {
  /// Attempts without any progress after which the row is set aside; at least 1.
  package let attempts: Int
  /// Seconds before the second attempt; each further wait is twice as long.
  package let firstSeconds: Int
  /// The longest wait in seconds.
  package let longestSeconds: Int

  package init(attempts: Int, firstSeconds: Int, longestSeconds: Int) {
    self.attempts = max(attempts, 1)
    self.firstSeconds = max(firstSeconds, 1)
    self.longestSeconds = max(longestSeconds, firstSeconds)
  }

  /// For work that needs nobody outside: what fails six times within two minutes fails always.
  package static let inside = RetryPolicy(attempts: 6, firstSeconds: 2, longestSeconds: 60)
  /// For work that calls somebody: about a day.
  package static let outside = RetryPolicy(attempts: 30, firstSeconds: 5, longestSeconds: 3_600)

  /// Seconds to wait after so many failed attempts.
  package func pause(after attempts: Int) -> Int {
    // 2^20 times the first wait is beyond every cap; the shift stays within Int.
    min(firstSeconds << min(max(attempts - 1, 0), 20), longestSeconds)
  }
}
