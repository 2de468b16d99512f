/// How long somebody outside asks us to wait: whole seconds, 0…86,400.
///
/// A day is the longest wait that a receiver of webhooks may ask for (Standard Webhooks ends its
/// own schedule there). Whoever has a deadline of the law waits for less: `seconds(atMost:)`.
package struct Pause: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  package static let longestSeconds = 86_400

  package let seconds: Int

  /// Less than nothing is nothing; more than the longest is the longest.
  package init(seconds: Int) {
    self.seconds = min(max(seconds, 0), Self.longestSeconds)
  }

  package init(integerLiteral value: Int) {
    self.init(seconds: value)
  }

  package func seconds(atMost limit: Int) -> Int { min(seconds, limit) }

  package static func < (left: Pause, right: Pause) -> Bool { left.seconds < right.seconds }
}
