package import Credit
package import JSONText
import Refusals
import SQLDatabase

extension Register {
  /// The disputes about a participant's records behind one of them, by id.
  ///
  /// - Parameter since: only those that changed then or later.
  package func disputes(
    of participant: ID<Participant>, after place: Int64, limit: Int, state: String?,
    record: ID<ListedRecord>?, since: Instant? = nil
  ) async throws -> [(id: Int64, json: JSON)] {
    try await database.read { transaction in
      let rows = try transaction.query(
        """
        SELECT \(DisputeRow.columns) FROM \(DisputeRow.tables)
        WHERE d.participant_id = ?1 AND d.id > ?2
          AND (CAST(?3 AS TEXT) IS NULL OR d.state = ?3)
          AND (CAST(?4 AS BIGINT) IS NULL OR d.record_id = ?4)
          AND (CAST(?6 AS BIGINT) IS NULL OR d.updated_at >= ?6)
        ORDER BY d.id LIMIT ?5
        """,
        [participant.number, place, state, column(record), limit, column(since)],
        DisputeRow.init)
      return try rows.map { (id: $0.id.number, json: try json($0, in: transaction)) }
    }
  }

  package func showDispute(_ id: ID<Dispute>, participant: ID<Participant>) async throws -> JSON {
    try await database.read { transaction in
      guard let found = try DisputeRow.find(id, transaction), found.participant == participant
      else { throw Refusal.missing("Não existe contestação com este id.") }
      return try shown(id, in: transaction)
    }
  }

  /// The dispute that is open about a record; nil where there is none.
  package func openDispute(about record: ID<ListedRecord>) async throws -> ID<Dispute>? {
    try await database.read { try DisputeRow.open(about: record, $0) }?.id
  }
}
