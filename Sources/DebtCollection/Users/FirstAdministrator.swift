import Credit
import Refusals
import SQLDatabase
package import Sealing
import World

extension Users {
  /// Whether nobody can log in yet, so that the house is set up first.
  package func hasNoUser() async throws -> Bool {
    try await database.read { transaction in
      try transaction.first("SELECT id FROM users LIMIT 1") { try $0.integer(0) } == nil
    }
  }

  /// Adds the first administrator, only while there is no user at all; 409 `already-set-up`
  /// afterwards.
  package func addFirstAdministrator(
    email: String, name: String, password: String, hasher: PasswordHasher
  ) async throws -> User {
    guard try await hasNoUser() else { throw Self.alreadySetUp }
    let entry = try UserEntry(email: email, name: name, password: password)
    let hash = try await hasher.hash(password)
    let now = world.clock.now()
    return try await database.write { transaction in
      // Takes the one row that there is, so that two cannot be the first at once.
      try transaction.execute("UPDATE parameters SET updated_at = updated_at")
      let known = try transaction.first("SELECT id FROM users LIMIT 1") { try $0.integer(0) }
      guard known == nil else { throw Self.alreadySetUp }
      let user = User(
        id: ID(try transaction.nextIdentifier()), email: entry.email, name: entry.name,
        role: .administrator, isActive: true, createdAt: now)
      try UserRows.insert(user, passwordHash: hash, in: transaction)
      try office.accessRecords.logAccess(
        user.actor, "user.first-added", subject: user.id.description, in: transaction)
      return user
    }
  }

  private static let alreadySetUp = Refusal(
    .conflict, code: "already-set-up",
    detail: "O primeiro administrador já existe; entre com o usuário dele.")
}

/// What is asked of a new user, checked.
struct UserEntry {
  let email: String
  let name: String

  /// Throws a refusal with every fault.
  init(email: String, name: String, password: String) throws {
    var faults = Users.passwordFaults(password)
    let address = EmailAddress.normalized(email)
    if address == nil {
      faults.append(
        Refusal.Fault(
          pointer: "/email", code: "email-invalid",
          detail: "Informe um e-mail como nome@empresa.com.br."))
    }
    if name.unicodeScalars.count > Users.userNameLimit {
      faults.append(
        Refusal.Fault(
          pointer: "/name", code: "too-long",
          detail: "O nome passa de \(Users.userNameLimit) letras."))
    }
    guard let address, faults.isEmpty else { throw Refusal.invalid(faults) }
    self.email = address
    self.name = name.isEmpty ? address : name
  }
}
