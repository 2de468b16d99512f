package import Credit
import Refusals
import SQLDatabase
import World

/// A delivery as a line of a list.
package struct WebhookDeliverySummary: Identified, Hashable, Sendable {
  package static let idPrefix = "dlv"

  package enum State: String, Hashable, CaseIterable, Sendable {
    case waiting, done
    case givenUp = "given-up"
  }

  package let id: ID<WebhookDeliverySummary>
  package let event: ID<PublishedEvent>
  package let eventName: String
  package let eventAt: Instant
  package let state: State
  package let attempts: Int
  package let nextAttemptAt: Instant
  package let lastStatus: Int?
  package let lastProblem: String?
  package let finishedAt: Instant?
}

extension WebhookEndpoints {
  package func webhookEndpoint(_ id: ID<WebhookEndpoint>) async throws -> WebhookEndpoint {
    let found = try await database.read { transaction in
      try transaction.first(
        WebhookEndpointRows.select + " WHERE id = ?1", [id], WebhookEndpointRows.decode)
    }
    guard let found else { throw Refusal.notFound("Endereço de webhook") }
    return found
  }

  /// The deliveries to an endpoint, the newest event first.
  package func webhookDeliveries(
    to endpoint: ID<WebhookEndpoint>, state: WebhookDeliverySummary.State? = nil,
    page: PageRequest = PageRequest()
  ) async throws -> ResultPage<WebhookDeliverySummary> {
    var conditions = Conditions()
    conditions.add("d.endpoint_id = ?", endpoint)
    if let state { conditions.add("d.state = ?", state.rawValue) }
    if let cursor = page.cursor { conditions.add("d.event_id < ?", cursor) }
    let chosen = conditions
    let rows = try await database.read { transaction in
      try transaction.query(
        """
        SELECT d.id, d.event_id, p.name, p.at, d.state, d.attempts, d.next_attempt_at,
          d.last_status, d.last_problem, d.finished_at
        FROM webhook_deliveries d JOIN published_events p ON p.id = d.event_id
        """ + chosen.clause + " ORDER BY d.event_id DESC LIMIT \(page.limit + 1)",
        chosen.arguments
      ) { row in
        WebhookDeliverySummary(
          id: try row.id(0), event: try row.id(1), eventName: try row.text(2),
          eventAt: try row.instant(3), state: try row.word(4),
          attempts: Int(try row.integer(5)), nextAttemptAt: try row.instant(6),
          lastStatus: try row.optionalInteger(7).map { Int($0) },
          lastProblem: try row.optionalText(8), finishedAt: try row.optionalInstant(9))
      }
    }
    return ResultPage(rows: rows, limit: page.limit) { $0.event.number }
  }

  /// Sends a delivery that ended once more, with the same message id, so that the receiver knows
  /// a repeat. One that is still waiting is tried at once. Refused with `endpoint-inactive` where
  /// the receiver said that it is gone.
  package func replayDelivery(
    _ id: ID<WebhookDeliverySummary>, of endpoint: ID<WebhookEndpoint>, actor: Actor
  ) async throws {
    let now = world.clock.now()
    guard try await webhookEndpoint(endpoint).isActive else {
      throw Refusal(
        .conflict, code: "endpoint-inactive",
        detail: "O endereço respondeu que não existe mais (410) e foi desligado; cadastre-o de "
          + "novo para voltar a entregar.")
    }
    try await database.write { transaction in
      let moved = try transaction.execute(
        """
        UPDATE webhook_deliveries SET state = 'waiting', attempts = 0, next_attempt_at = ?3,
          finished_at = NULL
        WHERE id = ?1 AND endpoint_id = ?2
        """, [id, endpoint, now])
      guard moved == 1 else { throw Refusal.notFound("Entrega") }
      try office.accessRecords.logAccess(
        actor, "webhook-delivery.replayed", subject: id.description, in: transaction)
    }
  }
}
