package import Credit
package import SQLDatabase

/// What a person sees of an integration's token (manual, item 17).
package enum TokenState: String, Hashable, Sendable {
  case none, valid, expired, refused
}

/// Hears from a connector when a token was obtained or refused.
package protocol TokenObserver: Sendable {
  /// - Parameter version: of the credentials that it is about (`BureauAccess.version`).
  func tokenChanged(
    of integration: ID<Integration>, to state: TokenState, expiresAt: Instant?, version: Int64
  ) async
}

/// Keeps the state of the tokens with the integrations. The token itself stays in the memory of
/// the connector: it is worth a quarter of an hour, and losing it costs one request.
package struct TokenRegister: TokenObserver {
  private let database: any Database
  private let now: @Sendable () -> Instant
  private let report: @Sendable (any Error) -> Void

  package init(
    database: any Database, now: @escaping @Sendable () -> Instant,
    report: @escaping @Sendable (any Error) -> Void
  ) {
    self.database = database
    self.now = now
    self.report = report
  }

  package func tokenChanged(
    of integration: ID<Integration>, to state: TokenState, expiresAt: Instant?, version: Int64
  ) async {
    let refusedAt = state == .refused ? now() : nil
    do {
      _ = try await database.write { transaction in
        try transaction.execute(
          """
          UPDATE integrations SET token_state = ?2, token_expires_at = ?3,
            credentials_refused_at = COALESCE(credentials_refused_at, CAST(?4 AS BIGINT))
          WHERE id = ?1 AND credentials_version = ?5
          """, [integration, state.rawValue, expiresAt, refusedAt, version])
      }
    } catch {
      // What is shown of a token is late; the call it was for goes on.
      report(error)
    }
  }
}
