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

  /// Changes role, the branches that the user is limited to (none: no limit), or whether the user
  /// may log in; a change of any ends the sessions of the user. The last active
  /// administrator stays one, so that nobody locks the house from outside.
  ///
  /// - Parameter now: real time, as for all that belongs to logins.
  package func changeUser(
    _ id: ID<User>, role: Role? = nil, branches: [ID<Branch>]? = nil, isActive: Bool? = nil,
    actor: Actor, at now: Instant
  ) async throws -> User {
    try await database.write { transaction in
      // Takes the rows of all administrators, so that two cannot demote each other at once.
      try transaction.execute(
        "UPDATE users SET active = active WHERE role = 'administrator' OR id = ?1", [id])
      guard let before = try UserRows.find(id, in: transaction) else {
        throw Refusal.notFound("Usuário")
      }
      let next = role ?? before.role
      let limit = try branches.map { try Self.limit(to: $0, in: transaction) } ?? before.limit
      try transaction.execute(
        "UPDATE users SET role = ?2, active = ?3, branches = ?4 WHERE id = ?1",
        [id, next.rawValue, isActive ?? before.isActive, limit?.stored ?? ""])
      let administrators = try transaction.first(
        "SELECT count(*) FROM users WHERE role = 'administrator' AND active = 1"
          + " AND branches = ''"
      ) { try $0.integer(0) }
      let wasAdministrator = before.role == .administrator && before.isActive && before.limit == nil
      if wasAdministrator, administrators == 0 {
        throw Refusal(
          .conflict, code: "last-administrator",
          detail: "Este é o último administrador ativo; nomeie outro antes de mudar este.")
      }
      let activity = isActive ?? before.isActive
      if next != before.role || limit != before.limit || activity != before.isActive {
        try SessionRows.endAll(of: id, at: now, in: transaction)
      }
      guard let after = try UserRows.find(id, in: transaction) else {
        throw Refusal.notFound("Usuário")
      }
      try office.accessRecords.logChange(
        actor, "user.changed", subject: id.description, from: before, to: after,
        in: transaction)
      return after
    }
  }

  /// Sets another password and ends all sessions of the user.
  package func changePassword(
    of id: ID<User>, to password: String, hasher: PasswordHasher, actor: Actor, at now: Instant
  ) async throws {
    let faults = Self.passwordFaults(password)
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    let hash = try await hasher.hash(password)
    try await database.write { transaction in
      let changed = try transaction.execute(
        "UPDATE users SET password_hash = ?2 WHERE id = ?1", [id, hash])
      guard changed == 1 else { throw Refusal.notFound("Usuário") }
      try SessionRows.endAll(of: id, at: now, in: transaction)
      try office.accessRecords.logAccess(
        actor, "user.password-changed", subject: id.description, in: transaction)
    }
  }
}
