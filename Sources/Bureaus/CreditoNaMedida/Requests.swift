import Credit
import DebtCollection
import JSONText
import Outbound
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
    var method: OutboundCall.Method = .get
    var path: String
    var body: JSON?
    var effect: Effect = .none
    var seconds: Int64 = CreditoNaMedida.callSeconds
    var accept = "application/json"
  }

  /// Makes a call with a token, renewing the token once where the bureau does not accept it.
  func call(
    _ access: BureauAccess, _ request: Request
  ) async -> BureauOutcome<OutboundAnswer> {
    let outcome = await attempt(access, request)
    guard case .refused(let refusal) = outcome, refusal.status == 401 else { return outcome }
    let again = await attempt(access, request)
    guard case .refused(let refusal) = again, refusal.status == 401 else { return again }
    return .unauthorized(detail: refusal.detail)
  }

  private func attempt(
    _ access: BureauAccess, _ request: Request
  ) async -> BureauOutcome<OutboundAnswer> {
    let token: TokenCache.Token
    switch await self.token(access) {
    case .token(let valid): token = valid
    case .unauthorized(let detail): return .unauthorized(detail: detail)
    case .unavailable(let detail, let pause): return .unavailable(detail: detail, pause: pause)
    }
    var headers = [
      (name: "authorization", value: "Bearer " + token.text),
      (name: "accept", value: request.accept), (name: "user-agent", value: "adimple"),
    ]
    if request.body != nil { headers.append(("content-type", "application/json")) }
    if case .change(let key) = request.effect { headers.append(("idempotency-key", key)) }
    let result = await exchange.send(
      request.method, base: access.baseURL, path: request.path, headers: headers,
      body: request.body?.bytes, seconds: request.seconds)
    let outcome = Self.outcome(result, effect: request.effect, at: world.clock.now())
    if case .refused(let refusal) = outcome, refusal.status == 401 {
      await tokens.drop(token, of: access.integration)
    }
    return outcome
  }

  /// What an answer, or its absence, means.
  ///
  /// - Parameter now: what a date in `Retry-After` is measured from where the answer has none.
  static func outcome(
    _ result: BureauExchange.Result, effect: Effect, at now: Instant
  ) -> BureauOutcome<OutboundAnswer> {
    switch result {
    case .notSent(let detail, let pause): return .unavailable(detail: detail, pause: pause)
    case .lost(let detail): return doubtful(detail, effect: effect)
    case .answer(let answer):
      switch answer.status {
      case 200..<300: return .answered(answer)
      case 429:
        return .unavailable(
          detail: "o birô pediu para esperar",
          pause: answer.retryAfter(at: now) ?? Self.pauseWhereNoneIsTold)
      case 400..<500:
        // Without problem details it is some proxy's word, not the bureau's; but a token that is
        // not accepted is renewed whoever says so.
        guard let refusal = refusal(answer) else {
          return doubtful("o birô respondeu \(answer.status) sem explicar", effect: effect)
        }
        return .refused(refusal)
      case 300..<400:
        // Nobody follows it: another address is entered by a person.
        return doubtful(
          "o birô respondeu \(answer.status), um redirecionamento, que não é seguido; confira o "
            + "endereço da integração", effect: effect)
      default:
        return doubtful(
          "o birô respondeu \(answer.status)", effect: effect,
          pause: answer.retryAfter(at: now))
      }
    }
  }

  /// What is waited after a 429 that does not say for how long.
  private static let pauseWhereNoneIsTold: Pause = 30

  /// A server error may come after the work was done: whoever changes something must ask.
  private static func doubtful(
    _ detail: String, effect: Effect, pause: Pause? = nil
  ) -> BureauOutcome<OutboundAnswer> {
    switch effect {
    case .none: .unavailable(detail: detail, pause: pause)
    case .change: .unclear(detail: detail)
    }
  }

  /// Reads problem details (RFC 9457) with all their faults; nil where there are none, except for
  /// a 401, whose status says it all.
  private static func refusal(_ answer: OutboundAnswer) -> BureauRefusal? {
    let body: JSON
    do {
      body = try JSON.parse(answer.body)
      guard body.members != nil else { throw MessageError(member: "") }
    } catch {
      guard answer.status == 401 else { return nil }
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
    _ outcome: BureauOutcome<OutboundAnswer>, effect: Effect = .none,
    _ decode: (JSON) throws -> Value
  ) -> BureauOutcome<Value> {
    switch outcome {
    case .answered(let answer):
      do {
        return .answered(try decode(try JSON.parse(answer.body)))
      } catch {
        let detail = Self.breach(error)
        return switch effect {
        case .none: .unavailable(detail: detail, pause: nil)
        case .change: .unclear(detail: detail)
        }
      }
    case .refused(let refusal): return .refused(refusal)
    case .unauthorized(let detail): return .unauthorized(detail: detail)
    case .unavailable(let detail, let pause): return .unavailable(detail: detail, pause: pause)
    case .unclear(let detail): return .unclear(detail: detail)
    }
  }
}
