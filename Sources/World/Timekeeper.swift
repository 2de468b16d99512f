package import Credit
package import Logging

/// Runs the duties of a process: each in its own loop while time passes by itself, all together
/// and in the order of their instants while a virtual clock is moved.
package final class Timekeeper: Sendable {
  /// How long a loop waits before it looks again; another process may have queued work.
  package static let pollSeconds = 1
  /// The wait of a loop that has found nothing for a while.
  package static let idleSeconds = 3
  /// Looks without any work after which a loop counts as idle.
  static let idleRounds = 30
  /// The longest wait of a loop whose duty fails; each failure doubles it.
  static let failureSeconds = 60
  /// Rounds of one instant after which a drain is given up as endless.
  package static let roundLimit = 100_000

  private let clock: any Clock
  private let duties: [any Duty]
  /// Duties from here on have no loop.
  private let loopCount: Int
  private let logger: Logger
  private let locks: [AsyncLock]
  private let advancing = AsyncLock()

  /// - Parameter whileMoved: duties whose loops belong to another process; whoever moves the clock
  ///   here does them on the way, so that he is not answered before they are done.
  package init(
    clock: any Clock, duties: [any Duty], whileMoved: [any Duty] = [], logger: Logger
  ) {
    self.clock = clock
    self.duties = duties + whileMoved
    self.loopCount = duties.count
    self.logger = logger
    self.locks = self.duties.map { _ in AsyncLock() }
  }

  /// Runs until the task is cancelled.
  package func run() async {
    await withDiscardingTaskGroup { group in
      for index in 0..<loopCount {
        group.addTask { await self.loop(index) }
      }
    }
  }

  private func loop(_ index: Int) async {
    var pace = LoopPace()
    while !Task.isCancelled {
      let turn = await locks[index].withLock { await self.attempt(index) }
      guard let seconds = pace.pause(after: turn) else { continue }
      try? await Task.sleep(for: .seconds(seconds))
    }
  }

  /// One run of a duty; a failure is logged, and kept by `failures` where a clock is moved.
  private func attempt(_ index: Int, _ failures: FailureList? = nil) async -> DutyOutcome {
    do {
      return try await duties[index].runDue() ? .busy : .idle
    } catch is CancellationError {
      return .idle
    } catch {
      logger.error(
        "a duty failed",
        metadata: ["duty": "\(duties[index].name)", "error": "\(error)"])
      failures?.add(index, "\(error)")
      return .failed
    }
  }

  /// Does everything that is due now, until no duty finds anything more to do. Answers with what
  /// could not be done.
  @discardableResult
  package func settle() async throws -> [DutyFailure] {
    try await advancing.withLock {
      try await self.withAllLocked {
        let all = Array(self.duties.indices)
        return try await self.collectingFailures(of: all) { failures in
          try await self.drain(all, failures)
        }
      }
    }
  }

  /// Moves the virtual clock to `target` through every instant at which something falls due, and
  /// answers when all of it was done or tried: with the duties that failed on the way and the rows
  /// that were set aside.
  @discardableResult
  package func advance(
    _ virtual: VirtualClock, to target: Instant
  ) async throws -> [DutyFailure] {
    try await advancing.withLock {
      try await self.withAllLocked {
        let indices = self.duties.indices.filter { self.duties[$0].whileClockMoves != .never }
        return try await self.collectingFailures(of: indices) { failures in
          try await self.step(virtual, to: target, indices, failures)
        }
      }
    }
  }

  private func step(
    _ virtual: VirtualClock, to target: Instant, _ indices: [Int], _ failures: FailureList
  ) async throws {
    try await drain(indices, failures)
    while true {
      try Task.checkCancellation()
      // Asked anew at every step: others write to the same databases meanwhile.
      let due = try await dues(of: indices)
      let now = virtual.now()
      guard let next = due.compactMap({ $0 }).filter({ $0 > now }).min(), next <= target
      else { break }
      virtual.move(to: next)
      try await runWhatIsDue(indices, due, failures)
    }
    virtual.move(to: target)
    try await drain(indices, failures)
  }

  /// Runs `body` and tells what failed meanwhile: what duties threw, and rows set aside.
  private func collectingFailures(
    of indices: [Int], _ body: @Sendable (FailureList) async throws -> Void
  ) async throws -> [DutyFailure] {
    var before: [Int: Int?] = [:]
    for index in indices { before[index] = await failedCount(index) }
    let failures = FailureList()
    try await body(failures)
    var told: [DutyFailure] = []
    for index in indices {
      let rows = (await failedCount(index) ?? 0) - ((before[index] ?? nil) ?? 0)
      let error = failures.error(of: index)
      guard rows > 0 || error != nil else { continue }
      told.append(DutyFailure(duty: duties[index].name, rows: max(rows, 0), error: error))
    }
    return told
  }

  /// Rows that a duty has set aside; nil where they cannot be counted, which ends nothing.
  private func failedCount(_ index: Int) async -> Int? {
    do {
      return try await duties[index].failedCount()
    } catch {
      logger.error(
        "rows that failed could not be counted",
        metadata: ["duty": "\(duties[index].name)", "error": "\(error)"])
      return nil
    }
  }

  private func withAllLocked<Value: Sendable>(
    _ body: @Sendable () async throws -> Value
  ) async throws -> Value {
    for lock in locks { await lock.acquire() }
    defer { for lock in locks { lock.release() } }
    return try await body()
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
  private func runWhatIsDue(
    _ indices: [Int], _ known: [Instant?], _ failures: FailureList
  ) async throws {
    var due = known
    var isKnown = true
    for _ in 0..<Self.roundLimit {
      try Task.checkCancellation()
      var busy = false
      for (place, index) in indices.enumerated() {
        if !isKnown { due[place] = try await duties[index].nextDue() }
        let isDue = due[place].map { $0 <= clock.now() } ?? false
        guard isDue || duties[index].whileClockMoves == .always else { continue }
        if await attempt(index, failures) == .busy {
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
  private func drain(_ indices: [Int], _ failures: FailureList) async throws {
    for _ in 0..<Self.roundLimit {
      try Task.checkCancellation()
      var busy = false
      for index in indices where await attempt(index, failures) == .busy { busy = true }
      if !busy { return }
    }
    logger.error("duties kept finding work; the drain was given up")
  }
}
