package import Credit
import SQLDatabase
import Sealing
import World

/// A session that a request belongs to, with its person and what every page needs to know.
package struct OpenSession: Sendable {
  package let session: Session
  package let user: User
  /// The switch of the house: "Utiliza integração com análise de crédito".
  package let usesCreditAnalysis: Bool
  /// Whether the house requires a second factor and the person has none yet: nothing opens but
  /// the page where one is set up.
  package let mustSetSecondFactor: Bool
  /// Whether any integration of the house is in production. Until then nothing is real, and every
  /// page says so.
  package let isInProduction: Bool
}

extension Sessions {
  /// Letters of a browser's own name that are kept.
  static let agentLimit = 200

  /// Begins a session for a person who has just proved who he is; tells its secret this once.
  ///
  /// Sessions live by the time of the people, not by the clock of the rehearsal: `now` is real
  /// time even where the product's clock is virtual.
  ///
  /// - Parameter before: the secret of the session that the same browser had, whose ever it was: it
  ///   ends.
  package func beginSession(
    of user: User, after before: String? = nil, address: String?, agent: String?,
    at now: Instant
  ) async throws -> (session: Session, secret: String) {
    let secret = SecretHash.generate(prefix: "", random: world.random)
    let hash = SecretHash.hash(of: secret)
    let shown = agent.map { String($0.unicodeScalars.prefix(Self.agentLimit)) }
    let session = try await database.write { transaction in
      if let before {
        try transaction.execute(
          "UPDATE sessions SET ended_at = ?2 WHERE secret_hash = ?1 AND ended_at IS NULL",
          [SecretHash.hash(of: before), now])
      }
      let session = Session(
        id: ID(try transaction.nextIdentifier()), user: user.id, createdAt: now, seenAt: now,
        endedAt: nil, address: address, agent: shown)
      try transaction.execute(
        SessionRows.adding.sql,
        [session.id, user.id, hash, now, now, session.address, session.agent])
      try office.accessRecords.logAccess(
        user.actor, "session.begun", subject: session.id.description, in: transaction)
      return session
    }
    return (session, secret)
  }

  /// The session of a secret; nil where it is over or its person may not log in any more. Writes
  /// down now and then that it was seen.
  package func openSession(secret: String, at now: Instant) async throws -> OpenSession? {
    let hash = SecretHash.hash(of: secret)
    let found = try await database.read { transaction in
      try transaction.first(
        """
        SELECT \(SessionRows.columns), \(UserRows.table.list(of: "u")),
          p.uses_credit_analysis, p.requires_second_factor,
          (SELECT f.confirmed_at FROM second_factors f WHERE f.user_id = u.id),
          (SELECT COUNT(*) FROM integrations i WHERE i.environment = 'production')
        FROM sessions s JOIN users u ON u.id = s.user_id CROSS JOIN parameters p
        WHERE s.secret_hash = ?1
        """, [hash]
      ) { row in
        let userPlace = SessionRows.table.readCount
        let settings = userPlace + UserRows.table.readCount
        return OpenSession(
          session: try SessionRows.decode(row),
          user: try UserRows.decode(row, from: userPlace),
          usesCreditAnalysis: try row.bool(settings),
          mustSetSecondFactor: try row.bool(settings + 1) && row.isNull(settings + 2),
          isInProduction: try row.bool(settings + 3))
      }
    }
    guard let found, found.user.isActive, found.session.isAlive(at: now) else { return nil }
    if now >= found.session.seenAt.adding(seconds: Session.seenSeconds) {
      try await database.write { transaction in
        _ = try transaction.execute(
          "UPDATE sessions SET seen_at = ?2 WHERE id = ?1 AND ended_at IS NULL AND seen_at < ?2",
          [found.session.id, now])
      }
    }
    return found
  }
}
