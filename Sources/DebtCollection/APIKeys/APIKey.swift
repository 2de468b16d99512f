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
  enum Column: Int, TableColumn {
    static let table = "api_keys"
    static var readCount: Int { secretHash.rawValue }

    case id, name, role, createdAt, revokedAt, lastUsedAt, expiresAt, branches
    /// Written only.
    case secretHash
  }

  private static let table = ColumnTable<Column>()
  static let select = table.select
  static let adding = table.insert([
    .id, .name, .role, .secretHash, .createdAt, .expiresAt, .branches,
  ])

  static func decode(_ row: Row) throws -> APIKey {
    let row = ColumnRow<Column>(row)
    return APIKey(
      id: try row.id(.id), name: try row.text(.name), role: try row.word(.role),
      createdAt: try row.instant(.createdAt), revokedAt: try row.optionalInstant(.revokedAt),
      lastUsedAt: try row.optionalInstant(.lastUsedAt),
      expiresAt: try row.optionalInstant(.expiresAt),
      limit: BranchLimit(stored: try row.text(.branches)))
  }
}
