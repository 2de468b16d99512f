package import Credit
package import JSONText
import Outbound
import Refusals
import SQLDatabase
import Sealing
import Webhooks
import World

extension Register {
  static let endpointsPerParticipant = 10

  /// Registers an address; its secret is told once.
  package func addEndpoint(
    url: String, events: [String], participant: ID<Participant>
  ) async throws -> (id: ID<WebhookEndpoint>, secret: String) {
    try checkEndpoint(url: url, events: events)
    let secret = WebhookSignature.generateSecret(random: world.random)
    let now = world.clock.now()
    return try await database.write { transaction in
      let count = try transaction.first(
        "SELECT COUNT(*) FROM webhook_endpoints WHERE participant_id = ?1 AND deleted_at IS NULL",
        [participant.number]
      ) { try $0.integer(0) }
      guard (count ?? 0) < Self.endpointsPerParticipant else {
        throw Refusal.conflict(
          code: "too-many-endpoints",
          "Um participante tem até \(Self.endpointsPerParticipant) endereços.")
      }
      let id = ID<WebhookEndpoint>(try transaction.nextIdentifier())
      try transaction.execute(
        WebhookEndpointRow.adding.sql,
        [
          id.number, participant.number, url, events.joined(separator: " "),
          sealer.seal(secret, place: Self.webhookSecretPlace(id)), now.microseconds,
        ])
      return (id, secret)
    }
  }

  /// Refuses an address that the bureau must not call and an event that it never tells.
  func checkEndpoint(url: String, events: [String]) throws {
    var faults: [Refusal.Fault] = []
    do {
      _ = try options.webhookPolicy.check(url)
    } catch {
      faults.append(.init(pointer: "/url", code: "address-not-allowed", detail: error.detail))
    }
    for (index, event) in events.enumerated() where !WebhookEvents.knows(event) {
      faults.append(
        .init(
          pointer: "/events/\(index)", code: "unknown-event",
          detail: "Use um destes: \(WebhookEvents.all.joined(separator: ", "))."))
    }
    guard faults.isEmpty else {
      throw Refusal.refused(
        code: faults[0].code, "O endereço ou os eventos não servem; veja errors.", faults: faults)
    }
  }

  package func endpoints(of participant: ID<Participant>) async throws -> [JSON] {
    try await database.read { transaction in
      try transaction.query(
        """
        \(WebhookEndpointRow.select)
        WHERE participant_id = ?1 AND deleted_at IS NULL ORDER BY id
        """, [participant.number], WebhookEndpointRow.init)
    }.map(\.json)
  }

  /// Takes an address away; false where it is none of the participant's.
  package func deleteEndpoint(
    _ id: ID<WebhookEndpoint>, participant: ID<Participant>
  ) async throws -> Bool {
    let now = world.clock.now()
    return try await database.write { transaction in
      let deleted = try transaction.execute(
        """
        UPDATE webhook_endpoints SET deleted_at = ?3
        WHERE id = ?1 AND participant_id = ?2 AND deleted_at IS NULL
        """, [id.number, participant.number, now.microseconds])
      guard deleted == 1 else { return false }
      try transaction.execute(
        """
        UPDATE deliveries SET state = 'failed', finished_at = ?2
        WHERE endpoint_id = ?1 AND state = 'waiting'
        """, [id.number, now.microseconds])
      return true
    }
  }
}
