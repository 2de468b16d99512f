import Glibc
import Synchronization

/// Threads of an engine. Blocking calls belong on these, never on the threads of Swift's
/// concurrency, which are as few as the machine's cores.
final class OwnThreads: Sendable {
  private struct State {
    var running = 0
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private let state = Mutex(State())

  func start(_ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.running += 1 }
    let start = Start { [self] in
      body()
      ended()
    }
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue().body()
        return nil
      }, Unmanaged.passRetained(start).toOpaque())
    precondition(code == 0, "the system gave no thread: error \(code)")
    pthread_detach(thread)
  }

  /// Returns when every thread has come to its end.
  func waitUntilEnded() async {
    await withCheckedContinuation { continuation in
      let over = state.withLock { state in
        if state.running > 0 { state.waiters.append(continuation) }
        return state.running == 0
      }
      if over { continuation.resume() }
    }
  }

  private func ended() {
    let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.running -= 1
      guard state.running == 0 else { return [] }
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}
