import Credit
import Synchronization

/// Stops calling a bureau that does not answer: after some failures in a row it stays open for a
/// while, then lets one call through to see.
final class CircuitBreaker: Sendable {
  static let failuresToOpen = 5
  static let openSeconds = 30

  private struct State {
    var failures = 0
    var openUntil: Instant?
  }

  private let state = Mutex(State())

  /// Seconds to wait, or nil where a call may be made.
  func secondsToWait(at now: Instant) -> Int? {
    state.withLock { state in
      guard let until = state.openUntil, until > now else { return nil }
      return Int(until.microseconds(since: now) / 1_000_000) + 1
    }
  }

  func succeeded() {
    state.withLock { $0 = State() }
  }

  func failed(at now: Instant) {
    state.withLock { state in
      state.failures += 1
      if state.failures >= Self.failuresToOpen {
        state.openUntil = now.adding(seconds: Self.openSeconds)
      }
    }
  }
}
