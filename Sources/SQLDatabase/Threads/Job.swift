import Synchronization

/// A closure of a caller on its way to a thread of an engine, and the way back of its answer.
struct Job: Sendable {
  enum Kind: Hashable, Sendable {
    case read
    case write(WriteLevel)
    case rehearsal

    /// Whether what the closure wrote is kept.
    var commits: Bool {
      if case .write = self { true } else { false }
    }
  }

  let kind: Kind
  /// Runs the caller's closure and keeps its value; may be called again after a rollback.
  let run: @Sendable (Transaction) throws -> Void
  /// Answers the caller, once: with the error, or with the value kept last.
  let answer: @Sendable ((any Error)?) -> Void

  /// Hands a closure to `queue` and suspends until it is answered.
  static func submit<Value: Sendable>(
    _ kind: Kind, to queue: JobQueue<Job>,
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let kept = Kept<Value>()
      let job = Job(kind: kind) { transaction in
        kept.value.withLock { $0 = nil }
        let value = try body(transaction)
        kept.value.withLock { $0 = value }
      } answer: { error in
        if let error {
          continuation.resume(throwing: error)
        } else if let value = kept.value.withLock({ $0 }) {
          continuation.resume(returning: value)
        } else {
          preconditionFailure("a job was answered before it ran")
        }
      }
      if !queue.push(job) {
        continuation.resume(throwing: DatabaseError.connectionLost("the database was closed"))
      }
    }
  }

  private final class Kept<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }
}
