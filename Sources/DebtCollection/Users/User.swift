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
  enum Column: Int, TableColumn {
    static let table = "users"
    static var readCount: Int { passwordHash.rawValue }

    case id, email, name, role, active, createdAt, branches
    /// Written only.
    case passwordHash
  }

  static let table = ColumnTable<Column>()
  static let select = table.select
  private static let adding = table.insert()

  static func decode(_ row: Row) throws -> User { try decode(row, from: 0) }

  /// - Parameter start: where the columns of users begin in the row of a join.
  static func decode(_ row: Row, from start: Int) throws -> User {
    let row = ColumnRow<Column>(row, from: start)
    return User(
      id: try row.id(.id), email: try row.text(.email), name: try row.text(.name),
      role: try row.word(.role), isActive: try row.bool(.active),
      createdAt: try row.instant(.createdAt), limit: BranchLimit(stored: try row.text(.branches)))
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
    try transaction.execute(adding) { column in
      switch column {
      case .id: user.id.sqlValue
      case .email: user.email.sqlValue
      case .name: user.name.sqlValue
      case .role: user.role.rawValue.sqlValue
      case .active: user.isActive.sqlValue
      case .createdAt: user.createdAt.sqlValue
      case .branches: (user.limit?.stored ?? "").sqlValue
      case .passwordHash: passwordHash.sqlValue
      }
    }
  }
}
