import Credit
import JSONText
import Logging
import SQLDatabase
import Sealing
import Synchronization
import Webhooks
import Work
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
    guard case .replied(let reply) = outcome else { return nil }
    return reply.status
  }

  var problem: String? {
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

/// Delivers what is due: the messages of one record one at a time to each endpoint, those of other
/// records and to other endpoints beside them. One that failed waits for its repetition and is
/// overtaken by the next: the version tells the receiver. A slot that ends takes the next message
/// at once, and no endpoint has more than its share of them.
struct WebhookDuty: Duty {
  let name = "webhooks"
  /// Messages on their way at once.
  static let slots = 64
  /// Messages on their way to one endpoint at once.
  static let share = 8
  /// Messages of one run at the most, so that a run ends although new ones keep coming.
  private static let runLimit = 2_000

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
    let underWay = Mutex<[ID<WebhookEndpoint>: Int]>([:])
    return try await Slots(count: Self.slots, itemLimit: Self.runLimit).run(
      next: { free in
        guard let due = try await nextDue(), due <= register.world.clock.now() else { return [] }
        let claimed = try await register.claimDeliveries(
          limit: free, share: Self.share, underWay: underWay.withLock { $0 })
        underWay.withLock { count in
          for delivery in claimed { count[delivery.endpoint, default: 0] += 1 }
        }
        return claimed
      },
      perform: { (delivery: WebhookDelivery) in
        await attempt(delivery, register.faults.fateOfMessage(delivery))
        underWay.withLock { $0[delivery.endpoint, default: 1] -= 1 }
      })
  }

  private func attempt(_ delivery: WebhookDelivery, _ fate: MessageFate) async {
    let now = register.world.clock.now()
    let outcome = await deliver(delivery, fate, at: now)
    do {
      try await register.finish(WebhookResult(delivery: delivery, outcome: outcome))
    } catch {
      // The lease ends and the message is sent again; the receiver knows the repeat by its id.
      register.world.logger.error(
        "the outcome of a webhook could not be stored",
        metadata: ["delivery": "\(delivery.id)", "error": "\(error)"])
    }
  }

  private func deliver(
    _ delivery: WebhookDelivery, _ fate: MessageFate, at now: Instant
  ) async -> WebhookResult.Outcome {
    if fate.isLost { return .lost }
    if let seconds = fate.delaySeconds { return .delayed(seconds: seconds) }
    let message: WebhookMessage
    do {
      message = try sign(delivery, at: now)
    } catch let error as JSONError {
      register.world.logger.error(
        "a stored message cannot be read",
        metadata: ["message": "\(delivery.messageID)", "error": "\(error)"])
      return .replied(.failed(.unreadableMessage))
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
    let body = Register.message(
      type: delivery.type, at: delivery.at, data: try JSON.parse(delivery.data))
    return try WebhookMessage(
      url: delivery.url, id: delivery.messageID, body: body, secrets: secrets, at: now)
  }
}
