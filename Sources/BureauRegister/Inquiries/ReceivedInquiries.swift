package import Credit
import SQLDatabase
import Sealing

/// An inquiry that was answered, without the document: only its index is kept.
package struct ReceivedInquiry: Sendable {
  package let id: ID<AnsweredInquiry>
  package let at: Instant
  package let creditor: String
  package let product: String
  package let purpose: String
  package let reference: String
  package let isRestricted: Bool
  package let isPartial: Bool
  package let cost: Cents
  /// The same for every inquiry about the same person; tells nothing of the document.
  package let person: String
}

extension Register {
  /// The inquiries of all creditors, the newest first.
  package func receivedInquiries(before id: Int64, limit: Int) async throws -> [ReceivedInquiry] {
    try await database.read { transaction in
      try transaction.query(
        """
        SELECT i.id, i.at, p.name, i.product, i.purpose, i.reference, i.restricted, i.partial,
          i.cost_cents, i.document_index
        FROM inquiries i JOIN participants p ON p.id = i.participant_id
        WHERE i.id < ?1 ORDER BY i.id DESC LIMIT ?2
        """, [id, limit]
      ) { row in
        ReceivedInquiry(
          id: ID(try row.integer(0)), at: try row.time(1), creditor: try row.text(2),
          product: try row.text(3), purpose: try row.text(4), reference: try row.text(5),
          isRestricted: try row.bool(6), isPartial: try row.bool(7),
          cost: Cents(try row.integer(8)),
          person: "pessoa " + Hexadecimal.encode(Array(try row.bytes(9).prefix(4))))
      }
    }
  }
}
