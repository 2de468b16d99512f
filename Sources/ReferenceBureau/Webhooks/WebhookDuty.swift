import Credit
import Logging
import SQLDatabase
import Sealing
import World

/// A message and what came of it.
struct WebhookResult: Sendable {
  enum Outcome: Sendable {
    case replied(WebhookReply)
    /// The plan lost it.
    case lost
    /// The plan put it off, so that later ones overtake it.
    case delayed(seconds: Int)
  }

  let delivery: WebhookDelivery
  let outcome: Outcome

  /// Of the answer; nil where none came.
  var status: Int? {
    guard case .replied(.answered(let status, _)) = outcome else { return nil }
    return status
  }

  var problem: String? {
    switch outcome {
    case .replied(.answered(let status, _)): (200..<300).contains(status) ? nil : "HTTP \(status)"
    case .replied(.failed(let failure)): failure.rawValue
    case .lost: "simulated-loss"
    case .delayed: nil
    }
  }

  func state(after attempts: Int) -> String {
    if case .lost = outcome { return "lost" }
    if problem == nil { return "delivered" }
    return attempts >= Register.webhookRetrySeconds.count || status == 410 ? "failed" : "waiting"
  }

  /// The wait before the next try: the schedule's, or longer where the receiver asks for it.
  func waitSeconds(after attempts: Int) -> Int {
    let schedule = Register.webhookRetrySeconds
    let planned = schedule[min(attempts, schedule.count - 1)]
    guard case .replied(.answered(_, let asked?)) = outcome else { return planned }
    return max(planned, min(asked, Register.longestRetrySeconds))
  }
}

/// Delivers what is due: the messages of one record one after the other to each endpoint, so that
/// they arrive in their order; those of other records and to other endpoints beside them, so that
/// a slow one holds up few.
struct WebhookDuty: Duty {
  let name = "webhooks"
  static let batch = 200
  /// Messages on their way to one endpoint at once.
  static let lanes: Int64 = 8

  private struct Lane: Hashable {
    let endpoint: ID<WebhookEndpoint>
    let number: Int64

    init(_ delivery: WebhookDelivery) {
      endpoint = delivery.endpoint
      number = delivery.record.number % WebhookDuty.lanes
    }
  }

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
    guard let first = try await nextDue(), first <= register.world.clock.now() else {
      return false
    }
    let now = register.world.clock.now()
    let due = try await register.takeDeliveries(at: now, limit: Self.batch)
    guard !due.isEmpty else { return false }
    // Fates are drawn in the order of the messages, before anything runs side by side.
    let fated = due.map { (delivery: $0, fate: register.faults.fateOfMessage($0)) }
    let lanes = Dictionary(grouping: fated) { Lane($0.delivery) }
    let results = await withTaskGroup(of: [WebhookResult].self) { group in
      for messages in lanes.values {
        group.addTask {
          var results: [WebhookResult] = []
          for (delivery, fate) in messages {
            results.append(
              WebhookResult(
                delivery: delivery, outcome: await deliver(delivery, fate, at: now)))
          }
          return results
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    try await register.finish(results, at: now)
    return true
  }

  private func deliver(
    _ delivery: WebhookDelivery, _ fate: MessageFate, at now: Instant
  ) async -> WebhookResult.Outcome {
    if fate.isLost { return .lost }
    if let seconds = fate.delaySeconds { return .delayed(seconds: seconds) }
    let timestamp = now.unixSeconds
    let signatures: [String]
    do {
      signatures = try sign(delivery, timestamp: timestamp)
    } catch {
      // Another key sealed it, or the row was damaged: this endpoint's matter alone.
      register.world.logger.error(
        "a webhook's secret cannot be opened", metadata: ["endpoint": "\(delivery.endpoint)"])
      return .replied(.failed(.unreadableSecret))
    }
    let headers = [
      ("content-type", "application/json"), ("webhook-id", delivery.messageID),
      ("webhook-timestamp", String(timestamp)),
      ("webhook-signature", signatures.joined(separator: " ")),
    ]
    let reply = await sender.send(url: delivery.url, headers: headers, body: delivery.body)
    if fate.isDoubled {
      _ = await sender.send(url: delivery.url, headers: headers, body: delivery.body)
    }
    return .replied(reply)
  }

  private func sign(_ delivery: WebhookDelivery, timestamp: Int64) throws -> [String] {
    let secrets = [delivery.sealedSecret] + (delivery.sealedPrevious.map { [$0] } ?? [])
    return try secrets.map { sealed in
      try WebhookSignature.sign(
        id: delivery.messageID, timestamp: timestamp, body: Array(delivery.body.utf8),
        secret: try register.sealer.openText(
          sealed, place: Register.webhookSecretPlace(delivery.endpoint)))
    }
  }
}
