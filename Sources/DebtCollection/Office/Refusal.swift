/// A use case says no: a sentence for the person, a stable code, and every fault of the input.
package struct Refusal: Error, Hashable, Sendable {
  /// What the HTTP edge makes of it: 404, 409, 422, 403, 503.
  package enum Kind: Hashable, Sendable {
    case notFound
    case conflict
    case unprocessable
    case forbidden
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

  package static func notFound(_ what: String) -> Refusal {
    Refusal(.notFound, code: "not-found", detail: "\(what): não encontrado.")
  }

  /// 422 with all faults of the input.
  package static func invalid(_ faults: [Fault]) -> Refusal {
    precondition(!faults.isEmpty, "an invalid input has at least one fault")
    return Refusal(
      .unprocessable, code: "invalid-input",
      detail: "Há \(faults.count) problema(s) nos dados enviados; corrija e envie de novo.",
      faults: faults)
  }
}
