import Credit
import Synchronization

/// Says now and then that it is time to clear away what is old. Each process has its own: that two
/// clear at once does no harm.
final class Sweep: Sendable {
  static let everySeconds = 60

  private let next = Mutex<Instant?>(nil)

  /// Whether it is time; then not again for a minute.
  func isDue(at now: Instant) -> Bool {
    next.withLock { next in
      if let next, now < next { return false }
      next = now.adding(seconds: Self.everySeconds)
      return true
    }
  }
}
