package import Credit
import Logging
import SQLDatabase
import World

/// Sends the deliveries that are due, several at once, and notes what came of each.
package struct WebhookDeliveryDuty: Duty {
  package let name = "webhook-delivery"
  /// Deliveries under way at once.
  package static let concurrency = 8

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

  package func runDue() async throws -> Bool {
    let now = office.world.clock.now()
    guard let due = try await nextDue(), due <= now else { return false }
    let claimed = try await office.database.write { transaction in
      try WebhookDelivery.claim(limit: Self.concurrency, now: now, in: transaction)
    }
    await withDiscardingTaskGroup { group in
      for delivery in claimed { group.addTask { await attempt(delivery, at: now) } }
    }
    return !claimed.isEmpty
  }

  private func attempt(_ delivery: WebhookDelivery, at now: Instant) async {
    let answer: WebhookAnswer
    do {
      answer = await sender.send(try delivery.message(sealer: office.sealer, now: now))
    } catch {
      answer = .failed(detail: "o segredo do endereço não pôde ser aberto")
    }
    do {
      try await office.note(answer, of: delivery)
    } catch {
      // The lease ends and the delivery is made again; the receiver knows the repeat by its id.
      office.world.logger.error(
        "the outcome of a webhook could not be stored",
        metadata: ["delivery": "\(delivery.id)", "error": "\(error)"])
    }
  }
}

extension Office {
  /// Stores what came of an attempt: done, to be tried again, or given up. 410 Gone switches the
  /// endpoint off, as the standard asks.
  func note(_ answer: WebhookAnswer, of delivery: WebhookDelivery) async throws {
    let now = world.clock.now()
    var status: Int?
    var problem: String?
    var retryAfter: Int?
    switch answer {
    case .answered(let code, _) where (200..<300).contains(code): status = code
    case .answered(let code, let seconds):
      status = code
      retryAfter = seconds
      problem = "o endereço respondeu \(code)"
    case .failed(let detail): problem = detail
    }
    let delay = WebhookRetrySchedule.delay(
      afterAttempts: delivery.attempts, retryAfter: retryAfter)
    let isGone = status == 410
    let state = problem == nil ? "done" : (delay == nil || isGone ? "given-up" : "waiting")
    let next = now.adding(seconds: delay ?? 0)
    let values: [SQLValue] = [
      .integer(delivery.id), .text(state), next.sqlValue, status.sqlValue, problem.sqlValue,
      state == "waiting" ? .null : now.sqlValue,
    ]
    try await database.write { transaction in
      try transaction.execute(
        """
        UPDATE webhook_deliveries SET state = ?2, next_attempt_at = ?3, last_status = ?4,
          last_problem = ?5, finished_at = ?6
        WHERE id = ?1 AND state = 'waiting'
        """, values)
      if isGone {
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
}
