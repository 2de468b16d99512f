package import Credit
package import JSONText
import Refusals
import SQLDatabase

extension Register {
  /// The disputes about a participant's records behind one of them, by id.
  package func disputes(
    of participant: ID<Participant>, after place: Int64, limit: Int, state: String?,
    record: ID<ListedRecord>?
  ) async throws -> [(id: Int64, json: JSON)] {
    let rows = try await database.read { transaction in
      try transaction.query(
        """
        SELECT \(DisputeRow.columns) FROM \(DisputeRow.tables)
        WHERE d.participant_id = ?1 AND d.id > ?2
          AND (CAST(?3 AS TEXT) IS NULL OR d.state = ?3)
          AND (CAST(?4 AS BIGINT) IS NULL OR d.record_id = ?4)
        ORDER BY d.id LIMIT ?5
        """,
        [participant.number, place, state, column(record), limit], DisputeRow.init)
    }
    return try rows.map { (id: $0.id.number, json: try json($0)) }
  }

  package func showDispute(_ id: ID<Dispute>, participant: ID<Participant>) async throws -> JSON {
    let found = try await database.read { try DisputeRow.find(id, $0) }
    guard let found, found.participant == participant else {
      throw Refusal.missing("Não existe contestação com este id.")
    }
    return try json(found)
  }

  /// The dispute that is open about a record; nil where there is none.
  package func openDispute(about record: ID<ListedRecord>) async throws -> ID<Dispute>? {
    try await database.read { try DisputeRow.open(about: record, $0) }?.id
  }
}
