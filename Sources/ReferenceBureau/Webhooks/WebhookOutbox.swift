import Credit
import JSONText
import SQLDatabase
import Sealing
import World

/// A message that is due to go out.
struct WebhookDelivery: Sendable {
  let id: Int64
  let endpoint: ID<WebhookEndpoint>
  let url: String
  let sealedSecret: [UInt8]
  let attempts: Int
  let messageID: String
  let body: String
}

/// Sends one message; the composition gives the HTTP client.
package protocol WebhookSender: Sendable {
  /// The status of the answer; nil where none came.
  func send(url: String, headers: [(String, String)], body: String) async -> Int?
}

extension Register {
  /// Seconds before each try (Standard Webhooks 1.0); after the last the message is given up.
  static let webhookRetrySeconds = [
    0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
  ]

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
    for endpoint in endpoints {
      let wanted = endpoint.events.split(separator: " ")
      guard wanted.isEmpty || wanted.contains(where: { $0 == type }) else { continue }
      try transaction.execute(
        """
        INSERT INTO deliveries (id, endpoint_id, happening_id, state, attempts, next_attempt_at)
        VALUES (?1, ?2, ?3, 'waiting', 0, ?4)
        """, [try transaction.nextIdentifier(), endpoint.id, happening, now.microseconds])
    }
  }

  func dueDeliveries(at now: Instant, limit: Int) async throws -> [WebhookDelivery] {
    try await database.read { transaction in
      try transaction.query(
        """
        SELECT d.id, d.endpoint_id, e.url, e.secret, d.attempts, h.id, h.type, h.at, h.body
        FROM deliveries d
        JOIN webhook_endpoints e ON e.id = d.endpoint_id
        JOIN happenings h ON h.id = d.happening_id
        WHERE d.state = 'waiting' AND d.next_attempt_at <= ?1
        ORDER BY d.next_attempt_at, d.id LIMIT ?2
        """, [now.microseconds, limit]
      ) { row in
        let data = try JSON.parse(try row.text(8))
        let message: JSON = [
          "type": .string(try row.text(6)),
          "timestamp": .string(try row.time(7).description), "data": data,
        ]
        return WebhookDelivery(
          id: try row.integer(0), endpoint: ID(try row.integer(1)), url: try row.text(2),
          sealedSecret: try row.bytes(3), attempts: Int(try row.integer(4)),
          messageID: ID<RecordHappening>(try row.integer(5)).description, body: message.text)
      }
    }
  }

  func finish(
    _ delivery: WebhookDelivery, status: Int?, lost: Bool, at now: Instant
  ) async throws {
    let attempts = delivery.attempts + 1
    let delivered = status.map { (200..<300).contains($0) } ?? false
    let isGone = status == 410
    let givenUp = attempts >= Self.webhookRetrySeconds.count || isGone
    let state = lost ? "lost" : delivered ? "delivered" : givenUp ? "failed" : "waiting"
    let next = now.adding(
      seconds: Self.webhookRetrySeconds[min(attempts, Self.webhookRetrySeconds.count - 1)])
    let problem = delivered || lost ? nil : status.map { "HTTP \($0)" } ?? "sem resposta"
    try await database.write { transaction in
      try transaction.execute(
        """
        UPDATE deliveries SET state = ?2, attempts = ?3, next_attempt_at = ?4, last_problem = ?5,
          finished_at = ?6
        WHERE id = ?1 AND state = 'waiting'
        """,
        [
          delivery.id, state, attempts, next.microseconds, problem,
          state == "waiting" ? SQLValue.null : .integer(now.microseconds),
        ])
      if isGone {
        try transaction.execute(
          "UPDATE webhook_endpoints SET disabled_at = ?2 WHERE id = ?1",
          [delivery.endpoint.number, now.microseconds])
      }
    }
  }

  static func webhookSecretPlace(_ id: ID<WebhookEndpoint>) -> String {
    "webhook_endpoints.secret/\(id)"
  }
}

/// Delivers what is due; the faults of the plan double or lose messages here.
struct WebhookDuty: Duty {
  let name = "webhooks"
  static let batch = 50

  let register: Register
  let sender: any WebhookSender

  func nextDue() async throws -> Instant? {
    try await register.database.read { transaction in
      try transaction.first(
        "SELECT MIN(next_attempt_at) FROM deliveries WHERE state = 'waiting'"
      ) { try $0.optionalTime(0) } ?? nil
    }
  }

  func runDue() async throws -> Bool {
    let now = register.world.clock.now()
    let due = try await register.dueDeliveries(at: now, limit: Self.batch)
    for delivery in due { try await deliver(delivery, at: now) }
    return !due.isEmpty
  }

  private func deliver(_ delivery: WebhookDelivery, at now: Instant) async throws {
    if register.faults.strikes(\.webhookLossPercent) {
      return try await register.finish(delivery, status: nil, lost: true, at: now)
    }
    let secret = try register.sealer.openText(
      delivery.sealedSecret, place: Register.webhookSecretPlace(delivery.endpoint))
    let timestamp = now.unixSeconds
    let signature = try WebhookSignature.sign(
      id: delivery.messageID, timestamp: timestamp, body: Array(delivery.body.utf8),
      secret: secret)
    let headers = [
      ("content-type", "application/json"), ("webhook-id", delivery.messageID),
      ("webhook-timestamp", String(timestamp)), ("webhook-signature", signature),
    ]
    let status = await sender.send(url: delivery.url, headers: headers, body: delivery.body)
    if register.faults.strikes(\.webhookDuplicatePercent) {
      _ = await sender.send(url: delivery.url, headers: headers, body: delivery.body)
    }
    try await register.finish(delivery, status: status, lost: false, at: now)
  }
}
