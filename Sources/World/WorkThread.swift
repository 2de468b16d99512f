import Dispatch

/// One thread for work that blocks or computes for long (files, printing), so that it does not hold
/// up the threads that all tasks share. One piece of work after the other.
package final class WorkThread: Sendable {
  private let queue: DispatchQueue

  /// - Parameter label: names the thread, for people with a debugger.
  package init(label: String) {
    queue = DispatchQueue(label: label)
  }

  package func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: work)) }
    }
  }
}
