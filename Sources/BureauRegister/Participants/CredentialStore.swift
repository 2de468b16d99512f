import Credit
import SQLDatabase
import Sealing
package import World

/// The columns of credentials.
enum CredentialColumn: Int, TableColumn {
  static let table = "credentials"

  case id, participantId, secretHash, scopes, failedLogins, lockedAt, revokedAt, clientId, name
  case createdAt, lastUsedAt
}

/// A credential as the desk checks it.
struct StoredCredential: Sendable {
  static let table = ColumnTable<CredentialColumn>()
  /// Behind its own columns stand two of its participant.
  static let columns = "\(table.list(of: "c")), p.closed_at, p.allowed_addresses"
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
    isClosed = !row.isNull(Self.table.readCount)
    allowed = AddressList(stored: try row.text(Self.table.readCount + 1))
    let row = ColumnRow<CredentialColumn>(row)
    id = ID(try row.integer(.id))
    participant = ID(try row.integer(.participantId))
    secretHash = try row.bytes(.secretHash)
    scopes = TokenDesk.scopes(try row.text(.scopes))
    failedLogins = Int(clamping: try row.integer(.failedLogins))
    isLocked = !row.isNull(.lockedAt)
    isRevoked = !row.isNull(.revokedAt)
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

  private static let adding = StoredCredential.table.insert()

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
    try transaction.execute(adding) { column in
      switch column {
      case .id: id.number.sqlValue
      case .participantId: participant.number.sqlValue
      case .secretHash: SecretHash.hash(of: credentials.clientSecret).sqlValue
      case .scopes: scopes.map(\.rawValue).joined(separator: " ").sqlValue
      case .failedLogins: 0.sqlValue
      case .clientId: credentials.clientID.sqlValue
      case .name: name.sqlValue
      case .createdAt: now.microseconds.sqlValue
      case .lockedAt, .revokedAt, .lastUsedAt: .null
      }
    }
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
