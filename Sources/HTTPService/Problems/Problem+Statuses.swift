import HTTPTypes
import Hummingbird

/// One constructor for each status of the contract; the codes are part of it.
extension Problem {
  /// 400: the text cannot be read at all.
  package static func malformed(code: String = "malformed", _ detail: String) -> Problem {
    Problem(.badRequest, code: code, title: "Requisição malformada", detail: detail)
  }

  /// 401, with what the client has to present.
  package static func unauthenticated(
    code: String = "unauthenticated",
    _ detail: String = "Informe uma credencial válida no cabeçalho Authorization.",
    challenge: String = "Bearer"
  ) -> Problem {
    Problem(
      .unauthorized, code: code, title: "Não autenticado", detail: detail,
      headers: [.wwwAuthenticate: challenge])
  }

  /// 403: known, but not allowed to.
  package static func forbidden(
    code: String = "forbidden",
    _ detail: String = "Esta credencial não tem permissão para esta operação."
  ) -> Problem {
    Problem(.forbidden, code: code, title: "Sem permissão", detail: detail)
  }

  /// 404.
  package static func notFound(
    code: String = "not-found", _ detail: String = "O endereço não existe."
  ) -> Problem {
    Problem(.notFound, code: code, title: "Não encontrado", detail: detail)
  }

  /// 405, with the methods that the path knows.
  package static func methodNotAllowed(allow: String) -> Problem {
    Problem(
      .methodNotAllowed, code: "method-not-allowed", title: "Método não aceito",
      detail: "Este endereço aceita somente: \(allow).", headers: [.allow: allow])
  }

  /// 409: the state of the thing does not allow it (now).
  package static func conflict(
    code: String, _ detail: String, faults: [Fault] = []
  ) -> Problem {
    Problem(
      .conflict, code: code, title: "Conflito com a situação atual", detail: detail,
      faults: faults)
  }

  /// 413.
  package static func tooLarge(limit: Int) -> Problem {
    Problem(
      .contentTooLarge, code: "body-too-large", title: "Conteúdo grande demais",
      detail: "O corpo da requisição passa do limite de \(limit) bytes; envie em partes menores.")
  }

  /// 415.
  package static func unsupportedMediaType(accepted: [String]) -> Problem {
    Problem(
      .unsupportedMediaType, code: "unsupported-media-type", title: "Tipo de conteúdo não aceito",
      detail: "Envie o corpo com Content-Type \(accepted.joined(separator: " ou ")) em UTF-8.",
      headers: [.accept: accepted.joined(separator: ", ")])
  }

  /// 415 for a body that is compressed (RFC 9110, section 8.4).
  package static let encodedBody = Problem(
    .unsupportedMediaType, code: "unsupported-content-encoding",
    title: "Codificação de conteúdo não aceita",
    detail: "Envie o corpo sem compressão, sem o cabeçalho Content-Encoding.",
    headers: [.acceptEncoding: "identity"])

  /// 400 for a request that does not say for which host it is (RFC 9112, section 3.2).
  static let noHost = Problem.malformed(
    code: "host-required", "A requisição precisa de um cabeçalho Host, e de um só.")

  /// 422: a rule refuses it.
  package static func refused(
    code: String, _ detail: String, faults: [Fault] = []
  ) -> Problem {
    Problem(
      .unprocessableContent, code: code, title: "Recusado por uma regra", detail: detail,
      faults: faults)
  }

  /// 422 for faults of the input, all of them at once.
  package static func invalidInput(_ faults: [Fault]) -> Problem {
    let detail =
      faults.count == 1
      ? faults[0].detail
      : "Há \(faults.count) erros nos dados enviados; corrija todos e envie de novo."
    return Problem(
      .unprocessableContent, code: "invalid-input", title: "Dados inválidos", detail: detail,
      faults: faults)
  }

  /// 429.
  package static func tooManyRequests(retryAfterSeconds: Int) -> Problem {
    Problem(
      .tooManyRequests, code: "too-many-requests", title: "Requisições demais",
      detail: "O limite de requisições foi atingido; tente de novo em \(retryAfterSeconds) s.",
      headers: [.retryAfter: String(retryAfterSeconds)])
  }

  /// 500. What happened stands in the log under the request's id, never in the answer.
  package static let internalError = Problem(
    .internalServerError, code: "internal-error", title: "Erro interno",
    detail: "Algo falhou deste lado. Tente de novo; se persistir, informe o requestId ao suporte.")

  /// 503, with when to try again.
  package static func unavailable(
    code: String = "unavailable",
    _ detail: String = "O serviço está ocupado ou parando; tente de novo em instantes.",
    retryAfterSeconds: Int = 5
  ) -> Problem {
    Problem(
      .serviceUnavailable, code: code, title: "Indisponível no momento", detail: detail,
      headers: [.retryAfter: String(retryAfterSeconds)])
  }

  /// The codes of a database that could not say what came of the work, or could not do it.
  static let databaseCodes: Set<String> = ["database-busy", "disk-full", "outcome-unknown"]

  /// 409: the first request with the key has not ended.
  package static let idempotencyKeyInProgress: Problem = {
    var problem = Problem.conflict(
      code: "idempotency-key-in-progress",
      "A primeira requisição com esta Idempotency-Key ainda está em andamento; aguarde.")
    problem.headers[.retryAfter] = "1"
    return problem
  }()

  /// 503: the work may have been done, for the database's last answer was lost. A repetition with
  /// the same `Idempotency-Key` finds out.
  static var outcomeUnknown: Problem {
    Problem(
      .serviceUnavailable, code: "outcome-unknown", title: "Resultado não confirmado",
      detail: "O banco de dados não confirmou o pedido: não se sabe se ele foi gravado, no todo ou "
        + "em parte. Confira antes de repetir; quem enviou uma Idempotency-Key pode repetir com a "
        + "mesma chave.",
      headers: [.retryAfter: "5"])
  }
}
