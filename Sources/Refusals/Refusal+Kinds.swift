/// One constructor for each kind; the codes are part of both contracts.
extension Refusal {
  /// - Parameter what: the name of the thing, "O título".
  package static func notFound(_ what: String) -> Refusal {
    missing("\(what): não encontrado.")
  }

  /// - Parameter detail: a whole sentence.
  package static func missing(code: String = "not-found", _ detail: String) -> Refusal {
    Refusal(.notFound, code: code, detail: detail)
  }

  package static func conflict(
    code: String, _ detail: String, faults: [Fault] = []
  ) -> Refusal {
    Refusal(.conflict, code: code, detail: detail, faults: faults)
  }

  package static func refused(
    code: String, _ detail: String, faults: [Fault] = []
  ) -> Refusal {
    Refusal(.unprocessable, code: code, detail: detail, faults: faults)
  }

  /// All faults of the input at once. One fault speaks for itself.
  package static func invalid(_ faults: [Fault]) -> Refusal {
    let detail =
      faults.count == 1
      ? faults[0].detail
      : "Há \(faults.count) erros nos dados enviados; corrija todos e envie de novo."
    return Refusal(.invalidInput, code: "invalid-input", detail: detail, faults: faults)
  }

  package static func tooManyRequests(retryAfterSeconds: Int) -> Refusal {
    Refusal(
      .tooManyRequests(retryAfterSeconds: retryAfterSeconds), code: "too-many-requests",
      detail: "O limite de requisições foi atingido; tente de novo em \(retryAfterSeconds) s.")
  }
}
