import Credit
import Synchronization

/// Stops calling a bureau that does not answer: after some failures in a row it stays open for a
/// while, then lets one call through to see, and the next one only where that one was answered or
/// another while has passed.
final class CircuitBreaker: Sendable {
  static let failuresToOpen = 5
  static let openSeconds = 30

  private struct State {
    var failures = 0
    var openUntil: Instant?
  }

  private let state = Mutex(State())

  /// Takes leave to call: nil where the call may be made, else the seconds to wait.
  func secondsToWait(at now: Instant) -> Int? {
    state.withLock { state in
      guard let until = state.openUntil else { return nil }
      if until > now { return Int(until.microseconds(since: now) / 1_000_000) + 1 }
      // This call is the one that sees; the others wait for what it finds.
      state.openUntil = now.adding(seconds: Self.openSeconds)
      return nil
    }
  }

  func succeeded() {
    state.withLock { $0 = State() }
  }

  func failed(at now: Instant) {
    state.withLock { state in
      state.failures = min(state.failures + 1, Self.failuresToOpen)
      if state.failures >= Self.failuresToOpen {
        state.openUntil = now.adding(seconds: Self.openSeconds)
      }
    }
  }
}
