package import Credit
import Refusals
import SQLDatabase
package import Sealing
import World

/// A code with which a person sets a password once: for a new user, or after the old password was
/// taken away. An administrator hands it over and never knows a password.
package enum PasswordCode {
  /// Long enough for a message and a working day, short enough to be forgotten in.
  package static let lifeSeconds = 24 * 3_600
  /// What a code begins with, so that nobody takes it for a password.
  static let prefix = "senha-"
}

extension Users {
  /// Adds a person who sets the password by a code; tells the code this once. Throws `Refusal`
  /// with every fault, or the conflict `email-taken`.
  ///
  /// - Parameter now: real time; codes live by the time of the people, like sessions.
  package func inviteUser(
    email: String, name: String, role: Role, branches: [ID<Branch>] = [],
    hasher: PasswordHasher, actor: Actor, at now: Instant
  ) async throws -> (user: User, code: String) {
    // Nobody knows this password: the code is the only way in.
    let unknown = SecretHash.generate(prefix: "", random: world.random)
    let user = try await addUser(
      email: email, name: name, role: role, branches: branches, password: unknown, hasher: hasher,
      actor: actor)
    return (user, try await issuePasswordCode(for: user.id, hasher: hasher, actor: actor, at: now))
  }

  /// Takes a person's password and sessions away and tells a code for a new one, this once. An
  /// older code of the same person stops working.
  package func issuePasswordCode(
    for id: ID<User>, hasher: PasswordHasher, actor: Actor, at now: Instant
  ) async throws -> String {
    let code = SecretHash.generate(prefix: PasswordCode.prefix, random: world.random)
    let hash = SecretHash.hash(of: code)
    let unknown = try await hasher.hash(SecretHash.generate(prefix: "", random: world.random))
    try await database.write { transaction in
      guard try UserRows.find(id, in: transaction) != nil else {
        throw Refusal.notFound("Usuário")
      }
      try transaction.execute(
        "UPDATE users SET password_hash = ?2 WHERE id = ?1", [id, unknown])
      try SessionRows.endAll(of: id, at: now, in: transaction)
      try transaction.execute(
        """
        INSERT INTO password_codes (user_id, secret_hash, created_at, expires_at)
        VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (user_id) DO UPDATE SET secret_hash = excluded.secret_hash,
          created_at = excluded.created_at, expires_at = excluded.expires_at
        """, [id, hash, now, now.adding(seconds: PasswordCode.lifeSeconds)])
      try office.accessRecords.logAccess(
        actor, "user.password-code-issued", subject: id.description, in: transaction)
    }
    return code
  }

  /// Sets a password by a code and spends the code. A wrong, spent or old code, and an address
  /// that nobody has, are refused with the same words.
  package func usePasswordCode(
    email: String, code: String, password: String, hasher: PasswordHasher, at now: Instant
  ) async throws -> User {
    let faults = Self.passwordFaults(password)
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    let address = EmailAddress.normalized(email) ?? ""
    let spent = SecretHash.hash(of: code)
    let hash = try await hasher.hash(password)
    return try await database.write { transaction in
      guard let user = try UserRows.find(email: address, in: transaction), user.isActive,
        try transaction.execute(
          "DELETE FROM password_codes WHERE user_id = ?1 AND secret_hash = ?2 AND expires_at > ?3",
          [user.id, spent, now]) == 1
      else { throw Self.wrongCode }
      try transaction.execute(
        "UPDATE users SET password_hash = ?2 WHERE id = ?1", [user.id, hash])
      try SessionRows.endAll(of: user.id, at: now, in: transaction)
      try office.accessRecords.logAccess(
        user.actor, "user.password-set", subject: user.id.description, in: transaction)
      return user
    }
  }

  private static let wrongCode = Refusal(
    .unprocessable, code: "wrong-password-code",
    detail: "O e-mail e o código não conferem, ou o código já foi usado ou venceu. Peça um novo a "
      + "um administrador.")
}
