package import Credit
package import JSONText
import SQLDatabase
import Webhooks
import World

/// A message that is due to go out.
struct WebhookDelivery: Sendable {
  let id: Int64
  let endpoint: ID<WebhookEndpoint>
  /// What it tells of.
  let record: ID<ListedRecord>
  let url: String
  let sealedSecret: [UInt8]
  /// The secret from before the last rotation, while it still signs too.
  let sealedPrevious: [UInt8]?
  let attempts: Int
  /// Until when it is ours; names the claim too.
  let claimedUntil: Instant
  /// Whether the plan has put it off once already.
  let isDelayed: Bool
  let messageID: String
  let type: String
  let at: Instant
  /// The record as it is stored: read when it is sent, so that one that cannot be read holds up no
  /// other.
  let data: String
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

  /// Writes down what came of a message. One whose claim was lost moves nothing. *Gone* is said of
  /// the address that was called: where the participant has changed it meanwhile, the message goes
  /// to the new one.
  func finish(_ result: WebhookResult) async throws {
    let now = world.clock.now()
    try await database.write { try finish(result, at: now, in: $0) }
  }

  private func finish(
    _ result: WebhookResult, at now: Instant, in transaction: Transaction
  ) throws {
    let delivery = result.delivery
    if case .delayed(let seconds) = result.outcome {
      try transaction.execute(
        """
        UPDATE deliveries SET is_delayed = 1, next_attempt_at = ?2, claimed_until_at = NULL
        WHERE id = ?1 AND state = 'waiting' AND claimed_until_at = ?3
        """,
        [
          delivery.id, now.adding(seconds: seconds).microseconds,
          delivery.claimedUntil.microseconds,
        ])
      return
    }
    let attempts = delivery.attempts + 1
    var verdict = result.verdict(after: attempts)
    if verdict == .gone, try url(of: delivery.endpoint, in: transaction) != delivery.url {
      verdict = .again(afterSeconds: 0)
    }
    var state = "waiting"
    var next = now
    switch verdict {
    case .delivered: state = "delivered"
    case .givenUp, .gone: state = "failed"
    case .again(let seconds): next = now.adding(seconds: seconds)
    case nil: state = "lost"
    }
    let isOurs = try transaction.execute(
      """
      UPDATE deliveries SET state = ?2, attempts = ?3, next_attempt_at = ?4, last_problem = ?5,
        finished_at = ?6, claimed_until_at = NULL
      WHERE id = ?1 AND state = 'waiting' AND attempts = ?7 AND claimed_until_at = ?8
      """,
      [
        delivery.id, state, attempts, next.microseconds, result.problem,
        state == "waiting" ? SQLValue.null : .integer(now.microseconds), delivery.attempts,
        delivery.claimedUntil.microseconds,
      ])
    guard isOurs == 1 else { return }
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

  private func url(
    of endpoint: ID<WebhookEndpoint>, in transaction: Transaction
  ) throws -> String? {
    try transaction.first(
      "SELECT url FROM webhook_endpoints WHERE id = ?1", [endpoint.number]
    ) { try $0.text(0) }
  }

  static func webhookSecretPlace(_ id: ID<WebhookEndpoint>) -> String {
    "webhook_endpoints.secret/\(id)"
  }
}
