package import Credit
import Refusals
import SQLDatabase
import Sealing
import World

extension APIKeys {
  package static let keyNameLimit = 80

  /// Adds a key and tells its secret, `adk_…`, this once. The name is its own for ever: the log
  /// knows a key by it.
  ///
  /// - Parameters:
  ///   - branches: what it is limited to; none is no limit.
  ///   - days: for so long it is good.
  ///   - wall: real time, by which keys end; the product's own clock where left out.
  package func addAPIKey(
    name: String, role: Role, branches: [ID<Branch>] = [], days: Int = APIKey.usualDays,
    actor: Actor, at wall: Instant? = nil
  ) async throws -> (key: APIKey, secret: String) {
    var faults = FaultList()
    if name.allSatisfy(\.isWhitespace) || name.unicodeScalars.count > Self.keyNameLimit {
      faults.add(
        "/name", "name-invalid",
        "Dê à chave um nome de até \(Self.keyNameLimit) letras, por exemplo ERP.")
    }
    if !APIKey.days.contains(days) {
      faults.add(
        "/days", "out-of-range",
        "A validade vai de \(APIKey.days.lowerBound) a \(APIKey.days.upperBound) dias.")
    }
    try faults.throwIfAny()
    let secret = SecretHash.generate(prefix: APIKey.secretPrefix, random: world.random)
    let hash = SecretHash.hash(of: secret)
    let now = world.clock.now()
    let end = (wall ?? now).adding(seconds: days * 86_400)
    let key = try await database.write { transaction in
      let taken = try transaction.first(
        "SELECT 1 FROM api_keys WHERE name = ?1", [name], { _ in true })
      guard taken == nil else {
        throw Refusal.invalid([
          Refusal.Fault(
            pointer: "/name", code: "name-taken",
            detail: "Já houve uma chave com este nome; o registro de acessos a conhece por ele. "
              + "Escolha outro.")
        ])
      }
      let key = APIKey(
        id: ID(try transaction.nextIdentifier()), name: name, role: role, createdAt: now,
        revokedAt: nil, lastUsedAt: nil, expiresAt: end,
        limit: try Users.limit(to: branches, in: transaction))
      try transaction.execute(
        APIKeyRows.adding.sql,
        [key.id, name, role.rawValue, hash, now, end, key.limit?.stored ?? ""])
      try office.accessRecords.logAccess(
        actor, "api-key.added", subject: key.id.description, in: transaction)
      return key
    }
    return (key, secret)
  }
}
