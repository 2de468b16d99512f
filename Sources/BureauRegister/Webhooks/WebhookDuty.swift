import Credit
import Logging
import SQLDatabase
import Sealing
package import Webhooks
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

  package let delivery: WebhookDelivery
  package let outcome: Outcome

  /// Of the answer; nil where none came.
  package var status: Int? {
    guard case .replied(let reply) = outcome else { return nil }
    return reply.status
  }

  package var problem: String? {
    switch outcome {
    case .replied(let reply) where reply.isDelivered: nil
    case .replied(.answered(let status, _)): "HTTP \(status)"
    case .replied(.failed(let failure)): failure.code
    case .lost: "simulated-loss"
    case .delayed: nil
    }
  }

  /// What becomes of the message; nil where it never went out.
  func verdict(after attempts: Int) -> WebhookVerdict? {
    guard case .replied(let reply) = outcome else { return nil }
    return WebhookSchedule.verdict(on: reply, afterAttempts: attempts)
  }
}

/// Delivers what is due: the messages of one record one after the other to each endpoint, so that
/// they arrive in their order; those of other records and to other endpoints beside them, so that
/// a slow one holds up few.
package struct WebhookDuty: Duty {
  package let name = "webhooks"
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

  package let register: Register
  package let sender: any WebhookSender

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
    let message: WebhookMessage
    do {
      message = try sign(delivery, at: now)
    } catch {
      // Another key sealed it, or the row was damaged: this endpoint's matter alone.
      register.world.logger.error(
        "a webhook's secret cannot be opened", metadata: ["endpoint": "\(delivery.endpoint)"])
      return .replied(.failed(.unreadableSecret))
    }
    let reply = await sender.send(message)
    if fate.isDoubled { _ = await sender.send(message) }
    return .replied(reply)
  }

  private func sign(_ delivery: WebhookDelivery, at now: Instant) throws -> WebhookMessage {
    let sealed = [delivery.sealedSecret] + (delivery.sealedPrevious.map { [$0] } ?? [])
    let secrets = try sealed.map {
      try register.sealer.openText($0, place: Register.webhookSecretPlace(delivery.endpoint))
    }
    return try WebhookMessage(
      url: delivery.url, id: delivery.messageID, body: delivery.body, secrets: secrets, at: now)
  }
}
