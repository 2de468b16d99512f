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

  /// Codes of the first access that are good at once: one for each process that serves.
  static let setUpCodeLimit = 20
  private static let setUpCodeByteCount = 10

  /// A code with which the first administrator is made, for the terminal of whoever starts the
  /// program: the page of the first access is open to everybody who finds it. Nil where there is a
  /// user already.
  package func issueSetUpCode() async throws -> String? {
    let code = Base32.encode(world.random.bytes(Self.setUpCodeByteCount))
    let now = world.clock.now()
    return try await database.write { transaction in
      guard try transaction.first("SELECT id FROM users LIMIT 1", [], { try $0.integer(0) }) == nil
      else { return nil }
      try transaction.execute(
        """
        DELETE FROM set_up_codes WHERE secret_hash NOT IN (
          SELECT secret_hash FROM set_up_codes ORDER BY created_at DESC, secret_hash LIMIT ?1)
        """, [Self.setUpCodeLimit - 1])
      try transaction.execute(
        "INSERT INTO set_up_codes (secret_hash, created_at) VALUES (?1, ?2)",
        [SecretHash.hash(of: code), now])
      return code
    }
  }

  /// Adds the first administrator, only while there is no user at all; 409 `already-set-up`
  /// afterwards. Throws every fault of the input at once, `wrong-set-up-code` among them.
  ///
  /// - Parameter code: of `issueSetUpCode`; hyphens and the size of its letters do not count.
  package func addFirstAdministrator(
    email: String, name: String, password: String, code: String, hasher: PasswordHasher
  ) async throws -> User {
    let codeHash = SecretHash.hash(of: SecondFactor.plain(code))
    let knows = try await knowsSetUpCode(codeHash)
    let entry = try UserEntry(
      email: email, name: name, password: password, besides: knows ? [] : [Self.wrongSetUpCode])
    let hash = try await hasher.hash(password)
    let now = world.clock.now()
    return try await database.write { transaction in
      // Takes the one row that there is, so that two cannot be the first at once.
      try transaction.execute("UPDATE parameters SET updated_at = updated_at")
      let known = try transaction.first("SELECT id FROM users LIMIT 1") { try $0.integer(0) }
      guard known == nil else { throw Self.alreadySetUp }
      guard try Self.isSetUpCode(codeHash, in: transaction) else {
        throw Refusal.invalid([Self.wrongSetUpCode])
      }
      try transaction.execute("DELETE FROM set_up_codes")
      let user = User(
        id: ID(try transaction.nextIdentifier()), email: entry.email, name: entry.name,
        role: .administrator, isActive: true, createdAt: now)
      try UserRows.insert(user, passwordHash: hash, in: transaction)
      try office.accessRecords.logAccess(
        user.actor, "user.first-added", subject: user.id.description, in: transaction)
      return user
    }
  }

  /// Whether the code is one of ours; throws 409 `already-set-up` where there is a user. One
  /// statement asks both, since the codes go in the transaction that adds the user.
  private func knowsSetUpCode(_ hash: [UInt8]) async throws -> Bool {
    let found = try await database.read { transaction in
      try transaction.first(
        """
        SELECT (SELECT count(*) FROM users),
          (SELECT count(*) FROM set_up_codes WHERE secret_hash = ?1)
        """, [hash]
      ) { (users: try $0.integer(0), codes: try $0.integer(1)) }
    }
    guard let found, found.users == 0 else { throw Self.alreadySetUp }
    return found.codes > 0
  }

  private static func isSetUpCode(_ hash: [UInt8], in transaction: Transaction) throws -> Bool {
    try transaction.first(
      "SELECT 1 FROM set_up_codes WHERE secret_hash = ?1", [hash], { _ in true }) == true
  }

  private static let wrongSetUpCode = Refusal.Fault(
    pointer: "/code", code: "wrong-set-up-code",
    detail: "O código não confere. Ele aparece no terminal, ou no registro do serviço, a cada "
      + "início do Adimple.")

  private static let alreadySetUp = Refusal(
    .conflict, code: "already-set-up",
    detail: "O primeiro administrador já existe; entre com o usuário dele.")
}

/// What is asked of a new user, checked.
struct UserEntry {
  let email: String
  let name: String

  /// Throws a refusal with every fault.
  ///
  /// - Parameter known: what is wrong besides.
  init(
    email: String, name: String, password: String, besides known: [Refusal.Fault] = []
  ) throws {
    var faults = known + Users.passwordFaults(password)
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
