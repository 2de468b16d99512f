package import Credit
package import JSONText
import SQLDatabase
import Webhooks
import World

/// A message that is due to go out.
struct WebhookDelivery: Sendable {
  package let id: Int64
  package let endpoint: ID<WebhookEndpoint>
  /// What it tells of.
  package let record: ID<ListedRecord>
  package let url: String
  let sealedSecret: [UInt8]
  /// The secret from before the last rotation, while it still signs too.
  let sealedPrevious: [UInt8]?
  package let attempts: Int
  /// Whether the plan has put it off once already.
  let isDelayed: Bool
  let messageID: String
  package let body: [UInt8]
}

extension Register {
  /// Bytes of a message at the most (Standard Webhooks: under 20 kB).
  static let messageByteLimit = 20_000

  /// Queues a happening for every endpoint that wants it.
  func queueDeliveries(
    of happening: Int64, type: String, participant: ID<Participant>, at now: Instant,
    in transaction: Transaction
  ) throws {
    let endpoints = try transaction.query(
      """
      SELECT id, events FROM webhook_endpoints
      WHERE participant_id = ?1 AND deleted_at IS NULL AND disabled_at IS NULL
      """, [participant.number]
    ) { (id: try $0.integer(0), events: try $0.text(1)) }
    for endpoint in endpoints where WebhookEvents.wants(endpoint.events, type) {
      try transaction.execute(
        """
        INSERT INTO deliveries (id, endpoint_id, happening_id, state, attempts, next_attempt_at)
        VALUES (?1, ?2, ?3, 'waiting', 0, ?4)
        """, [try transaction.nextIdentifier(), endpoint.id, happening, now.microseconds])
    }
  }

  /// How long a message that was taken is nobody else's: longer than its lane takes.
  static let deliveryLeaseSeconds = 600

  /// Takes the messages that are due, each for as long as the lease: another process that looks at
  /// the same time finds their next attempt moved.
  func takeDeliveries(at now: Instant, limit: Int) async throws -> [WebhookDelivery] {
    let lease = now.adding(seconds: Self.deliveryLeaseSeconds).microseconds
    return try await database.write(.claims) { transaction in
      let due = try dueDeliveries(at: now, limit: limit, in: transaction)
      try transaction.executeMany(
        "UPDATE deliveries SET next_attempt_at = ?2 WHERE id = ?1",
        due.map { [.integer($0.id), .integer(lease)] })
      return due
    }
  }

  private func dueDeliveries(
    at now: Instant, limit: Int, in transaction: Transaction
  ) throws -> [WebhookDelivery] {
    let lock = transaction.engine == .postgres ? " FOR UPDATE OF d SKIP LOCKED" : ""
    return try transaction.query(
      """
      SELECT d.id, d.endpoint_id, e.url, e.secret, d.attempts, h.id, h.type, h.at, h.body,
        e.previous_secret, e.previous_until_at, d.is_delayed, h.record_id
      FROM deliveries d
      JOIN webhook_endpoints e ON e.id = d.endpoint_id
      JOIN happenings h ON h.id = d.happening_id
      WHERE d.state = 'waiting' AND d.next_attempt_at <= ?1
      ORDER BY d.next_attempt_at, d.id LIMIT ?2\(lock)
      """, [now.microseconds, limit]
    ) { row in
      let previousUntil = try row.optionalTime(10)
      return WebhookDelivery(
        id: try row.integer(0), endpoint: ID(try row.integer(1)),
        record: ID(try row.integer(12)), url: try row.text(2),
        sealedSecret: try row.bytes(3),
        sealedPrevious: previousUntil.map({ now < $0 }) ?? false ? try row.bytes(9) : nil,
        attempts: Int(try row.integer(4)), isDelayed: try row.bool(11),
        messageID: ID<RecordHappening>(try row.integer(5)).description,
        body: Self.message(
          type: try row.text(6), at: try row.time(7), data: try JSON.parse(try row.text(8))))
    }
  }

  /// The body of a message. A record that would be too long is told by its name and version: the
  /// receiver asks for the rest.
  package static func message(type: String, at: Instant, data: JSON) -> [UInt8] {
    func bytes(_ data: JSON) -> [UInt8] {
      JSON.object([
        .init("type", .string(type)), .init("timestamp", .string(at.description)),
        .init("data", data),
      ]).bytes
    }
    let whole = bytes(data)
    guard whole.count >= messageByteLimit else { return whole }
    let kept = ["id", "reference", "state", "version"].map { JSON.Member($0, data[$0] ?? .null) }
    return bytes(.object(kept + [.init("truncated", true)]))
  }

  /// Writes down what came of a round of messages.
  func finish(_ results: [WebhookResult], at now: Instant) async throws {
    try await database.write { transaction in
      for result in results { try finish(result, at: now, in: transaction) }
    }
  }

  private func finish(
    _ result: WebhookResult, at now: Instant, in transaction: Transaction
  ) throws {
    let delivery = result.delivery
    if case .delayed(let seconds) = result.outcome {
      try transaction.execute(
        "UPDATE deliveries SET is_delayed = 1, next_attempt_at = ?2 WHERE id = ?1",
        [delivery.id, now.adding(seconds: seconds).microseconds])
      return
    }
    let attempts = delivery.attempts + 1
    let verdict = result.verdict(after: attempts)
    var state = "waiting"
    var next = now
    switch verdict {
    case .delivered: state = "delivered"
    case .givenUp, .gone: state = "failed"
    case .again(let seconds): next = now.adding(seconds: seconds)
    case nil: state = "lost"
    }
    try transaction.execute(
      """
      UPDATE deliveries SET state = ?2, attempts = ?3, next_attempt_at = ?4, last_problem = ?5,
        finished_at = ?6
      WHERE id = ?1 AND state = 'waiting' AND attempts = ?7
      """,
      [
        delivery.id, state, attempts, next.microseconds, result.problem,
        state == "waiting" ? SQLValue.null : .integer(now.microseconds), delivery.attempts,
      ])
    try transaction.execute(
      """
      INSERT INTO delivery_attempts (delivery_id, attempt, at, status, problem)
      VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING
      """,
      [delivery.id, attempts, now.microseconds, result.status, result.problem])
    if verdict == .gone {
      try transaction.execute(
        "UPDATE webhook_endpoints SET disabled_at = ?2 WHERE id = ?1",
        [delivery.endpoint.number, now.microseconds])
      try stopDeliveries(to: delivery.endpoint, at: now, in: transaction)
    }
  }

  static func webhookSecretPlace(_ id: ID<WebhookEndpoint>) -> String {
    "webhook_endpoints.secret/\(id)"
  }
}
