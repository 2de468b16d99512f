import Credit
import Outbound

/// The tokens of a provider's integrations. One request for a token at a time for each pair of
/// integration and credentials: a storm of calls with a wrong secret would lock the operator at the
/// bureau, and the verdict on an old secret says nothing of a new one.
actor TokenCache {
  struct Token: Sendable {
    let text: String
    let expiresAt: Instant
    /// The credentials it was obtained with; others need another.
    let credentials: String
  }

  enum Outcome: Sendable {
    case token(Token)
    case unauthorized(String)
    case unavailable(String, pause: Pause?)
  }

  private struct Request: Hashable {
    let integration: ID<Integration>
    let credentials: String
  }

  /// Renewed so long before it ends.
  static let marginSeconds = 60
  /// Credentials that were refused are not sent again for so long. A call that was on its way
  /// when the refusal was written down would else try them a second time; later ones see what was
  /// written down.
  static let refusalSeconds = 10

  private var tokens: [ID<Integration>: Token] = [:]
  private var fetches: [Request: Task<Outcome, Never>] = [:]
  private var refusals: [ID<Integration>: (credentials: String, detail: String, until: Instant)] =
    [:]
  /// The credentials that were asked for last; what comes late for older ones is not kept.
  private var latest: [ID<Integration>: String] = [:]

  /// The token of an integration, obtained by `fetch` where none is valid.
  func token(
    for integration: ID<Integration>, credentials: String, at now: Instant,
    fetch: @escaping @Sendable () async -> Outcome
  ) async -> Outcome {
    if let token = tokens[integration], token.credentials == credentials,
      token.expiresAt > now.adding(seconds: Self.marginSeconds)
    {
      return .token(token)
    }
    let request = Request(integration: integration, credentials: credentials)
    if let running = fetches[request] { return await running.value }
    if let refusal = refusals[integration], refusal.credentials == credentials,
      now < refusal.until
    {
      return .unauthorized(refusal.detail)
    }
    latest[integration] = credentials
    let task = Task { await fetch() }
    fetches[request] = task
    let outcome = await task.value
    fetches[request] = nil
    guard latest[integration] == credentials else { return outcome }
    switch outcome {
    case .token(let token): tokens[integration] = token
    case .unauthorized(let detail):
      refusals[integration] = (
        credentials, detail, now.adding(seconds: Self.refusalSeconds)
      )
    case .unavailable: break
    }
    return outcome
  }

  /// Forgets a token that the bureau did not accept.
  func drop(_ token: Token, of integration: ID<Integration>) {
    if tokens[integration]?.text == token.text { tokens[integration] = nil }
  }
}
