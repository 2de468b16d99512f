import Credit
package import Refusals
import SQLDatabase
package import Sealing
import World

extension Users {
  /// Letters that a password needs at the least (NIST SP 800-63B asks for 8; 15 where it is the
  /// only factor is its advice for the next revision).
  package static let passwordLengthFloor = 10
  package static let userNameLimit = 120

  /// Adds a person who logs in. Throws `Refusal` with every fault of the input, or the conflict
  /// `email-taken`.
  package func addUser(
    email: String, name: String, role: Role, password: String, hasher: PasswordHasher,
    actor: Actor
  ) async throws -> User {
    let entry = try UserEntry(email: email, name: name, password: password)
    let hash = try await hasher.hash(password)
    let now = world.clock.now()
    do {
      return try await database.write { transaction in
        let user = User(
          id: ID(try transaction.nextIdentifier()), email: entry.email, name: entry.name,
          role: role, isActive: true, createdAt: now)
        try UserRows.insert(user, passwordHash: hash, in: transaction)
        try office.accessRecords.logAccess(
          actor, "user.added", subject: user.id.description, in: transaction)
        return user
      }
    } catch DatabaseError.uniqueViolation {
      throw Refusal(
        .conflict, code: "email-taken",
        detail: "Já existe um usuário com o e-mail \(entry.email); edite o que existe.")
    }
  }

  /// What is wrong with a new password; empty where nothing is.
  package static func passwordFaults(_ password: String) -> [Refusal.Fault] {
    if password.unicodeScalars.count < passwordLengthFloor {
      return [
        Refusal.Fault(
          pointer: "/password", code: "password-too-short",
          detail: "A senha precisa de pelo menos \(passwordLengthFloor) caracteres.")
      ]
    }
    if password.utf8.count > PasswordHasher.passwordByteLimit {
      return [
        Refusal.Fault(
          pointer: "/password", code: "password-too-long",
          detail: "A senha passa de \(PasswordHasher.passwordByteLimit) bytes.")
      ]
    }
    return []
  }
}
