import Credit
import Logging
import SQLDatabase
import Work
import World

extension Outbox {
  static let laneName = "transmissions"

  /// Over `t`: nothing of the same listing is to go first, and it was not set aside. What was set
  /// aside holds up nothing behind it.
  static let isFree = """
    NOT EXISTS (SELECT 1 FROM transmissions b WHERE b.id = t.behind_id
      AND b.state IN ('waiting', 'claimed') AND NOT EXISTS (SELECT 1 FROM work_items w
        WHERE w.lane = 'transmissions' AND w.row_id = b.id AND w.failed_at IS NOT NULL))
    AND NOT EXISTS (SELECT 1 FROM work_items w
      WHERE w.lane = 'transmissions' AND w.row_id = t.id AND w.failed_at IS NOT NULL)
    """

  /// Whether something is due that goes before what lists.
  static func hasUrgent(at now: Instant, in transaction: Transaction) throws -> Bool {
    try transaction.first(
      """
      SELECT 1 FROM transmissions t JOIN integrations i ON i.id = t.integration_id
      WHERE t.state = 'waiting' AND t.priority = 0 AND t.next_attempt_at <= ?1
        AND i.credentials_refused_at IS NULL AND \(isFree)
      LIMIT 1
      """, [now]
    ) { _ in true } ?? false
  }
}

extension Transmissions {
  /// How often a message is tried that fails here, not at the bureau. What the bureau answers, or
  /// that it does not answer, never counts.
  private static let transmissionPolicy = RetryPolicy(
    attempts: 12, firstSeconds: 5, longestSeconds: 900)

  /// Messages to the bureaus. The rows themselves keep their claims.
  var transmissionLane: Lane {
    Lane(
      name: Outbox.laneName,
      rows: LaneRows(
        table: "transmissions", condition: "r.state = 'waiting'", due: .at("r.next_attempt_at"),
        order: "r.priority, r.next_attempt_at, r.id", running: "r.state = 'claimed'"),
      policy: Self.transmissionPolicy,
      subject: { "mensagem \($0)" }, sentence: WorkQueues.workSentence,
      onRetry: { id, now, transaction in
        try transaction.execute(
          """
          UPDATE transmissions SET next_attempt_at = ?2 WHERE id = ?1 AND state = 'waiting'
          """, [id, now])
      },
      onDiscard: { id, note, now, transaction in
        try transaction.execute(
          """
          UPDATE transmissions SET state = 'withdrawn', finished_at = ?2, last_problem = ?3
          WHERE id = ?1 AND state = 'waiting'
          """, [id, now, note])
      })
  }

  /// A failure that is the message's own: it comes again later, or is set aside.
  func count(_ error: any Error, of transmission: Transmission) async throws {
    let text = WorkQueues.workSentence(error)
    let lane = transmissionLane
    let now = world.clock.now()
    try await database.write { transaction in
      guard try Outbox.renew(transmission, at: now, in: transaction) else { return }
      let pause = try lane.countFailure(
        of: transmission.id, error: text, at: now, in: transaction)
      try Outbox.postpone(
        transmission, mustAsk: true, problem: text, seconds: pause ?? 0, at: now,
        in: transaction)
    }
  }

  /// Nothing can ever be sent of it: it is set aside with its reason.
  func setAside(_ transmission: Transmission, _ problem: String) async throws {
    let lane = transmissionLane
    let now = world.clock.now()
    try await database.write { transaction in
      guard try Outbox.renew(transmission, at: now, in: transaction) else { return }
      try lane.setAside(transmission.id, error: problem, at: now, in: transaction)
      try Outbox.postpone(
        transmission, mustAsk: transmission.mustAsk, problem: problem, seconds: 0, at: now,
        in: transaction)
    }
    world.logger.error(
      "a row of work was set aside",
      metadata: [
        "lane": "\(Outbox.laneName)", "row": "\(transmission.id)", "error": "\(problem)",
      ])
  }
}
