package import Credit
import JSONText
import SQLDatabase
import Webhooks

/// An address of the creditor's own systems that is told what happens (Standard Webhooks 1.0).
package struct WebhookEndpoint: Identified, Hashable, Sendable {
  package static let idPrefix = "whk"

  package let id: ID<WebhookEndpoint>
  package let url: String
  /// Names of events, `listing.*` for all of a kind; empty for every event.
  package let events: [String]
  /// False after the receiver answered 410 Gone.
  package let isActive: Bool
  package let createdAt: Instant

  /// Whether this endpoint wants to hear of an event.
  package func subscribes(to name: String) -> Bool {
    EventPattern.wants(events, name)
  }
}

/// Endpoints in the database.
enum WebhookEndpointRows {
  static let select = "SELECT id, url, events, active, created_at FROM webhook_endpoints"

  static func decode(_ row: Row) throws -> WebhookEndpoint {
    WebhookEndpoint(
      id: try row.id(0), url: try row.text(1),
      events: (try JSON.parse(try row.text(2)).elements ?? []).compactMap(\.string),
      isActive: try row.bool(3), createdAt: try row.instant(4))
  }

  /// Where the sealed secret of an endpoint belongs.
  static func secretPlace(_ id: ID<WebhookEndpoint>) -> String {
    "webhook_endpoints.secret_sealed/\(id.number)"
  }
}
