import Dispatch
import Synchronization

/// Lets a test step in while a closure stands still on its engine's thread.
final class SnapshotGate: Sendable {
  private let started = DispatchSemaphore(value: 0)
  private let finished = DispatchSemaphore(value: 0)

  func open() { started.signal() }
  func done() { finished.signal() }
  func waitUntilDone() { finished.wait() }

  /// Suspends; the wait itself happens on a thread of Dispatch.
  func opened() async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [started] in
        started.wait()
        continuation.resume()
      }
    }
  }
}

/// Counts what happens on the engines' threads.
final class Tally: Sendable {
  private let counted = Mutex(0)

  /// One more; the count with it.
  @discardableResult
  func add() -> Int {
    counted.withLock {
      $0 += 1
      return $0
    }
  }

  var count: Int { counted.withLock { $0 } }
}
