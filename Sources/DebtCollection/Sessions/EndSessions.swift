package import Credit
import Refusals
import SQLDatabase

extension Sessions {
  /// Sessions that a list shows at the most.
  static let sessionsShown = 100

  /// The sessions of a person that are alive, the last seen first.
  package func sessions(of user: ID<User>, at now: Instant) async throws -> [Session] {
    let rows = try await database.read { transaction in
      try transaction.query(
        """
        SELECT \(SessionRows.columns) FROM sessions s
        WHERE s.user_id = ?1 AND s.ended_at IS NULL ORDER BY s.seen_at DESC, s.id DESC
        LIMIT \(Self.sessionsShown)
        """, [user], SessionRows.decode)
    }
    return rows.filter { $0.isAlive(at: now) }
  }

  /// From where a person logged in last, at the most `sessionsShown` times; nil stands for this
  /// machine. None for an address that nobody has.
  package func loginAddresses(of email: String) async throws -> [String?] {
    try await database.read { transaction in
      try transaction.query(
        """
        SELECT s.address FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE u.email = ?1 ORDER BY s.id DESC LIMIT \(Self.sessionsShown)
        """, [email]
      ) { try $0.optionalText(0) }
    }
  }

  /// Ends one session of a person; a second time changes nothing. Another person's is not found.
  package func endSession(
    _ id: ID<Session>, of user: ID<User>, actor: Actor, at now: Instant
  ) async throws {
    try await database.write { transaction in
      let found = try transaction.first(
        "SELECT ended_at FROM sessions WHERE id = ?1 AND user_id = ?2", [id, user]
      ) { (ended: try $0.optionalInstant(0), found: true) }
      guard let found else { throw Refusal.notFound("Sessão") }
      guard found.ended == nil else { return }
      try transaction.execute("UPDATE sessions SET ended_at = ?2 WHERE id = ?1", [id, now])
      try office.accessRecords.logAccess(
        actor, "session.ended", subject: id.description, in: transaction)
    }
  }

  /// Ends all sessions of a person but one: after a change of the password, or at a suspicion.
  package func endSessions(
    of user: ID<User>, besides kept: ID<Session>?, actor: Actor, at now: Instant
  ) async throws {
    try await database.write { transaction in
      let ended = try transaction.execute(
        "UPDATE sessions SET ended_at = ?2 WHERE user_id = ?1 AND ended_at IS NULL AND id <> ?3",
        [user, now, kept ?? ID<Session>(0)])
      guard ended > 0 else { return }
      try office.accessRecords.logAccess(
        actor, "session.all-ended", subject: user.description, in: transaction)
    }
  }
}
