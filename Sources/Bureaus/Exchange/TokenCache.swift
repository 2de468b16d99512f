import Credit

/// The tokens of a provider's integrations. One request for a token at a time for each of them:
/// a storm of calls with a wrong secret would lock the operator at the bureau.
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
    case unavailable(String, retryAfterSeconds: Int?)
  }

  /// Renewed so long before it ends.
  static let marginSeconds = 60

  private var tokens: [ID<Integration>: Token] = [:]
  private var fetches: [ID<Integration>: Task<Outcome, Never>] = [:]

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
    if let running = fetches[integration] { return await running.value }
    let task = Task { await fetch() }
    fetches[integration] = task
    let outcome = await task.value
    fetches[integration] = nil
    if case .token(let token) = outcome { tokens[integration] = token }
    return outcome
  }

  /// Forgets a token that the bureau did not accept.
  func drop(_ token: Token, of integration: ID<Integration>) {
    if tokens[integration]?.text == token.text { tokens[integration] = nil }
  }
}
