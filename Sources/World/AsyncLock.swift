import Synchronization

/// A lock that suspends instead of blocking; waiters are served in order.
final class AsyncLock: Sendable {
  private struct State {
    var held = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func acquire() async {
    await withCheckedContinuation { continuation in
      let free = state.withLock { state in
        if state.held {
          state.waiters.append(continuation)
          return false
        }
        state.held = true
        return true
      }
      if free { continuation.resume() }
    }
  }

  func release() {
    let next = state.withLock { state in
      if state.waiters.isEmpty {
        state.held = false
        return nil as CheckedContinuation<Void, Never>?
      }
      return state.waiters.removeFirst()
    }
    next?.resume()
  }

  func withLock<Value: Sendable>(
    _ body: @Sendable () async throws -> Value
  ) async rethrows -> Value {
    await acquire()
    defer { release() }
    return try await body()
  }
}
