import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import Sealing
import World

/// Does a request with an `Idempotency-Key` once, and answers its repetitions from the store.
///
/// Kept are answers below 400. After a refusal or a failure the store finds out whether anything
/// was written: only where nothing was may the same request be done again once its cause is gone.
struct Idempotency: Sendable {
  static let replayedHeader = HTTPField.Name("Idempotency-Replayed")!
  static let keyHeader = HTTPField.Name("Idempotency-Key")!
  /// Headers that are kept with an answer.
  static let keptHeaders: [HTTPField.Name] = [.contentType, .location, .eTag]

  let store: any IdempotencyStore
  let settings: ServiceSettings

  func respond(
    to request: Request, _ context: ServiceContext, operation: Operation,
    handler: RouteTable.Handler
  ) async throws -> Response {
    guard let text = try key(of: request) else {
      guard operation.idempotency == .optional else {
        throw Problem.malformed(
          code: "idempotency-key-required",
          "Informe o cabeçalho Idempotency-Key com um valor único por operação.")
      }
      return try await handler(request, context)
    }
    var request = request
    var context = context
    let body = try await request.bytes(limit: operation.bodyLimit)
    request.body = RequestBody(buffer: ByteBuffer(bytes: body))
    let key = IdempotencyKey(
      scope: "\(context.principal?.name ?? "") \(operation.id)", key: text,
      requestHash: hash(request, body))
    switch try await store.claim(key, now: settings.world.clock.now()) {
    case .fresh(let claim):
      context.idempotency = claim
      return try await perform(request, context, claim, handler)
    case .replay(let answer): return replay(answer)
    case .inProgress: throw Problem.idempotencyKeyInProgress
    case .done:
      throw Problem.conflict(
        code: "idempotency-answer-lost",
        "O pedido desta Idempotency-Key já foi gravado, ao menos em parte, e a resposta não se "
          + "guardou; consulte o cadastro em vez de repetir.")
    case .mismatch:
      throw Problem.refused(
        code: "idempotency-key-reused",
        "Esta Idempotency-Key já foi usada com outro conteúdo; use uma chave nova.")
    }
  }

  private func perform(
    _ request: Request, _ context: ServiceContext, _ claim: ClaimedKey,
    _ handler: RouteTable.Handler
  ) async throws -> Response {
    var response: Response
    let body: [UInt8]
    do {
      response = try await store.perform(claim) { try await handler(request, context) }
      body = try await response.collectBody()
    } catch {
      await end(claim, refused: isRefusal(error), context)
      throw error
    }
    guard response.status.code < 400 else {
      await end(claim, refused: response.status.code < 500, context)
      return response
    }
    let headers = Self.keptHeaders.compactMap { name in
      response.headers[name].map { [name.rawName, $0] }
    }
    do {
      try await store.complete(
        claim, answer: StoredAnswer(status: response.status.code, headers: headers, body: body),
        now: settings.world.clock.now())
    } catch {
      // The work is done and must be told. The key stays claimed: a repetition hears that the
      // answer was lost, rather than doing it again.
      context.logger.error(
        "an answer could not be stored for its idempotency key",
        metadata: ["requestId": "\(context.requestID)", "errorType": "\(type(of: error))"])
    }
    return response
  }

  /// Whether the work was refused, as opposed to failed. A refusal with 503 (a bureau that does not
  /// answer) is one too, unless the database could not say.
  private func isRefusal(_ error: any Error) -> Bool {
    guard let problem = error as? Problem ?? settings.problem(error) else { return false }
    return problem.status.code < 500
      || problem.status == .serviceUnavailable && !Problem.databaseCodes.contains(problem.code)
  }

  /// Tells the store that the work was refused, or that it failed.
  private func end(_ claim: ClaimedKey, refused: Bool, _ context: ServiceContext) async {
    do {
      try await refused ? store.release(claim) : store.settle(claim)
    } catch {
      // The key stays claimed; what came of it is found out once the claim counts as orphaned.
      context.logger.warning(
        "an idempotency key could not be released",
        metadata: ["requestId": "\(context.requestID)", "errorType": "\(type(of: error))"])
    }
  }

  private func replay(_ answer: StoredAnswer) -> Response {
    var headers: HTTPFields = [Self.replayedHeader: "true", .cacheControl: "no-store"]
    for header in answer.headers where header.count == 2 {
      if let name = HTTPField.Name(header[0]) { headers[name] = header[1] }
    }
    return Response(
      status: .init(code: answer.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }

  private func key(of request: Request) throws(Problem) -> String? {
    guard let text = request.headers[Self.keyHeader] else { return nil }
    let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    guard isPlain, !text.isEmpty, text.utf8.count <= IdempotencyKey.lengthLimit else {
      throw .malformed(
        code: "invalid-idempotency-key",
        "A Idempotency-Key deve ter de 1 a \(IdempotencyKey.lengthLimit) caracteres ASCII visíveis."
      )
    }
    return text
  }

  private func hash(_ request: Request, _ body: [UInt8]) -> [UInt8] {
    HashChain.next(
      previous: [],
      fields: [
        Array(request.method.rawValue.utf8), Array(request.uri.string.utf8), body,
      ])
  }
}

extension Response {
  /// The whole body; afterwards the response can still be sent.
  package mutating func collectBody() async throws -> [UInt8] {
    let collector = BodyCollector()
    try await body.write(collector)
    let bytes = collector.bytes
    body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    return bytes
  }
}
