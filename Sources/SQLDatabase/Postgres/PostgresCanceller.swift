import CPostgres

/// Cuts reads off whose callers have gone: asks the server over a connection of its own, which may
/// take a while and so happens on a thread of its own.
final class PostgresCanceller: Sendable {
  /// Requests that wait at the most; beyond it a read runs to its end for nobody.
  private static let limit = 256

  private struct Request: Sendable {
    let job: Job
    let key: PostgresCancelKey
  }

  private let requests = JobQueue<Request>(limit: limit)

  /// Asks for the end of the job's statement; does not wait.
  func cancel(_ job: Job, _ key: PostgresCancelKey) {
    _ = requests.push(Request(job: job, key: key))
  }

  /// What the thread does, until `close`.
  func work() {
    while let request = requests.take() { request.job.ifStillRunning { request.key.cancel() } }
  }

  func close() { requests.close() }
}

/// What names a connection to the server when a statement on it is to be ended.
final class PostgresCancelKey: @unchecked Sendable {
  // libpq lets PQcancel be called from any thread, and the handle itself never changes.
  private let handle: OpaquePointer

  /// Nil where the connection is gone.
  init?(_ connection: OpaquePointer) {
    guard let handle = PQgetCancel(connection) else { return nil }
    self.handle = handle
  }

  deinit { PQfreeCancel(handle) }

  /// Returns when the server has taken the request. One that failed is let be: the statement then
  /// runs to its end.
  func cancel() {
    var message = [CChar](repeating: 0, count: 256)
    _ = PQcancel(handle, &message, Int32(message.count))
  }
}
