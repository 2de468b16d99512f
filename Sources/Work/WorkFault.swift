import SQLDatabase

/// Whose fault an error is.
package enum WorkFault {
  /// Letters of an error that stay with its row.
  static let textLimit = 1_000

  /// Whether the row is to blame. A database that is busy, full or away, and a process that is
  /// stopped, would have failed any other row too: the row is tried again and nothing is counted.
  package static func isOfRow(_ error: any Error) -> Bool {
    if error is CancellationError { return false }
    guard let error = error as? DatabaseError else { return true }
    if error.isRetryable { return false }
    switch error {
    case .diskFull, .commitUnknown: return false
    // PostgreSQL: insufficient resources, operator intervention.
    case .failed(let code, _) where code.hasPrefix("53") || code.hasPrefix("57"): return false
    default: return true
    }
  }

  /// An error as it stays with its row.
  package static func text(_ error: any Error) -> String {
    String("\(error)".prefix(textLimit))
  }
}
