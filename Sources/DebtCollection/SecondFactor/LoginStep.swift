package import Credit
import SQLDatabase
import Sealing
import World

/// What a code after the password came to.
package enum LoginStepOutcome: Hashable, Sendable {
  case passed(User)
  case wrong
  /// The time for the code is over, or there were too many wrong ones: the password is asked for
  /// again.
  case over
}

extension SecondFactors {
  /// Begins the second step of a login for a person whose password was right; tells the secret of
  /// the step. Nil where the person has no second factor: the password is enough.
  package func beginLoginStep(of user: ID<User>, at now: Instant) async throws -> String? {
    let secret = SecretHash.generate(prefix: "", random: world.random)
    return try await database.write { transaction in
      let factor = try SecondFactorRows.find(user, sealer: sealer, in: transaction)
      guard factor?.confirmedAt != nil else { return nil }
      try transaction.execute(
        "DELETE FROM login_steps WHERE begun_at <= ?1",
        [now.adding(seconds: -SecondFactor.stepSeconds)])
      try transaction.execute(
        "INSERT INTO login_steps (secret_hash, user_id, begun_at, tries) VALUES (?1, ?2, ?3, 0)",
        [SecretHash.hash(of: secret), user, now])
      return secret
    }
  }

  /// Whose login a step belongs to; nil where it is over.
  package func loginStep(secret: String, at now: Instant) async throws -> User? {
    try await database.read { try loginStep(secret, at: now, in: $0) }
  }

  /// Ends a login by a code of the authenticator or one on paper, and spends it.
  package func finishLogin(
    secret: String, code: String, at now: Instant
  ) async throws -> LoginStepOutcome {
    let hash = SecretHash.hash(of: secret)
    let typed = SecondFactor.plain(code)
    let step = TimeCode.step(at: now)
    return try await database.write { transaction in
      // Takes the step first: two tries at once are two tries.
      let taken = try transaction.execute(
        "UPDATE login_steps SET tries = tries + 1 WHERE secret_hash = ?1 AND tries < ?2",
        [hash, SecondFactor.stepTries])
      guard taken == 1, let user = try loginStep(secret, at: now, in: transaction),
        let factor = try SecondFactorRows.find(user.id, sealer: sealer, in: transaction),
        factor.confirmedAt != nil
      else { return .over }
      let isRight: Bool
      if let matched = TimeCode.matchedStep(typed, secret: factor.secret, at: step) {
        isRight = try SecondFactorRows.spend(step: matched, of: user.id, in: transaction)
      } else {
        isRight = try SecondFactorRows.spend(
          recoveryCode: typed, of: user.id, in: transaction)
        if isRight {
          try office.accessRecords.logAccess(
            user.actor, "user.recovery-code-used", subject: user.id.description, in: transaction)
        }
      }
      guard isRight else { return .wrong }
      try transaction.execute("DELETE FROM login_steps WHERE secret_hash = ?1", [hash])
      return .passed(user)
    }
  }

  private func loginStep(
    _ secret: String, at now: Instant, in transaction: Transaction
  ) throws -> User? {
    let user = try transaction.first(
      "SELECT user_id FROM login_steps WHERE secret_hash = ?1 AND begun_at > ?2",
      [SecretHash.hash(of: secret), now.adding(seconds: -SecondFactor.stepSeconds)]
    ) { ID<User>(try $0.integer(0)) }
    guard let user, let found = try UserRows.find(user, in: transaction), found.isActive else {
      return nil
    }
    return found
  }
}
