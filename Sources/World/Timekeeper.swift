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
      try await self.withAllLocked { try await self.drain(Array(self.duties.indices)) }
    }
  }

  /// Moves the virtual clock to `target` through every instant at which something falls due, and
  /// answers when all of it is done.
  package func advance(_ virtual: VirtualClock, to target: Instant) async throws {
    try await advancing.withLock {
      try await self.withAllLocked {
        let indices = self.duties.indices.filter { self.duties[$0].whileClockMoves != .never }
        try await self.drain(indices)
        while true {
          try Task.checkCancellation()
          // Asked anew at every step: others write to the same databases meanwhile.
          let due = try await self.dues(of: indices)
          let now = virtual.now()
          guard let next = due.compactMap({ $0 }).filter({ $0 > now }).min(), next <= target
          else { break }
          virtual.move(to: next)
          try await self.runWhatIsDue(indices, due)
        }
        virtual.move(to: target)
        try await self.drain(indices)
      }
    }
  }

  private func withAllLocked(_ body: @Sendable () async throws -> Void) async throws {
    for lock in locks { await lock.acquire() }
    defer { for lock in locks { lock.release() } }
    try await body()
  }

  /// When each of these duties falls due next.
  private func dues(of indices: [Int]) async throws -> [Instant?] {
    try await withThrowingTaskGroup(of: (Int, Instant?).self) { group in
      for (place, index) in indices.enumerated() {
        group.addTask { (place, try await self.duties[index].nextDue()) }
      }
      return try await group.reduce(into: Array(repeating: nil, count: indices.count)) {
        $0[$1.0] = $1.1
      }
    }
  }

  /// Does what is due at this instant, and what falls due by that, in the order of the duties. A
  /// duty that has nothing due is not run: most instants belong to one duty alone.
  ///
  /// - Parameter known: when each duty falls due, as it stands now.
  private func runWhatIsDue(_ indices: [Int], _ known: [Instant?]) async throws {
    var due = known
    var isKnown = true
    for _ in 0..<Self.roundLimit {
      try Task.checkCancellation()
      var busy = false
      for (place, index) in indices.enumerated() {
        if !isKnown { due[place] = try await duties[index].nextDue() }
        let isDue = due[place].map { $0 <= clock.now() } ?? false
        guard isDue || duties[index].whileClockMoves == .always else { continue }
        if await attempt(index) {
          busy = true
          // It may have made work for any other.
          isKnown = false
        }
      }
      if !busy { return }
    }
    logger.error("duties kept finding work; the moment was given up")
  }

  /// Runs these duties until none finds anything more to do.
  private func drain(_ indices: [Int]) async throws {
    for _ in 0..<Self.roundLimit {
      try Task.checkCancellation()
      var busy = false
      for index in indices where await attempt(index) { busy = true }
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
