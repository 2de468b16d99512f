package import Credit
package import JSONText
import SQLDatabase

extension Register {
  /// The inquiries of a participant behind one of them, by id, so that it can check its bill.
  package func inquiries(
    of participant: ID<Participant>, after place: Int64, limit: Int
  ) async throws -> [(id: Int64, json: JSON)] {
    try await database.read { transaction in
      try transaction.query(
        """
        SELECT id, at, product, purpose, reference, restricted, partial, cost_cents
        FROM inquiries WHERE participant_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3
        """, [participant.number, place, limit]
      ) { row in
        (
          id: try row.integer(0),
          json: [
            "protocol": .string(ID<AnsweredInquiry>(try row.integer(0)).description),
            "at": .string(try row.time(1).description), "product": .string(try row.text(2)),
            "purpose": .string(try row.text(3)), "reference": .string(try row.text(4)),
            "restricted": .bool(try row.bool(5)), "partial": .bool(try row.bool(6)),
            "costCents": .integer(try row.integer(7)),
          ]
        )
      }
    }
  }
}
