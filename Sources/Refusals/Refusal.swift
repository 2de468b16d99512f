/// A use case says no: a sentence for the person, a stable code, and every fault of the input.
///
/// It knows nothing of HTTP; `HTTPService` tells how each kind looks there.
package struct Refusal: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// What was named does not exist, or not for this caller.
    case notFound
    /// The state of the thing does not allow it (now).
    case conflict
    /// A rule refuses it.
    case unprocessable
    /// The input itself is wrong; `faults` says where.
    case invalidInput
    /// The caller may not do it.
    case forbidden
    /// Too many tries; the caller waits.
    case tooManyRequests(retryAfterSeconds: Int)
    /// Nothing is wrong with the request; the bureau or the database cannot be reached now.
    case unavailable(retryAfterSeconds: Int)
  }

  /// One fault of the input; `pointer` is a JSON pointer into the body, `/dueOn`.
  package struct Fault: Hashable, Sendable {
    package let pointer: String
    package let code: String
    package let detail: String

    package init(pointer: String, code: String, detail: String) {
      self.pointer = pointer
      self.code = code
      self.detail = detail
    }
  }

  package let kind: Kind
  package let code: String
  /// A pt-BR sentence that says what is wrong and what to do.
  package let detail: String
  package let faults: [Fault]

  package init(_ kind: Kind, code: String, detail: String, faults: [Fault] = []) {
    self.kind = kind
    self.code = code
    self.detail = detail
    self.faults = faults
  }
}
