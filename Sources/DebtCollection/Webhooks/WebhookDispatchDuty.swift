package import Credit
import SQLDatabase
import World

/// Turns published events into deliveries, one for each endpoint that wants to hear of them.
package struct WebhookDispatchDuty: Duty {
  package let name = "webhook-dispatch"
  /// Events of one transaction.
  package static let batchSize = 500

  private let office: Office

  package init(office: Office) {
    self.office = office
  }

  package func nextDue() async throws -> Instant? {
    try await office.database.read { transaction in
      try transaction.first(
        "SELECT at FROM published_events WHERE dispatched = 0 ORDER BY id LIMIT 1"
      ) { try $0.instant(0) }
    }
  }

  package func runDue() async throws -> Bool {
    guard try await nextDue() != nil else { return false }
    let now = office.world.clock.now()
    return try await office.database.write { transaction in
      let events = try transaction.query(
        """
        SELECT id, name, at FROM published_events WHERE dispatched = 0
        ORDER BY id LIMIT \(Self.batchSize)
        """
      ) { (id: try $0.integer(0), name: try $0.text(1), at: try $0.instant(2)) }
      let endpoints = try transaction.query(
        WebhookEndpointRows.select + " WHERE active = 1 ORDER BY id", [],
        WebhookEndpointRows.decode)
      var rows: [[SQLValue]] = []
      for event in events {
        for endpoint in endpoints
        where endpoint.subscribes(to: event.name) && endpoint.createdAt <= event.at {
          let id = try transaction.nextIdentifier()
          rows.append([.integer(id), endpoint.id.sqlValue, .integer(event.id), now.sqlValue])
        }
      }
      if !rows.isEmpty {
        // Another process may have dispatched the same event at the same time.
        try transaction.executeMany(
          """
          INSERT INTO webhook_deliveries
            (id, endpoint_id, event_id, state, attempts, next_attempt_at)
          VALUES (?1, ?2, ?3, 'waiting', 0, ?4)
          ON CONFLICT (endpoint_id, event_id) DO NOTHING
          """, rows)
      }
      try transaction.executeMany(
        "UPDATE published_events SET dispatched = 1 WHERE id = ?1", events.map { [.integer($0.id)] }
      )
      return !events.isEmpty
    }
  }
}
