package import Credit
import Logging
import SQLDatabase
package import Webhooks
import Work
import World

/// Sends the deliveries that are due, several at once, and notes what came of each.
package struct WebhookDeliveryDuty: Duty {
  package let name = "webhook-delivery"
  /// Deliveries under way at once.
  package static let concurrency = 8
  /// Deliveries of one run at the most, so that a run ends although new ones keep coming.
  private static let runLimit = 1_000

  private let office: Office
  private let sender: any WebhookSender

  package init(office: Office, sender: any WebhookSender) {
    self.office = office
    self.sender = sender
  }

  package func nextDue() async throws -> Instant? {
    try await office.database.read { transaction in
      try transaction.first(
        """
        SELECT next_attempt_at FROM webhook_deliveries WHERE state = 'waiting'
        ORDER BY next_attempt_at, id LIMIT 1
        """
      ) { try $0.instant(0) }
    }
  }

  /// A slot that ends takes the next delivery at once: a slow receiver holds up no other.
  package func runDue() async throws -> Bool {
    try await Slots(count: Self.concurrency, itemLimit: Self.runLimit).run(
      next: { free in
        let now = office.world.clock.now()
        guard let due = try await nextDue(), due <= now else { return [] }
        return try await office.database.write(.claims) { transaction in
          try WebhookDelivery.claim(limit: free, now: now, in: transaction)
        }
      }, perform: { await attempt($0, at: office.world.clock.now()) })
  }

  private func attempt(_ delivery: WebhookDelivery, at now: Instant) async {
    let reply: WebhookReply
    do {
      reply = await sender.send(try delivery.message(sealer: office.sealer, now: now))
    } catch {
      reply = .failed(.unreadableSecret)
    }
    do {
      try await office.webhookEndpoints.note(reply, of: delivery)
    } catch {
      // The lease ends and the delivery is made again; the receiver knows the repeat by its id.
      office.world.logger.error(
        "the outcome of a webhook could not be stored",
        metadata: ["delivery": "\(delivery.id)", "error": "\(error)"])
    }
  }
}

extension WebhookEndpoints {
  /// Deliveries of webhooks. The rows themselves keep their claims; what was given up by the
  /// schedule stands on the page of its endpoint.
  var webhookLane: Lane {
    Lane(
      name: "webhook-delivery",
      rows: LaneRows(
        table: "webhook_deliveries", condition: "r.state = 'waiting'",
        due: .at("r.next_attempt_at"), order: "r.next_attempt_at, r.id"),
      policy: .outside)
  }

  /// Stores what came of an attempt: done, to be tried again, or given up. 410 Gone switches the
  /// endpoint off, as the standard asks. An attempt after which another one has begun moves
  /// nothing.
  func note(_ reply: WebhookReply, of delivery: WebhookDelivery) async throws {
    let now = world.clock.now()
    let verdict = WebhookSchedule.verdict(on: reply, afterAttempts: delivery.attempts)
    let isGone = verdict == .gone
    var next = now
    let state: WebhookDeliverySummary.State
    switch verdict {
    case .delivered: state = .done
    case .givenUp, .gone: state = .givenUp
    case .again(let seconds): (state, next) = (.waiting, now.adding(seconds: seconds))
    }
    let values: [SQLValue] = [
      .integer(delivery.id), .text(state.rawValue), next.sqlValue, reply.status.sqlValue,
      Self.problem(of: reply).sqlValue, state == .waiting ? .null : now.sqlValue,
      delivery.attempts.sqlValue,
    ]
    try await database.write { transaction in
      let isOurs = try transaction.execute(
        """
        UPDATE webhook_deliveries SET state = ?2, next_attempt_at = ?3, last_status = ?4,
          last_problem = ?5, finished_at = ?6
        WHERE id = ?1 AND state = 'waiting' AND attempts = ?7
        """, values)
      if isGone, isOurs == 1 {
        // The address of an endpoint never changes: a new one is another endpoint.
        try transaction.execute(
          "UPDATE webhook_endpoints SET active = 0 WHERE id = ?1", [delivery.endpoint])
        try transaction.execute(
          """
          UPDATE webhook_deliveries SET state = 'given-up', finished_at = ?2
          WHERE endpoint_id = ?1 AND state = 'waiting'
          """, [delivery.endpoint, now])
      }
    }
  }

  /// Why a message was not delivered, for people; nil where it was.
  private static func problem(of reply: WebhookReply) -> String? {
    switch reply {
    case .answered where reply.isDelivered: nil
    case .answered(let status, _) where (300..<400).contains(status):
      "o endereço respondeu \(status), um redirecionamento, que não é seguido"
    case .answered(let status, _): "o endereço respondeu \(status)"
    case .failed(let failure): failure.detail
    }
  }
}
