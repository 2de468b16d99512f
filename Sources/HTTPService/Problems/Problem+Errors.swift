package import Refusals
import SQLDatabase

/// How refusals and the database's failures look over HTTP, for both sides.
extension Problem {
  /// The problem of an error that every use case may throw; nil for one that is nobody's to tell.
  ///
  /// - Parameter refusal: what a side knows of its own errors.
  package static func telling(
    _ error: any Error, refusal: (any Error) -> Refusal? = { $0 as? Refusal }
  ) -> Problem? {
    if let refusal = refusal(error) { return Problem(refusal) }
    return (error as? DatabaseError).flatMap { telling($0) }
  }

  package init(_ refusal: Refusal) {
    let faults = refusal.faults.map {
      Fault(pointer: $0.pointer, code: $0.code, detail: $0.detail)
    }
    switch refusal.kind {
    case .notFound: self = .notFound(code: refusal.code, refusal.detail)
    case .conflict: self = .conflict(code: refusal.code, refusal.detail, faults: faults)
    case .unprocessable: self = .refused(code: refusal.code, refusal.detail, faults: faults)
    case .invalidInput: self = .invalidInput(faults)
    case .forbidden: self = .forbidden(code: refusal.code, refusal.detail)
    case .tooManyRequests(let seconds): self = .tooManyRequests(retryAfterSeconds: seconds)
    case .unavailable(let seconds):
      self = .unavailable(code: refusal.code, refusal.detail, retryAfterSeconds: seconds)
    }
  }

  private static func telling(_ error: DatabaseError) -> Problem? {
    switch error {
    case .busy, .connectionLost:
      .unavailable(
        code: "database-busy", "O banco de dados está ocupado; nada foi gravado. Tente de novo.")
    case .commitUnknown: .outcomeUnknown
    case .diskFull:
      .unavailable(
        code: "disk-full", "O disco está cheio; nada foi gravado. Libere espaço e tente de novo.",
        retryAfterSeconds: 60)
    default: nil
    }
  }
}
