import DebtCollection
import Sealing
import World

/// First passwords.
enum Passwords {
  /// Adds a user with a password that is shown once.
  static func add(
    email: String, role: Role, office: Office
  ) async throws -> (user: User, password: String) {
    let hasher = PasswordHasher(random: office.world.random)
    let password = Base64URL.encode(office.world.random.bytes(15))
    let user = try await office.users.addUser(
      email: email, name: email, role: role, password: password, hasher: hasher,
      actor: .commandLine)
    return (user, password)
  }
}
