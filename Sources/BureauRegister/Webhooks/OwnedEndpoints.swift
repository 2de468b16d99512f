package import Credit
import SQLDatabase

/// An endpoint with its participant.
package struct OwnedEndpoint: Sendable {
  package let row: WebhookEndpointRow
  package let participant: ID<Participant>
  package let creditor: String
}

extension Register {
  /// The endpoints of all participants that are not deleted, the oldest first; there are few.
  package func allEndpoints() async throws -> [OwnedEndpoint] {
    try await database.read { transaction in
      let owners = try transaction.query(
        """
        SELECT e.id, e.participant_id, p.name FROM webhook_endpoints e
        JOIN participants p ON p.id = e.participant_id
        WHERE e.deleted_at IS NULL ORDER BY e.id
        """
      ) {
        (
          id: ID<WebhookEndpoint>(try $0.integer(0)),
          participant: ID<Participant>(try $0.integer(1)), name: try $0.text(2)
        )
      }
      return try owners.map { owner in
        OwnedEndpoint(
          row: try WebhookEndpointRow.find(owner.id, of: owner.participant, transaction),
          participant: owner.participant, creditor: owner.name)
      }
    }
  }
}
