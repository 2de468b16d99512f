package import Credit
package import Refusals
import SQLDatabase
package import Sealing
import World

extension Users {
  /// Letters that a password needs at the least (NIST SP 800-63B asks for 8; 15 where it is the
  /// only factor is its advice for the next revision).
  package static let passwordLengthFloor = 10
  package static let userNameLimit = 120

  /// The limit to some branches, all of which there must be.
  static func limit(
    to branches: [ID<Branch>], in transaction: Transaction
  ) throws -> BranchLimit? {
    guard branches.count <= BranchLimit.countLimit,
      try branches.allSatisfy({ try BranchRows.find($0, in: transaction) != nil })
    else {
      throw Refusal.invalid([
        Refusal.Fault(
          pointer: "/branches", code: "branch-not-found",
          detail: "Uma das filiais não existe; recarregue a página e escolha de novo.")
      ])
    }
    return BranchLimit(branches)
  }

  /// Adds a person who logs in, limited to some branches or to none. Throws `Refusal` with every
  /// fault of the input, or the conflict `email-taken`.
  package func addUser(
    email: String, name: String, role: Role, branches: [ID<Branch>] = [], password: String,
    hasher: PasswordHasher, actor: Actor
  ) async throws -> User {
    let entry = try UserEntry(email: email, name: name, password: password)
    let hash = try await hasher.hash(password)
    let now = world.clock.now()
    do {
      return try await database.write { transaction in
        let user = User(
          id: ID(try transaction.nextIdentifier()), email: entry.email, name: entry.name,
          role: role, isActive: true, createdAt: now,
          limit: try Self.limit(to: branches, in: transaction))
        try UserRows.insert(user, passwordHash: hash, in: transaction)
        try office.accessRecords.logChange(
          actor, "user.added", subject: user.id.description, to: user, in: transaction)
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
    if CommonPasswords.holds(password) {
      return [
        Refusal.Fault(
          pointer: "/password", code: "password-common",
          detail: "Esta senha é das primeiras que se tentam; use uma frase só sua.")
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
