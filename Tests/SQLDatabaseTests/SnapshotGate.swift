import Dispatch

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
