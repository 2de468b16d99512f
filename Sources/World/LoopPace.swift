import Synchronization

/// How one run of a duty ended.
enum DutyOutcome: Hashable, Sendable {
  case busy
  case idle
  case failed
}

/// How long a duty's loop waits before its next look.
struct LoopPace {
  private var idle = 0
  private var failures = 0

  /// Seconds to wait; nil where it goes on at once.
  mutating func pause(after outcome: DutyOutcome) -> Int? {
    switch outcome {
    case .busy:
      (idle, failures) = (0, 0)
      return nil
    case .idle:
      failures = 0
      idle = min(idle + 1, Timekeeper.idleRounds)
      return idle < Timekeeper.idleRounds ? Timekeeper.pollSeconds : Timekeeper.idleSeconds
    case .failed:
      failures = min(failures + 1, 16)
      return min(1 << (failures - 1), Timekeeper.failureSeconds)
    }
  }
}

/// What duties failed with while a clock was moved, by their place.
final class FailureList: Sendable {
  private let errors = Mutex<[Int: String]>([:])

  func add(_ index: Int, _ error: String) { errors.withLock { $0[index] = error } }
  func error(of index: Int) -> String? { errors.withLock { $0[index] } }
}
