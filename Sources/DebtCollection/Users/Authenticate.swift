import SQLDatabase
package import Sealing

extension Users {
  /// The user of a login; nil where address or password are wrong or the user may not log in any
  /// more. Takes as long in each case. Throws `PasswordError.busy` in a rush of logins.
  package func authenticate(
    email: String, password: String, hasher: PasswordHasher
  ) async throws -> User? {
    let address = EmailAddress.normalized(email) ?? ""
    let stored = try await database.read { transaction in
      try transaction.first(
        "SELECT \(UserRows.table.list), password_hash FROM users WHERE email = ?1", [address]
      ) { (user: try UserRows.decode($0), hash: try $0.text(UserRows.table.readCount)) }
    }
    let matches = try await hasher.verify(password, against: stored?.hash)
    guard matches, let stored, stored.user.isActive else {
      try await office.accessRecords.logFailedLogin(of: stored?.user)
      return nil
    }
    if hasher.needsRehash(stored.hash) {
      let hash = try await hasher.hash(password)
      try await database.write { transaction in
        // Only if nobody changed the password in the meantime.
        _ = try transaction.execute(
          "UPDATE users SET password_hash = ?3 WHERE id = ?1 AND password_hash = ?2",
          [stored.user.id, stored.hash, hash])
      }
    }
    return stored.user
  }
}
