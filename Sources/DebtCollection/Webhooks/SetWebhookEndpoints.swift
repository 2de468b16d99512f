package import Credit
import JSONText
import Outbound
import Refusals
import SQLDatabase
import Sealing
import Webhooks
import World

extension WebhookEndpoints {
  package static let webhookEndpointLimit = 20

  /// Adds an address and tells its secret, `whsec_…`, this once.
  package func addWebhookEndpoint(
    url: String, events: [String], actor: Actor
  ) async throws -> (endpoint: WebhookEndpoint, secret: String) {
    var faults: [Refusal.Fault] = []
    do {
      _ = try AddressPolicy.creditorWebhooks.check(url)
    } catch {
      faults.append(Refusal.Fault(pointer: "/url", code: "url-refused", detail: error.detail))
    }
    for (index, name) in events.enumerated() where !Self.isEventPattern(name) {
      faults.append(
        Refusal.Fault(
          pointer: "/events/\(index)", code: "event-invalid",
          detail: "Informe um evento como listing.active ou um grupo como listing.*."))
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    let secret = WebhookSignature.generateSecret(random: world.random)
    let now = world.clock.now()
    let endpoint = try await database.write { transaction in
      let count = try transaction.first("SELECT count(*) FROM webhook_endpoints") {
        try $0.integer(0)
      }
      guard let count, count < Self.webhookEndpointLimit else {
        throw Refusal(
          .conflict, code: "too-many-endpoints",
          detail: "Há \(Self.webhookEndpointLimit) endereços de webhook; remova um antes.")
      }
      let endpoint = WebhookEndpoint(
        id: ID(try transaction.nextIdentifier()), url: url, events: events, isActive: true,
        createdAt: now)
      try transaction.execute(
        WebhookEndpointRows.adding.sql,
        [
          endpoint.id, url, JSON.array(events.map { .string($0) }).text,
          sealer.seal(secret, place: WebhookEndpointRows.secretPlace(endpoint.id)), true, now,
        ])
      try office.accessRecords.logAccess(
        actor, "webhook-endpoint.added", subject: endpoint.id.description, in: transaction)
      return endpoint
    }
    return (endpoint, secret)
  }

  package func webhookEndpoints() async throws -> [WebhookEndpoint] {
    try await database.read { transaction in
      try transaction.query(
        WebhookEndpointRows.select + " ORDER BY id", [], WebhookEndpointRows.decode)
    }
  }

  /// Removes an address with what was still to be sent to it.
  package func removeWebhookEndpoint(_ id: ID<WebhookEndpoint>, actor: Actor) async throws {
    try await database.write { transaction in
      try transaction.execute("DELETE FROM webhook_deliveries WHERE endpoint_id = ?1", [id])
      let removed = try transaction.execute("DELETE FROM webhook_endpoints WHERE id = ?1", [id])
      guard removed == 1 else { throw Refusal.notFound("Endereço de webhook") }
      try office.accessRecords.logAccess(
        actor, "webhook-endpoint.removed", subject: id.description, in: transaction)
    }
  }

  private static func isEventPattern(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, name.utf8.count <= 80 else { return false }
    return parts[1] == "*" && isWord(parts[0]) || parts.allSatisfy(isWord)
  }

  private static func isWord(_ part: Substring) -> Bool {
    !part.isEmpty && part.utf8.allSatisfy { ($0 >= 97 && $0 <= 122) || $0 == UInt8(ascii: "-") }
  }
}
