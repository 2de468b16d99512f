import CPostgres

/// The rows of a running query, taken from the connection one by one. Another statement on the
/// connection while the rows are read makes the rest of them wait in memory.
final class PostgresStream {
  private let connection: OpaquePointer
  private var waiting: [PostgresResult] = []
  private var taken = 0
  private(set) var isDrained = false

  init(_ connection: OpaquePointer) { self.connection = connection }

  /// The next result with a row in it, or a failure; nil at the end.
  func next() -> PostgresResult? {
    if taken < waiting.count {
      defer { taken += 1 }
      return waiting[taken]
    }
    return isDrained ? nil : receive()
  }

  /// Takes everything off the connection and keeps it.
  func buffer() {
    while !isDrained {
      if let result = receive() { waiting.append(result) }
    }
  }

  /// Takes everything off the connection and forgets it.
  func discard() {
    while !isDrained { _ = receive() }
    waiting = []
    taken = 0
  }

  private func receive() -> PostgresResult? {
    while let handle = PQgetResult(connection) {
      let result = PostgresResult(handle)
      // The last result repeats the columns without a row.
      if result.isFailure || result.rowCount > 0 { return result }
    }
    isDrained = true
    return nil
  }
}
