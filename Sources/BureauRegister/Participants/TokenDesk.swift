package import Coordination
package import Credit
import Logging
package import SQLDatabase
import Sealing
package import World

/// A token as it is handed out.
package struct IssuedToken: Hashable, Sendable {
  package let token: String
  package let expiresInSeconds: Int
  package let scopes: [BureauScope]
}

/// Why no token is issued: the words of RFC 6749, section 5.2.
package enum TokenRefusal: Error, Hashable, Sendable {
  case invalidClient(String)
  case unauthorizedClient(String)
  case invalidScope(String)
  /// Too many wrong secrets for one client from one caller; whether there is such a client is not
  /// told, and a right secret is never refused for it.
  case tooMany(retryAfterSeconds: Int)
}

/// Issues access tokens and recognises them (RFC 6749, section 4.4; RFC 6750).
package struct TokenDesk: Sendable {
  /// Seconds that a token lives unless a fault says otherwise.
  package static let lifetimeSeconds = 900

  package let database: any Database
  package let world: World
  package let offersSimulation: Bool
  private let wrongSecrets: TryCounter

  /// Wrong secrets of one client from one caller; others, and the right one, go on.
  static let wrongSecretPolicy = TryCounter.Policy(
    name: "participant-secret", quota: 5, windowSeconds: 900)

  package init(
    database: any Database, world: World, offersSimulation: Bool, wrongSecrets: TryCounter
  ) {
    self.database = database
    self.world = world
    self.offersSimulation = offersSimulation
    self.wrongSecrets = wrongSecrets
  }

  /// - Parameters:
  ///   - requested: nil asks for everything that the credential may do.
  ///   - address: from where the call comes; nil over a local socket.
  ///   - caller: whose wrong secrets are counted together.
  package func issue(
    clientID: String, secret: String, requested: [String]?, from address: String? = nil,
    caller: String = "local", lifetimeSeconds: Int, diesAfterSeconds: Int? = nil
  ) async throws -> IssuedToken {
    let token = SecretHash.generate(prefix: "bat_", random: world.random)
    let now = world.clock.now()
    let dies = now.adding(seconds: min(lifetimeSeconds, diesAfterSeconds ?? lifetimeSeconds))
    let outcome: Result<[BureauScope], TokenRefusal> = try await database.write { transaction in
      guard let credential = try StoredCredential.find(clientID: clientID, transaction) else {
        return .failure(Self.wrong)
      }
      if let refusal = try check(credential, secret, from: address, at: now, transaction) {
        return .failure(refusal)
      }
      let granted: [BureauScope]
      switch grant(requested, to: credential) {
      case .success(let scopes): granted = scopes
      case .failure(let refusal): return .failure(refusal)
      }
      try transaction.execute(
        "DELETE FROM access_tokens WHERE expires_at <= ?1", [now.microseconds])
      try transaction.execute(
        """
        INSERT INTO access_tokens (token_hash, participant_id, credential_id, scopes, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5)
        """,
        [
          SecretHash.hash(of: token), credential.participant.number, credential.id.number,
          granted.map(\.rawValue).joined(separator: " "), dies.microseconds,
        ])
      return .success(granted)
    }
    if case .failure(Self.wrong) = outcome {
      try await countWrong(clientID: clientID, caller: caller, at: now)
    }
    return IssuedToken(
      token: token, expiresInSeconds: lifetimeSeconds, scopes: try outcome.get())
  }

  /// Ends a token of the client's own (RFC 7009); one that is none, or another's, is left alone
  /// without a word. Throws `TokenRefusal` as `issue` does.
  package func revoke(
    _ token: String, clientID: String, secret: String, from address: String? = nil,
    caller: String = "local"
  ) async throws {
    let now = world.clock.now()
    let refusal: TokenRefusal? = try await database.write { transaction in
      guard let credential = try StoredCredential.find(clientID: clientID, transaction) else {
        return Self.wrong
      }
      if let refusal = try check(credential, secret, from: address, at: now, transaction) {
        return refusal
      }
      try transaction.execute(
        "DELETE FROM access_tokens WHERE token_hash = ?1 AND credential_id = ?2",
        [SecretHash.hash(of: token), credential.id.number])
      return nil
    }
    guard let refusal else { return }
    if refusal == Self.wrong {
      try await countWrong(clientID: clientID, caller: caller, at: now)
    }
    throw refusal
  }

  private static let wrong = TokenRefusal.invalidClient(
    "O client_id ou o client_secret está errado.")

  /// A wrong secret, whether or not there is such a client.
  private func countWrong(clientID: String, caller: String, at now: Instant) async throws {
    if let seconds = try await wrongSecrets.take("\(clientID) \(caller)", at: now) {
      throw TokenRefusal.tooMany(retryAfterSeconds: seconds)
    }
    try await database.write(.claims) { transaction in
      try CredentialStore.countFailure(clientID: clientID, transaction)
    }
  }

  private func grant(
    _ requested: [String]?, to credential: StoredCredential
  ) -> Result<[BureauScope], TokenRefusal> {
    let allowed = credential.scopes.filter { $0 != .simulation || offersSimulation }
    guard let requested else { return .success(allowed) }
    let granted = allowed.filter { requested.contains($0.rawValue) }
    guard granted.count == Set(requested).count, !granted.isEmpty else {
      return .failure(
        .invalidScope(
          "Esta credencial pode pedir somente: "
            + allowed.map(\.rawValue).joined(separator: " ") + "."))
    }
    return .success(granted)
  }

  /// Who holds a token; nil where it is unknown, expired or of a closed participant.
  package func holder(of token: String) async throws -> TokenHolder? {
    let hash = SecretHash.hash(of: token)
    let now = world.clock.now()
    return try await database.read { transaction in
      try transaction.first(
        """
        SELECT t.participant_id, t.scopes, p.allowed_addresses FROM access_tokens t
        JOIN participants p ON p.id = t.participant_id
        LEFT JOIN credentials c ON c.id = t.credential_id
        WHERE t.token_hash = ?1 AND t.expires_at > ?2 AND p.closed_at IS NULL
          AND c.revoked_at IS NULL
        """, [hash, column(now)]
      ) { row in
        TokenHolder(
          participant: ID(try row.integer(0)), scopes: Self.scopes(try row.text(1)),
          allowed: AddressList(stored: try row.text(2)))
      }
    }
  }

  /// Lets the tokens that are alive live on over a jump of the clock: what is rehearsed lives in
  /// virtual time, but whoever rehearses it holds a token of minutes. Where the lifetime is a fault
  /// that was asked for, tokens end by the clock.
  package func carry(over start: Instant, to target: Instant, faults: FaultPlan) async throws {
    let jump = target.microseconds(since: start)
    let settings = faults.settings
    guard jump > 0, settings.tokenLifetimeSeconds == Self.lifetimeSeconds,
      settings.tokenDiesAfterSeconds == nil
    else { return }
    _ = try await database.write { transaction in
      try transaction.execute(
        "UPDATE access_tokens SET expires_at = expires_at + ?2 WHERE expires_at > ?1",
        [column(start), jump])
    }
  }

  /// Nothing is told of a client before its secret was right. A credential that an operator locked
  /// does not open.
  private func check(
    _ credential: StoredCredential, _ secret: String, from address: String?, at now: Instant,
    _ transaction: Transaction
  ) throws -> TokenRefusal? {
    guard SecretHash.matches(secret, hash: credential.secretHash), !credential.isRevoked else {
      return Self.wrong
    }
    if credential.isClosed {
      return .unauthorizedClient("O contrato deste participante com o birô está encerrado.")
    }
    if credential.isLocked {
      return .unauthorizedClient("O birô bloqueou esta credencial; peça a liberação a ele.")
    }
    guard credential.allowed.allows(address) else {
      return .unauthorizedClient("Este participante não usa o birô a partir deste endereço.")
    }
    try CredentialStore.noteUse(of: credential, at: now, transaction)
    return nil
  }

  package static func scopes(_ text: String) -> [BureauScope] {
    text.split(separator: " ").compactMap { BureauScope(rawValue: String($0)) }
  }
}
