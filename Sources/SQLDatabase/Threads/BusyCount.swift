import Synchronization

/// How many connections of a kind are at work.
final class BusyCount: Sendable {
  private let count = Atomic<Int>(0)

  var now: Int { count.load(ordering: .relaxed) }

  /// Counts while the work lasts.
  func during(_ work: () -> Void) {
    count.wrappingAdd(1, ordering: .relaxed)
    work()
    count.wrappingSubtract(1, ordering: .relaxed)
  }
}
