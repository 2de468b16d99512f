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
  enum Column: Int, TableColumn {
    static let table = "webhook_endpoints"
    static var readCount: Int { secretSealed.rawValue }

    case id, url, events, active, createdAt
    /// Written only.
    case secretSealed
  }

  private static let table = ColumnTable<Column>()
  static let select = table.select
  static let adding = table.insert([.id, .url, .events, .secretSealed, .active, .createdAt])

  static func decode(_ row: Row) throws -> WebhookEndpoint {
    let row = ColumnRow<Column>(row)
    return WebhookEndpoint(
      id: try row.id(.id), url: try row.text(.url),
      events: (try JSON.parse(try row.text(.events)).elements ?? []).compactMap(\.string),
      isActive: try row.bool(.active), createdAt: try row.instant(.createdAt))
  }

  /// Where the sealed secret of an endpoint belongs.
  static func secretPlace(_ id: ID<WebhookEndpoint>) -> String {
    "webhook_endpoints.secret_sealed/\(id.number)"
  }
}
