import Credit
import Refusals
import SQLDatabase
import Sealing
import World

extension APIKeys {
  package static let keyNameLimit = 80

  /// Adds a key and tells its secret, `adk_…`, this once.
  package func addAPIKey(
    name: String, role: Role, actor: Actor
  ) async throws -> (key: APIKey, secret: String) {
    guard !name.allSatisfy(\.isWhitespace), name.unicodeScalars.count <= Self.keyNameLimit else {
      throw Refusal.invalid([
        Refusal.Fault(
          pointer: "/name", code: "name-invalid",
          detail: "Dê à chave um nome de até \(Self.keyNameLimit) letras, por exemplo ERP.")
      ])
    }
    let secret = SecretHash.generate(prefix: APIKey.secretPrefix, random: world.random)
    let hash = SecretHash.hash(of: secret)
    let now = world.clock.now()
    let key = try await database.write { transaction in
      let key = APIKey(
        id: ID(try transaction.nextIdentifier()), name: name, role: role, createdAt: now,
        revokedAt: nil, lastUsedAt: nil)
      try transaction.execute(
        """
        INSERT INTO api_keys (id, name, role, secret_hash, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5)
        """,
        [key.id, name, role.rawValue, hash, now])
      try office.accessRecords.logAccess(
        actor, "api-key.added", subject: key.id.description, in: transaction)
      return key
    }
    return (key, secret)
  }
}
