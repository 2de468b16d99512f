import Credit
import JSONText
import SQLDatabase
import Sealing
import Webhooks

/// One event on its way to one endpoint.
struct WebhookDelivery: Sendable {
  let id: Int64
  /// Attempts, the one under way included.
  let attempts: Int
  let endpoint: ID<WebhookEndpoint>
  let url: String
  let sealedSecret: [UInt8]
  let event: ID<PublishedEvent>
  let name: String
  let at: Instant
  let listing: ID<Listing>?
  /// The event's members as they are stored: read when it is sent, so that one that cannot be read
  /// holds up no other.
  let data: String

  /// A delivery whose process died is tried again after this.
  static let leaseSeconds = 60

  /// Takes deliveries that are due, each for as long as the lease; another process that looks at
  /// the same time finds their next attempt moved.
  static func claim(limit: Int, now: Instant, in transaction: Transaction) throws
    -> [WebhookDelivery]
  {
    let lock = transaction.engine == .postgres ? " FOR UPDATE OF d SKIP LOCKED" : ""
    let due = try transaction.query(
      """
      SELECT d.id, d.attempts, e.id, e.url, e.secret_sealed, p.id, p.name, p.at, p.listing_id,
        p.data, d.next_attempt_at
      FROM webhook_deliveries d
      JOIN webhook_endpoints e ON e.id = d.endpoint_id
      JOIN published_events p ON p.id = d.event_id
      WHERE d.state = 'waiting' AND d.next_attempt_at <= ?1
      ORDER BY d.next_attempt_at, d.id LIMIT \(limit)\(lock)
      """, [now]
    ) { row in
      (
        delivery: WebhookDelivery(
          id: try row.integer(0), attempts: Int(try row.integer(1)) + 1, endpoint: try row.id(2),
          url: try row.text(3), sealedSecret: try row.bytes(4), event: try row.id(5),
          name: try row.text(6), at: try row.instant(7), listing: try row.optionalID(8),
          data: try row.text(9)),
        due: try row.instant(10)
      )
    }
    let lease = now.adding(seconds: leaseSeconds)
    return try due.filter { entry in
      try transaction.execute(
        """
        UPDATE webhook_deliveries SET attempts = attempts + 1, next_attempt_at = ?3
        WHERE id = ?1 AND state = 'waiting' AND next_attempt_at = ?2
        """, [entry.delivery.id, entry.due, lease]) == 1
    }.map(\.delivery)
  }

  /// The signed message. `id` is the same at every attempt, so that the receiver knows a repeat.
  func message(sealer: Sealer, now: Instant) throws -> WebhookMessage {
    let stored = try JSON.parse(data)
    var members = stored.members ?? []
    if let listing, stored["listingId"] == nil {
      members.insert(JSON.Member("listingId", .string(listing.description)), at: 0)
    }
    let body = JSON.object([
      JSON.Member("type", .string(name)), JSON.Member("id", .string(event.description)),
      JSON.Member("timestamp", .string(at.description)), JSON.Member("data", .object(members)),
    ]).bytes
    let secret = try sealer.openText(
      sealedSecret, place: WebhookEndpointRows.secretPlace(endpoint))
    return try WebhookMessage(
      url: url, id: event.description, body: body, secrets: [secret], at: now)
  }
}
