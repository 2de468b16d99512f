package import Credit
import SQLDatabase

/// A key for programs (chave de API). Only the hash of its secret is kept.
package struct APIKey: Identified, Hashable, Sendable {
  package static let idPrefix = "key"
  /// What a secret begins with.
  package static let secretPrefix = "adk_"

  package let id: ID<APIKey>
  package let name: String
  package let role: Role
  package let createdAt: Instant
  package let revokedAt: Instant?
  /// The last use, to the minute; nil while it was never used.
  package let lastUsedAt: Instant?
  /// From when on it opens nothing, in real time; nil for keys of before there was an end.
  package let expiresAt: Instant?
  /// Nil sees the whole house.
  package var limit: BranchLimit?

  /// What the role allows, and of that what the limit leaves.
  package func may(_ permission: Permission) -> Bool {
    role.may(permission) && (limit == nil || !BranchLimit.houseWide.contains(permission))
  }

  /// Days that a key may be good for, and those where nothing was chosen.
  package static let days = 1...730
  package static let usualDays = 365

  package var actor: Actor { Actor("api-key:" + name) }
}

/// API keys in the database.
enum APIKeyRows {
  static let select =
    "SELECT id, name, role, created_at, revoked_at, last_used_at, expires_at, branches "
    + "FROM api_keys"

  static func decode(_ row: Row) throws -> APIKey {
    APIKey(
      id: try row.id(0), name: try row.text(1), role: try row.word(2),
      createdAt: try row.instant(3), revokedAt: try row.optionalInstant(4),
      lastUsedAt: try row.optionalInstant(5), expiresAt: try row.optionalInstant(6),
      limit: BranchLimit(stored: try row.text(7)))
  }
}
