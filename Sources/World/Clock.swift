package import Credit
import Dispatch
import Glibc
import Synchronization

/// Where the process reads the time. One value is passed in from the composition root.
package protocol Clock: Sendable {
  /// The time of the product: real, or virtual in homologation and demo.
  func now() -> Instant
  /// The virtual clock behind this one, where it can be moved.
  var virtual: VirtualClock? { get }
}

/// The machine's clock.
package struct SystemClock: Clock {
  package init() {}

  package func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }

  package var virtual: VirtualClock? { nil }
}

/// A clock that starts at a given instant and only ever moves forward.
///
/// `running: true` (homologation, demo) goes on at real speed between the moves; `running: false`
/// (tests, simulation) stands still until it is moved.
package final class VirtualClock: Clock {
  private struct State {
    /// Added to the monotonic clock to give the virtual time.
    var offset: Int64
    var floor: Int64
  }

  private let state: Mutex<State>
  private let running: Bool

  package init(startingAt start: Instant, running: Bool) {
    self.running = running
    let monotonic = running ? VirtualClock.monotonicMicroseconds() : 0
    self.state = Mutex(
      State(offset: start.microseconds - monotonic, floor: start.microseconds))
  }

  package var virtual: VirtualClock? { self }

  package func now() -> Instant {
    state.withLock { state in
      let monotonic = running ? VirtualClock.monotonicMicroseconds() : 0
      state.floor = max(state.floor, state.offset + monotonic)
      return Instant(microseconds: state.floor)
    }
  }

  /// Moves the clock to an instant; an instant in the past leaves it where it is.
  package func move(to instant: Instant) {
    state.withLock { state in
      let monotonic = running ? VirtualClock.monotonicMicroseconds() : 0
      let current = max(state.floor, state.offset + monotonic)
      guard instant.microseconds > current else { return }
      state.offset = instant.microseconds - monotonic
      state.floor = instant.microseconds
    }
  }

  private static func monotonicMicroseconds() -> Int64 {
    Int64(DispatchTime.now().uptimeNanoseconds / 1_000)
  }
}
