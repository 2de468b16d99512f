import Credit
import SQLDatabase
import Work
import World

/// Turns published events into deliveries, one for each endpoint that wants to hear of them.
package struct WebhookDispatchDuty: LaneDuty {
  /// Events of one transaction.
  package static let batchSize = 500
  let lane: TransactionLane

  package init(office: Office) {
    lane = TransactionLane(
      office.webhookEndpoints.webhookDispatchLane, batch: Self.batchSize, database: office.database,
      world: office.world
    ) { id, now, transaction in
      try office.webhookEndpoints.dispatch(ID(id), at: now, in: transaction)
    }
  }
}

extension WebhookEndpoints {
  /// Events that no endpoint was told of yet.
  var webhookDispatchLane: Lane {
    Lane(
      name: "webhook-dispatch",
      rows: LaneRows(
        table: "published_events", condition: "r.dispatched = 0", due: .at("r.at"),
        order: "r.id"),
      policy: .inside, subject: { ID<PublishedEvent>($0).description },
      sentence: WorkQueues.workSentence,
      onDiscard: { id, _, _, transaction in
        try transaction.execute("UPDATE published_events SET dispatched = 1 WHERE id = ?1", [id])
      })
  }

  /// Queues an event for every endpoint that wants it. An endpoint that cannot be read keeps the
  /// event from no other one.
  fileprivate func dispatch(
    _ event: ID<PublishedEvent>, at now: Instant, in transaction: Transaction
  ) throws -> WorkEnding {
    let found = try transaction.first(
      "SELECT name, at FROM published_events WHERE id = ?1", [event]
    ) { (name: try $0.text(0), at: try $0.instant(1)) }
    guard let found else { return .done }
    let endpoints = try transaction.query(
      WebhookEndpointRows.select + " WHERE active = 1 ORDER BY id", []
    ) { row in
      (
        id: try row.id(0) as ID<WebhookEndpoint>,
        row: Result { try WebhookEndpointRows.decode(row) }
      )
    }
    var unreadable: [String] = []
    for (id, endpoint) in endpoints {
      switch endpoint {
      case .failure: unreadable.append(id.description)
      case .success(let endpoint):
        guard endpoint.subscribes(to: found.name), endpoint.createdAt <= found.at else { continue }
        try transaction.execute(
          """
          INSERT INTO webhook_deliveries
            (id, endpoint_id, event_id, state, attempts, next_attempt_at)
          VALUES (?1, ?2, ?3, 'waiting', 0, ?4)
          ON CONFLICT (endpoint_id, event_id) DO NOTHING
          """, [try transaction.nextIdentifier(), id, event, now])
      }
    }
    guard unreadable.isEmpty else {
      return .failed(
        problem: "O cadastro do endereço \(unreadable.joined(separator: ", ")) não pôde ser "
          + "lido. Os outros endereços recebem o evento.")
    }
    try transaction.execute(
      "UPDATE published_events SET dispatched = 1 WHERE id = ?1", [event])
    return .done
  }
}
