package import Credit
package import JSONText
import SQLDatabase
import World

/// A participant as the command line lists it.
package struct ParticipantSummary: Hashable, Sendable {
  package struct Access: Hashable, Sendable {
    package let clientID: String
    package let isLocked: Bool
    let isRevoked: Bool
  }

  package let id: ID<Participant>
  package let name: String
  package let document: String
  /// Two letters; nil where it told none.
  package let state: String?
  package let isClosed: Bool
  package let access: [Access]

  package var json: JSON {
    [
      "id": .string(id.description), "name": .string(name), "document": .string(document),
      "state": .optional(state), "closed": .bool(isClosed),
      "credentials": .array(
        access.map {
          [
            "clientId": .string($0.clientID), "locked": .bool($0.isLocked),
            "revoked": .bool($0.isRevoked),
          ]
        }),
    ]
  }

  /// One line for people.
  package var line: String {
    let words = access.map { access in
      access.clientID + (access.isRevoked ? " (revogada)" : access.isLocked ? " (bloqueada)" : "")
    }
    return "\(id)  \(document)  \(state ?? "--")  \(name)\(isClosed ? " (encerrado)" : "")  "
      + words.joined(separator: ", ")
  }
}

extension Register {
  /// All participants, the oldest first; there are few.
  package func participants() async throws -> [ParticipantSummary] {
    try await database.read { transaction in
      var access: [Int64: [ParticipantSummary.Access]] = [:]
      let credentials = try transaction.query(
        "SELECT participant_id, client_id, locked_at, revoked_at FROM credentials ORDER BY id"
      ) { row in
        (
          participant: try row.integer(0),
          access: ParticipantSummary.Access(
            clientID: try row.text(1), isLocked: !row.isNull(2), isRevoked: !row.isNull(3))
        )
      }
      for credential in credentials {
        access[credential.participant, default: []].append(credential.access)
      }
      return try transaction.query(
        "SELECT id, name, document, office_state, closed_at FROM participants ORDER BY id"
      ) { row in
        ParticipantSummary(
          id: ID(try row.integer(0)), name: try row.text(1), document: try row.text(2),
          state: try row.optionalText(3), isClosed: !row.isNull(4),
          access: access[try row.integer(0)] ?? [])
      }
    }
  }

  /// Ends the contract of the participant that a credential is of.
  package func closeParticipant(clientID: String) async throws {
    let found = try await database.read { transaction in
      try StoredCredential.find(clientID: clientID, transaction)
    }
    guard let found else { throw ParticipantError.unknownClient }
    guard !found.isClosed else { throw ParticipantError.closed }
    try await endContract(of: found.participant)
  }
}
