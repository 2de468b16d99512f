package import Credit
package import Logging
import Synchronization

/// Runs the duties of a process: each in its own loop while time passes by itself, all together
/// and in the order of their instants while a virtual clock is moved.
package final class Timekeeper: Sendable {
  /// How long a loop waits at the most before it looks again; another process may have queued work.
  package static let pollSeconds = 1
  /// Rounds of one instant after which a drain is given up as endless.
  package static let roundLimit = 100_000

  private let clock: any Clock
  private let duties: [any Duty]
  private let logger: Logger
  private let locks: [AsyncLock]
  private let advancing = AsyncLock()

  package init(clock: any Clock, duties: [any Duty], logger: Logger) {
    self.clock = clock
    self.duties = duties
    self.logger = logger
    self.locks = duties.map { _ in AsyncLock() }
  }

  /// Runs until the task is cancelled.
  package func run() async {
    await withDiscardingTaskGroup { group in
      for index in duties.indices {
        group.addTask { await self.loop(index) }
      }
    }
  }

  private func loop(_ index: Int) async {
    while !Task.isCancelled {
      let busy = await locks[index].withLock { await self.attempt(index) }
      if busy { continue }
      try? await Task.sleep(for: .seconds(Self.pollSeconds))
    }
  }

  /// One run of a duty; a failure is logged and waits for the next round.
  private func attempt(_ index: Int) async -> Bool {
    do {
      return try await duties[index].runDue()
    } catch is CancellationError {
      return false
    } catch {
      logger.error(
        "a duty failed",
        metadata: ["duty": "\(duties[index].name)", "error": "\(error)"])
      return false
    }
  }

  /// Does everything that is due now, until no duty finds anything more to do.
  package func settle() async throws {
    try await advancing.withLock {
      try await self.withAllLocked { try await self.drain() }
    }
  }

  /// Moves the virtual clock to `target` through every instant at which something falls due, and
  /// answers when all of it is done.
  package func advance(_ virtual: VirtualClock, to target: Instant) async throws {
    try await advancing.withLock {
      try await self.withAllLocked {
        try await self.drain()
        while let next = try await self.nextDue(after: virtual.now()), next <= target {
          try Task.checkCancellation()
          virtual.move(to: next)
          try await self.drain()
        }
        virtual.move(to: target)
        try await self.drain()
      }
    }
  }

  private func withAllLocked(_ body: @Sendable () async throws -> Void) async throws {
    for lock in locks { await lock.acquire() }
    defer { for lock in locks { lock.release() } }
    try await body()
  }

  private func nextDue(after now: Instant) async throws -> Instant? {
    var earliest: Instant?
    for duty in duties {
      guard let due = try await duty.nextDue(), due > now else { continue }
      earliest = min(earliest ?? due, due)
    }
    return earliest
  }

  private func drain() async throws {
    for _ in 0..<Self.roundLimit {
      try Task.checkCancellation()
      var busy = false
      for index in duties.indices where await attempt(index) { busy = true }
      if !busy { return }
    }
    logger.error("duties kept finding work; the drain was given up")
  }
}

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
