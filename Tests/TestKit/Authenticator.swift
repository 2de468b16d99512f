package import Credit
import SQLDatabase
import Sealing

@testable package import DebtCollection

extension Office {
  /// What the authenticator of a person shows.
  package func authenticatorCode(of user: ID<User>, at now: Instant) async throws -> String {
    let stored = try await database.read { transaction in
      try SecondFactorRows.find(user, sealer: sealer, in: transaction)?.secret
    }
    return TimeCode.code(secret: stored ?? [], step: TimeCode.step(at: now))
  }
}
