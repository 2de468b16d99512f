import Credit
import SQLDatabase
import Sealing
import World

/// A token as it is handed out.
struct IssuedToken: Hashable, Sendable {
  let token: String
  let expiresInSeconds: Int
  let scopes: [BureauScope]
}

/// Why no token is issued: the words of RFC 6749, section 5.2.
enum TokenRefusal: Error, Hashable, Sendable {
  case invalidClient(String)
  case unauthorizedClient(String)
  case invalidScope(String)
}

/// Issues access tokens and recognises them (RFC 6749, section 4.4; RFC 6750).
struct TokenDesk: Sendable {
  /// Seconds that a token lives unless a fault says otherwise.
  static let lifetimeSeconds = 900

  let database: any Database
  let world: World
  let offersSimulation: Bool

  private struct Client {
    let id: Int64
    let secretHash: [UInt8]
    let scopes: [BureauScope]
    let failedLogins: Int
    let isLocked: Bool
    let isClosed: Bool
  }

  /// - Parameter requested: nil asks for everything that the participant may do.
  func issue(
    clientID: String, secret: String, requested: [String]?, lifetimeSeconds: Int
  ) async throws -> IssuedToken {
    let token = SecretHash.generate(prefix: "bat_", random: world.random)
    let now = world.clock.now()
    let offersSimulation = offersSimulation
    let outcome: Result<[BureauScope], TokenRefusal> = try await database.write { transaction in
      guard let client = try Self.client(clientID, transaction) else {
        return .failure(.invalidClient("O client_id ou o client_secret está errado."))
      }
      if let refusal = try Self.check(client, secret: secret, now: now, transaction) {
        return .failure(refusal)
      }
      let allowed = client.scopes.filter { $0 != .simulation || offersSimulation }
      var granted = allowed
      if let requested {
        granted = allowed.filter { requested.contains($0.rawValue) }
        guard granted.count == Set(requested).count, !granted.isEmpty else {
          return .failure(
            .invalidScope(
              "Este participante pode pedir somente: "
                + allowed.map(\.rawValue).joined(separator: " ") + "."))
        }
      }
      try transaction.execute("DELETE FROM access_tokens WHERE expires_at <= ?1", [column(now)])
      try transaction.execute(
        """
        INSERT INTO access_tokens (token_hash, participant_id, scopes, expires_at)
        VALUES (?1, ?2, ?3, ?4)
        """,
        [
          SecretHash.hash(of: token), client.id,
          granted.map(\.rawValue).joined(separator: " "),
          column(now.adding(seconds: lifetimeSeconds)),
        ])
      return .success(granted)
    }
    return IssuedToken(
      token: token, expiresInSeconds: lifetimeSeconds, scopes: try outcome.get())
  }

  /// Who holds a token; nil where it is unknown, expired or of a closed participant.
  func holder(of token: String) async throws -> TokenHolder? {
    let hash = SecretHash.hash(of: token)
    let now = world.clock.now()
    return try await database.read { transaction in
      try transaction.first(
        """
        SELECT t.participant_id, t.scopes FROM access_tokens t
        JOIN participants p ON p.id = t.participant_id
        WHERE t.token_hash = ?1 AND t.expires_at > ?2 AND p.closed_at IS NULL
        """, [hash, column(now)]
      ) { row in
        TokenHolder(
          participant: ID(try row.integer(0)), scopes: Self.scopes(try row.text(1)))
      }
    }
  }

  /// Lets the tokens that are alive live on over a jump of the clock: what is rehearsed lives in
  /// virtual time, but whoever rehearses it holds a token of minutes. Where the lifetime is a fault
  /// that was asked for, tokens end by the clock.
  func carry(over start: Instant, to target: Instant, faults: FaultPlan) async throws {
    let jump = target.microseconds(since: start)
    guard jump > 0, faults.tokenLifetimeSeconds == Self.lifetimeSeconds else { return }
    _ = try await database.write { transaction in
      try transaction.execute(
        "UPDATE access_tokens SET expires_at = expires_at + ?2 WHERE expires_at > ?1",
        [column(start), jump])
    }
  }

  private static func client(_ id: String, _ transaction: Transaction) throws -> Client? {
    try transaction.first(
      """
      SELECT id, secret_hash, scopes, failed_logins, locked_at, closed_at FROM participants
      WHERE client_id = ?1
      """, [id]
    ) { row in
      Client(
        id: try row.integer(0), secretHash: try row.bytes(1), scopes: scopes(try row.text(2)),
        failedLogins: Int(try row.integer(3)), isLocked: !row.isNull(4), isClosed: !row.isNull(5))
    }
  }

  /// Counts failures and locks; a right secret does not open a locked participant.
  private static func check(
    _ client: Client, secret: String, now: Instant, _ transaction: Transaction
  ) throws -> TokenRefusal? {
    if client.isClosed {
      return .unauthorizedClient("O contrato deste participante com o birô está encerrado.")
    }
    if client.isLocked {
      return .invalidClient(
        "O acesso está bloqueado por tentativas com segredo errado; peça a liberação ao birô.")
    }
    guard SecretHash.matches(secret, hash: client.secretHash) else {
      let failures = client.failedLogins + 1
      try transaction.execute(
        """
        UPDATE participants SET failed_logins = ?2,
          locked_at = CASE WHEN ?2 >= ?3 THEN ?4 ELSE locked_at END
        WHERE id = ?1
        """, [client.id, failures, ParticipantStore.failedLoginLimit, column(now)])
      return .invalidClient("O client_id ou o client_secret está errado.")
    }
    if client.failedLogins > 0 {
      try transaction.execute(
        "UPDATE participants SET failed_logins = 0 WHERE id = ?1", [client.id])
    }
    return nil
  }

  static func scopes(_ text: String) -> [BureauScope] {
    text.split(separator: " ").compactMap { BureauScope(rawValue: String($0)) }
  }
}
