package import Credit
import Refusals
import SQLDatabase
package import Sealing

extension Users {
  /// All users by address.
  package func users() async throws -> [User] {
    try await database.read { transaction in
      try transaction.query(UserRows.select + " ORDER BY email", [], UserRows.decode)
    }
  }

  package func user(_ id: ID<User>) async throws -> User? {
    try await database.read { try UserRows.find(id, in: $0) }
  }

  /// Changes role or whether the user may log in. The last active administrator stays one, so
  /// that nobody locks the house from outside.
  package func changeUser(
    _ id: ID<User>, role: Role? = nil, isActive: Bool? = nil, actor: Actor
  ) async throws -> User {
    try await database.write { transaction in
      // Takes the rows of all administrators, so that two cannot demote each other at once.
      try transaction.execute(
        "UPDATE users SET active = active WHERE role = 'administrator' OR id = ?1", [id])
      guard let before = try UserRows.find(id, in: transaction) else {
        throw Refusal.notFound("Usuário")
      }
      try transaction.execute(
        "UPDATE users SET role = ?2, active = ?3 WHERE id = ?1",
        [id, (role ?? before.role).rawValue, isActive ?? before.isActive])
      let administrators = try transaction.first(
        "SELECT count(*) FROM users WHERE role = 'administrator' AND active = 1"
      ) { try $0.integer(0) }
      let wasAdministrator = before.role == .administrator && before.isActive
      if wasAdministrator, administrators == 0 {
        throw Refusal(
          .conflict, code: "last-administrator",
          detail: "Este é o último administrador ativo; nomeie outro antes de mudar este.")
      }
      try office.accessRecords.logAccess(
        actor, "user.changed", subject: id.description, in: transaction)
      guard let after = try UserRows.find(id, in: transaction) else {
        throw Refusal.notFound("Usuário")
      }
      return after
    }
  }

  package func changePassword(
    of id: ID<User>, to password: String, hasher: PasswordHasher, actor: Actor
  ) async throws {
    let faults = Self.passwordFaults(password)
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    let hash = try await hasher.hash(password)
    try await database.write { transaction in
      let changed = try transaction.execute(
        "UPDATE users SET password_hash = ?2 WHERE id = ?1", [id, hash])
      guard changed == 1 else { throw Refusal.notFound("Usuário") }
      try office.accessRecords.logAccess(
        actor, "user.password-changed", subject: id.description, in: transaction)
    }
  }
}
