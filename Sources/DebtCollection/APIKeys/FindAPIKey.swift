package import Credit
import Logging
import Refusals
import SQLDatabase
import Sealing
import World

extension APIKeys {
  /// How often the last use of a key is written, at the most.
  static let keyUseSeconds = 60

  /// The key of a bearer token; nil where it is not one of ours, was revoked or is past its end.
  /// The hash is looked up in an index: the secret holds 256 random bits, so time tells nothing.
  /// Writes down now and then that the key was used.
  ///
  /// - Parameter wall: real time, by which keys end; the product's own clock where left out.
  package func apiKey(secret: String, at wall: Instant? = nil) async throws -> APIKey? {
    guard secret.hasPrefix(APIKey.secretPrefix) else { return nil }
    let hash = SecretHash.hash(of: secret)
    let found = try await database.read { transaction in
      try transaction.first(
        APIKeyRows.select + " WHERE secret_hash = ?1 AND revoked_at IS NULL", [hash],
        APIKeyRows.decode)
    }
    guard let found else { return nil }
    let now = world.clock.now()
    if let end = found.expiresAt, (wall ?? now) >= end { return nil }
    if found.lastUsedAt.map({ now >= $0.adding(seconds: Self.keyUseSeconds) }) ?? true {
      try await note(found, usedAt: now)
    }
    return found
  }

  private func note(_ key: APIKey, usedAt now: Instant) async throws {
    do {
      _ = try await database.write(.claims) { transaction in
        try transaction.execute(
          "UPDATE api_keys SET last_used_at = ?2 WHERE id = ?1", [key.id, now])
      }
    } catch let error as DatabaseError
      where error.isRetryable || [.diskFull, .commitUnknown].contains(error)
    {
      // Who only reads is answered also while nothing can be written; the next use is noted.
      world.logger.warning(
        "the use of a key was not noted",
        metadata: ["key": "\(key.id)", "error": "\(error)"])
    }
  }

  /// All keys, the revoked ones too, newest first.
  package func apiKeys() async throws -> [APIKey] {
    try await database.read { transaction in
      try transaction.query(APIKeyRows.select + " ORDER BY id DESC", [], APIKeyRows.decode)
    }
  }

  /// Revokes a key at once; a second time changes nothing.
  package func revokeAPIKey(_ id: ID<APIKey>, actor: Actor) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      let known = try transaction.first(
        APIKeyRows.select + " WHERE id = ?1", [id], APIKeyRows.decode)
      guard let known else { throw Refusal.notFound("Chave de API") }
      guard known.revokedAt == nil else { return }
      try transaction.execute("UPDATE api_keys SET revoked_at = ?2 WHERE id = ?1", [id, now])
      try office.accessRecords.logAccess(
        actor, "api-key.revoked", subject: id.description, in: transaction)
    }
  }
}
