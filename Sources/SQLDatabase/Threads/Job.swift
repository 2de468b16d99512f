import Synchronization

/// A closure of a caller on its way to a thread of an engine, and the way back of its answer.
final class Job: Sendable {
  enum Kind: Hashable, Sendable {
    case read
    case write(WriteLevel)
    case rehearsal

    /// Whether what the closure wrote is kept.
    var commits: Bool {
      if case .write = self { true } else { false }
    }
  }

  private enum State {
    case waiting
    /// What ends the statement that runs, where the engine can.
    case running(interrupt: (@Sendable () -> Void)?)
    /// The caller has gone and waits for the end, whatever it is.
    case abandoned
    case over
  }

  let kind: Kind
  /// Runs the caller's closure and keeps its value; may be called again after a rollback.
  let run: @Sendable (Transaction) throws -> Void
  private let answerCaller: @Sendable ((any Error)?) -> Void
  private let state = Mutex(State.waiting)

  init(
    kind: Kind, run: @escaping @Sendable (Transaction) throws -> Void,
    answer: @escaping @Sendable ((any Error)?) -> Void
  ) {
    self.kind = kind
    self.run = run
    self.answerCaller = answer
  }

  /// Called by the thread that took the job. False where its caller went while it waited: it is
  /// answered already and must not run.
  ///
  /// - Parameter interrupt: ends the statement that runs, from another thread and without waiting;
  ///   only reads take it.
  func begin(interrupt: (@Sendable () -> Void)? = nil) -> Bool {
    state.withLock { state in
      guard case .waiting = state else { return false }
      state = .running(interrupt: kind == .read ? interrupt : nil)
      return true
    }
  }

  /// Whether the job is a read whose caller went while it ran.
  var isAbandonedRead: Bool {
    kind == .read && state.withLock { if case .abandoned = $0 { true } else { false } }
  }

  /// Does something to the job whose caller went while it ran; its answer waits meanwhile. Nothing
  /// is done where the job is over.
  func ifStillRunning(_ body: () -> Void) {
    state.withLock { if case .abandoned = $0 { body() } }
  }

  /// Answers the caller, once: with the error, or with the value kept last. A read whose caller
  /// has gone was cut off, whatever its error says. Tells whether the caller went while it ran.
  @discardableResult
  func answer(_ error: (any Error)?) -> Bool {
    let wasAbandoned = state.withLock { state in
      defer { state = .over }
      if case .abandoned = state { return true }
      return false
    }
    let cutOff = wasAbandoned && error != nil && kind == .read
    answerCaller(cutOff ? CancellationError() : error)
    return wasAbandoned
  }

  /// The caller has gone. A job that waits is answered and will not run; a read that runs is cut
  /// off; a write that runs comes to its end, and its outcome is told.
  func abandon() {
    let answers = state.withLock { state in
      switch state {
      case .waiting:
        state = .over
        return true
      case .running(let interrupt):
        state = .abandoned
        // Under the lock, so that it cannot hit what runs after this job.
        interrupt?()
        return false
      case .abandoned, .over: return false
      }
    }
    if answers { answerCaller(CancellationError()) }
  }
}

extension Job {
  /// Hands a closure to `queue` and suspends until it is answered. Throws `DatabaseError.busy`
  /// where the queue is full and `CancellationError` where the task was cancelled before the
  /// closure ran.
  ///
  /// A write of a task that is cancelled already runs all the same: it cleans up.
  static func submit<Value: Sendable>(
    _ kind: Kind, to queue: JobQueue<Job>,
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    let handle = Handle()
    let cleansUp = kind.commits && Task.isCancelled
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let job = job(kind, body) { continuation.resume(with: $0) }
        switch queue.push(job) {
        case .taken: if !cleansUp { handle.hold(job) }
        case .full: job.answer(DatabaseError.busy)
        case .closed: job.answer(DatabaseError.connectionLost("the database was closed"))
        }
      }
    } onCancel: {
      if !cleansUp { handle.abandon() }
    }
  }

  private static func job<Value: Sendable>(
    _ kind: Kind, _ body: @escaping @Sendable (Transaction) throws -> Value,
    answer: @escaping @Sendable (Result<Value, any Error>) -> Void
  ) -> Job {
    let kept = Kept<Value>()
    return Job(kind: kind) { transaction in
      kept.value.withLock { $0 = nil }
      let value = try body(transaction)
      kept.value.withLock { $0 = value }
    } answer: { error in
      if let error {
        answer(.failure(error))
      } else if let value = kept.value.withLock({ $0 }) {
        answer(.success(value))
      } else {
        answer(.failure(DatabaseError.failed(code: "job", message: "answered before it ran")))
      }
    }
  }

  private final class Kept<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }

  /// Lets a cancellation find the job, in whichever order they come.
  private final class Handle: Sendable {
    private let state = Mutex((job: Job?.none, isCancelled: false))

    func hold(_ job: Job) {
      let isCancelled = state.withLock { state in
        state.job = job
        return state.isCancelled
      }
      if isCancelled { job.abandon() }
    }

    func abandon() {
      let job = state.withLock { state in
        state.isCancelled = true
        return state.job
      }
      job?.abandon()
    }
  }
}
