package import Credit
import SQLDatabase
import World

/// A participant as an operator sees it.
package struct CreditorFile: Sendable {
  package let id: ID<Participant>
  package let name: String
  package let document: String
  package let isClosed: Bool
  package let allowed: AddressList
}

extension Register {
  /// All participants, the oldest first; there are few.
  package func creditors() async throws -> [CreditorFile] {
    try await database.read { transaction in
      try transaction.query(
        """
        SELECT id, name, document, closed_at, allowed_addresses FROM participants ORDER BY id
        """
      ) { row in
        CreditorFile(
          id: ID(try row.integer(0)), name: try row.text(1), document: try row.text(2),
          isClosed: !row.isNull(3), allowed: AddressList(stored: try row.text(4)))
      }
    }
  }

  /// Locks a credential by hand; a release opens it again.
  package func lockCredential(clientID: String) async throws {
    let now = world.clock.now()
    let locked = try await database.write { transaction in
      try transaction.execute(
        "UPDATE credentials SET locked_at = ?2 WHERE client_id = ?1 AND locked_at IS NULL",
        [clientID, now.microseconds])
    }
    guard locked == 1 else { throw ParticipantError.unknownClient }
  }
}
