package import Credit
import Refusals
import SQLDatabase
import Sealing
import World

extension SecondFactors {
  package func secondFactor(of user: ID<User>) async throws -> SecondFactor.Standing {
    try await database.read { transaction in
      guard let stored = try SecondFactorRows.find(user, sealer: sealer, in: transaction) else {
        return .none
      }
      guard let since = stored.confirmedAt else {
        return .begun(secret: Base32.encode(stored.secret))
      }
      let left = try transaction.first(
        "SELECT count(*) FROM recovery_codes WHERE user_id = ?1", [user]
      ) { Int(try $0.integer(0)) }
      return .active(since: since, recoveryCodes: left ?? 0)
    }
  }

  /// Makes a secret for a person's authenticator. It counts for nothing until a code of it came
  /// back. 409 `second-factor-active` where one is in use.
  ///
  /// - Parameter now: real time, as for all that belongs to logins.
  package func beginSecondFactor(
    of user: ID<User>, actor: Actor, at now: Instant
  ) async throws {
    let secret = world.random.bytes(TimeCode.secretByteCount)
    let sealed = sealer.seal(secret, place: SecondFactor.place(user))
    try await database.write { transaction in
      guard try UserRows.find(user, in: transaction) != nil else {
        throw Refusal.notFound("Usuário")
      }
      let changed = try transaction.execute(
        """
        INSERT INTO second_factors (user_id, secret_sealed, created_at, confirmed_at, last_step)
        VALUES (?1, ?2, ?3, NULL, 0)
        ON CONFLICT (user_id) DO UPDATE SET secret_sealed = excluded.secret_sealed,
          created_at = excluded.created_at, last_step = 0
        WHERE second_factors.confirmed_at IS NULL
        """, [user, sealed, now])
      guard changed == 1 else { throw Self.secondFactorActive }
      try office.accessRecords.logAccess(
        actor, "user.second-factor-begun", subject: user.description, in: transaction)
    }
  }

  /// Takes a person's authenticator into use by a code that it shows; tells the recovery codes
  /// this once. Throws 422 `wrong-code`, and 409 where nothing was begun or one is in use.
  package func confirmSecondFactor(
    of user: ID<User>, code: String, actor: Actor, at now: Instant
  ) async throws -> [String] {
    let codes = (0..<SecondFactor.recoveryCodeCount).map { _ in
      Base32.encode(world.random.bytes(SecondFactor.recoveryByteCount))
    }
    let step = TimeCode.step(at: now)
    try await database.write { transaction in
      guard let stored = try SecondFactorRows.find(user, sealer: sealer, in: transaction) else {
        throw Refusal.conflict(
          code: "second-factor-not-begun", "Comece de novo: não há segundo fator a confirmar.")
      }
      guard stored.confirmedAt == nil else { throw Self.secondFactorActive }
      guard
        let matched = TimeCode.matchedStep(
          SecondFactor.plain(code), secret: stored.secret, at: step),
        try SecondFactorRows.spend(step: matched, of: user, in: transaction)
      else { throw Self.wrongCodeOfFactor }
      try transaction.execute(
        "UPDATE second_factors SET confirmed_at = ?2 WHERE user_id = ?1", [user, now])
      try transaction.execute("DELETE FROM recovery_codes WHERE user_id = ?1", [user])
      for code in codes {
        try transaction.execute(
          "INSERT INTO recovery_codes (user_id, secret_hash) VALUES (?1, ?2)",
          [user, SecretHash.hash(of: code)])
      }
      try office.accessRecords.logAccess(
        actor, "user.second-factor-set", subject: user.description, in: transaction)
    }
    return codes.map(Self.grouped)
  }

  /// Takes a person's second factor away, with the codes on paper and all sessions: the own one,
  /// or that of somebody whose telephone is lost, by an administrator. A second time changes
  /// nothing. 409 `second-factor-required` for the own one where the house requires one.
  package func removeSecondFactor(
    of user: ID<User>, isOwn: Bool, actor: Actor, at now: Instant
  ) async throws {
    try await database.write { transaction in
      guard try UserRows.find(user, in: transaction) != nil else {
        throw Refusal.notFound("Usuário")
      }
      if isOwn, try ParametersRow.read(in: transaction).requiresSecondFactor {
        throw Refusal.conflict(
          code: "second-factor-required",
          "Esta casa exige o segundo fator de todos; só um administrador retira o de alguém.")
      }
      guard try SecondFactorRows.remove(of: user, in: transaction) else { return }
      try SessionRows.endAll(of: user, at: now, in: transaction)
      try office.accessRecords.logAccess(
        actor, "user.second-factor-removed", subject: user.description, in: transaction)
    }
  }

  /// Four letters each: easier to copy.
  private static func grouped(_ code: String) -> String {
    let letters = Array(code)
    return stride(from: 0, to: letters.count, by: 4).map { start in
      String(letters[start..<min(start + 4, letters.count)])
    }.joined(separator: "-")
  }

  private static let secondFactorActive = Refusal(
    .conflict, code: "second-factor-active",
    detail: "O segundo fator já está em uso; retire-o antes de cadastrar outro aparelho.")

  private static let wrongCodeOfFactor = Refusal.invalid([
    .init(
      pointer: "/code", code: "wrong-code",
      detail: "O código não confere. Confira o relógio do aparelho e digite o código da vez.")
  ])
}
