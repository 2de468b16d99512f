package import Credit
import SQLDatabase

/// A person who logs in.
package struct User: Identified, Hashable, Sendable {
  package static let idPrefix = "usr"

  package let id: ID<User>
  /// Lower case; the name for the login.
  package let email: String
  package let name: String
  package let role: Role
  package let isActive: Bool
  package let createdAt: Instant
  /// Nil sees the whole house.
  package var limit: BranchLimit?

  /// What the role allows, and of that what the limit leaves.
  package func may(_ permission: Permission) -> Bool {
    role.may(permission) && (limit == nil || !BranchLimit.houseWide.contains(permission))
  }

  package var actor: Actor { Actor("user:" + email) }
}

/// Users in the database.
enum UserRows {
  static let select = "SELECT id, email, name, role, active, created_at, branches FROM users"

  static func decode(_ row: Row) throws -> User {
    User(
      id: try row.id(0), email: try row.text(1), name: try row.text(2), role: try row.word(3),
      isActive: try row.bool(4), createdAt: try row.instant(5),
      limit: BranchLimit(stored: try row.text(6)))
  }

  static func find(_ id: ID<User>, in transaction: Transaction) throws -> User? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  static func find(email: String, in transaction: Transaction) throws -> User? {
    try transaction.first(select + " WHERE email = ?1", [email], decode)
  }

  static func insert(
    _ user: User, passwordHash: String, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO users (id, email, name, role, password_hash, active, created_at,
        branches)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """,
      [
        user.id, user.email, user.name, user.role.rawValue, passwordHash, user.isActive,
        user.createdAt, user.limit?.stored ?? "",
      ])
  }
}
