import Synchronization

/// Counts what one piece of work has written, so that nobody is told that nothing was.
package final class WriteLedger: Sendable {
  @TaskLocal static var current: WriteLedger?

  private let count = Mutex(0)

  package init() {}

  /// Whether a write of the work was committed.
  package var hasWritten: Bool { count.withLock { $0 > 0 } }

  /// A write of the work was committed.
  func note() { count.withLock { $0 += 1 } }

  private func restart() { count.withLock { $0 = 0 } }

  /// Does work that may write more than once. A database that fails after a write of it was
  /// committed fails with `commitUnknown`: some of the work is done. Work within work is judged for
  /// itself.
  package static func watch<Value: Sendable>(
    _ work: () async throws -> Value
  ) async throws -> Value {
    try await WriteLedger().watch(work)
  }

  /// The same with a ledger that tells afterwards whether anything was written.
  package func watch<Value: Sendable>(
    _ work: () async throws -> Value
  ) async throws -> Value {
    let outer = Self.current
    defer { outer?.restart() }
    do {
      return try await Self.$current.withValue(self, operation: work)
    } catch let error as DatabaseError where error.isOfNothingWritten && hasWritten {
      throw DatabaseError.commitUnknown
    }
  }
}

extension DatabaseError {
  /// The write that failed has left nothing; what came before it may have.
  fileprivate var isOfNothingWritten: Bool {
    switch self {
    case .busy, .connectionLost, .diskFull: true
    default: false
    }
  }
}
