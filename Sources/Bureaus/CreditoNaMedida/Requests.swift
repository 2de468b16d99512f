import Credit
import DebtCollection
import JSONText
import NIOHTTP1
import World

extension CreditoNaMedida {
  /// What a call does at the bureau, which decides what a lost answer means.
  enum Effect: Sendable {
    /// Reads; a lost answer is only a failure.
    case none
    /// Creates or moves; a lost answer may have taken effect.
    case change(idempotencyKey: String)
  }

  struct Request: Sendable {
    var method: HTTPMethod = .GET
    var path: String
    var body: JSON?
    var effect: Effect = .none
    var seconds: Int64 = CreditoNaMedida.callSeconds
    var accept = "application/json"
  }

  /// Makes a call with a token, renewing the token once where the bureau does not accept it.
  func call(
    _ access: BureauAccess, _ request: Request
  ) async -> BureauOutcome<BureauTransport.Answer> {
    let now = world.clock.now()
    let breaker = breakers.breaker(for: access.baseURL)
    if let seconds = breaker.secondsToWait(at: now) {
      return .unavailable(
        detail: "o birô não está respondendo", retryAfterSeconds: seconds)
    }
    var outcome = await attempt(access, request)
    if case .refused(let refusal) = outcome, refusal.status == 401 {
      outcome = await attempt(access, request)
      if case .refused(let again) = outcome, again.status == 401 {
        outcome = .unauthorized(detail: again.detail)
      }
    }
    switch outcome {
    case .unavailable(_, nil), .unclear: breaker.failed(at: world.clock.now())
    default: breaker.succeeded()
    }
    return outcome
  }

  private func attempt(
    _ access: BureauAccess, _ request: Request
  ) async -> BureauOutcome<BureauTransport.Answer> {
    let token: TokenCache.Token
    switch await self.token(access) {
    case .token(let valid): token = valid
    case .unauthorized(let detail): return .unauthorized(detail: detail)
    case .unavailable(let detail, let seconds):
      return .unavailable(detail: detail, retryAfterSeconds: seconds)
    }
    var headers = [
      ("authorization", "Bearer " + token.text), ("accept", request.accept),
      ("user-agent", "adimple"),
    ]
    if request.body != nil { headers.append(("content-type", "application/json")) }
    if case .change(let key) = request.effect { headers.append(("idempotency-key", key)) }
    let result = await transport.send(
      BureauTransport.Call(
        method: request.method, url: access.baseURL + request.path, headers: headers,
        body: request.body?.bytes, seconds: request.seconds))
    let outcome = Self.outcome(result, effect: request.effect)
    if case .refused(let refusal) = outcome, refusal.status == 401 {
      await tokens.drop(token, of: access.integration)
    }
    return outcome
  }

  /// What an answer, or its absence, means.
  static func outcome(
    _ result: BureauTransport.Result, effect: Effect
  ) -> BureauOutcome<BureauTransport.Answer> {
    switch result {
    case .notSent(let detail):
      return .unavailable(detail: detail, retryAfterSeconds: nil)
    case .lost(let detail):
      return doubtful(detail, effect: effect)
    case .answer(let answer):
      switch answer.status {
      case 200..<300: return .answered(answer)
      case 429:
        return .unavailable(
          detail: "o birô pediu para esperar", retryAfterSeconds: answer.retryAfterSeconds ?? 30)
      case 400..<500: return .refused(refusal(answer))
      default: return doubtful("o birô respondeu \(answer.status)", effect: effect)
      }
    }
  }

  /// A server error may come after the work was done: whoever changes something must ask.
  private static func doubtful(
    _ detail: String, effect: Effect
  ) -> BureauOutcome<BureauTransport.Answer> {
    switch effect {
    case .none: .unavailable(detail: detail, retryAfterSeconds: nil)
    case .change: .unclear(detail: detail)
    }
  }

  /// Reads problem details (RFC 9457) with all their faults.
  private static func refusal(_ answer: BureauTransport.Answer) -> BureauRefusal {
    let body: JSON
    do {
      body = try JSON.parse(answer.body)
    } catch {
      return BureauRefusal(
        status: answer.status, code: "http-\(answer.status)",
        detail: "o birô respondeu \(answer.status) sem explicar", rejections: [])
    }
    let code = Message.shown(body["code"]) ?? "http-\(answer.status)"
    let detail =
      Message.sentence(body["detail"]) ?? Message.sentence(body["title"]) ?? "sem explicação"
    return BureauRefusal(
      status: answer.status, code: code, detail: detail,
      rejections: Message.rejections(body["errors"], code: code, detail: detail))
  }

  /// What a person is told of an answer that breaks the contract.
  private static func breach(_ error: any Error) -> String {
    let what =
      switch error {
      case let error as MessageError: error.member
      case is JSONError: "não é JSON"
      default: "\(error)"
      }
    return "a resposta do birô não segue o contrato (\(what))"
  }

  /// Reads the body of an answer; a body that breaks the contract, or holds what is outside of its
  /// bound, counts as a lost answer.
  func read<Value: Sendable>(
    _ outcome: BureauOutcome<BureauTransport.Answer>, effect: Effect = .none,
    _ decode: (JSON) throws -> Value
  ) -> BureauOutcome<Value> {
    switch outcome {
    case .answered(let answer):
      do {
        return .answered(try decode(try JSON.parse(answer.body)))
      } catch {
        let detail = Self.breach(error)
        return switch effect {
        case .none: .unavailable(detail: detail, retryAfterSeconds: nil)
        case .change: .unclear(detail: detail)
        }
      }
    case .refused(let refusal): return .refused(refusal)
    case .unauthorized(let detail): return .unauthorized(detail: detail)
    case .unavailable(let detail, let seconds):
      return .unavailable(detail: detail, retryAfterSeconds: seconds)
    case .unclear(let detail): return .unclear(detail: detail)
    }
  }
}
