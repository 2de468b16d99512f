import Credit
import SQLDatabase
import Sealing
package import World

/// A credential as the desk checks it.
struct StoredCredential: Sendable {
  static let columns = """
    c.id, c.participant_id, c.secret_hash, c.scopes, c.failed_logins, c.locked_at, c.revoked_at, \
    p.closed_at, p.allowed_addresses
    """
  static let tables = "credentials c JOIN participants p ON p.id = c.participant_id"

  let id: ID<Credential>
  package let participant: ID<Participant>
  let secretHash: [UInt8]
  package let scopes: [BureauScope]
  let failedLogins: Int
  package let isLocked: Bool
  let isRevoked: Bool
  let isClosed: Bool
  package let allowed: AddressList

  init(_ row: Row) throws {
    id = ID(try row.integer(0))
    participant = ID(try row.integer(1))
    secretHash = try row.bytes(2)
    scopes = TokenDesk.scopes(try row.text(3))
    failedLogins = Int(try row.integer(4))
    isLocked = !row.isNull(5)
    isRevoked = !row.isNull(6)
    isClosed = !row.isNull(7)
    allowed = AddressList(stored: try row.text(8))
  }

  static func find(clientID: String, _ transaction: Transaction) throws -> StoredCredential? {
    try transaction.first(
      "SELECT \(columns) FROM \(tables) WHERE c.client_id = ?1", [clientID], StoredCredential.init)
  }
}

/// Creates credentials, counts failures, releases and revokes.
package enum CredentialStore {
  /// Credentials of one participant that are not revoked.
  package static let limit = 20
  package static let nameLimit = 60

  package static func generate(world: World) -> ParticipantCredentials {
    ParticipantCredentials(
      clientID: "cli_" + Hexadecimal.encode(world.random.bytes(10)),
      clientSecret: SecretHash.generate(prefix: "bcs_", random: world.random))
  }

  static func add(
    _ credentials: ParticipantCredentials, to participant: ID<Participant>, name: String,
    scopes: [BureauScope], at now: Instant, _ transaction: Transaction
  ) throws -> ID<Credential> {
    let id = ID<Credential>(try transaction.nextIdentifier())
    try transaction.execute(
      """
      INSERT INTO credentials (id, participant_id, client_id, secret_hash, name, scopes,
        failed_logins, created_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7)
      """,
      [
        id.number, participant.number, credentials.clientID,
        SecretHash.hash(of: credentials.clientSecret), name,
        scopes.map(\.rawValue).joined(separator: " "), now.microseconds,
      ])
    return id
  }

  /// Counts a wrong secret, for people to see; nothing is decided by it.
  static func countFailure(clientID: String, _ transaction: Transaction) throws {
    try transaction.execute(
      "UPDATE credentials SET failed_logins = failed_logins + 1 WHERE client_id = ?1", [clientID])
  }

  static func noteUse(
    of credential: StoredCredential, at now: Instant, _ transaction: Transaction
  ) throws {
    try transaction.execute(
      "UPDATE credentials SET failed_logins = 0, last_used_at = ?2 WHERE id = ?1",
      [credential.id.number, now.microseconds])
  }

  /// Opens a locked credential; false for a client that does not exist.
  static func release(clientID: String, _ transaction: Transaction) throws -> Bool {
    try transaction.execute(
      "UPDATE credentials SET failed_logins = 0, locked_at = NULL WHERE client_id = ?1",
      [clientID]) == 1
  }
}
