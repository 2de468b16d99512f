package import Credit
import Refusals
import SQLDatabase
import Sealing

/// A document that somebody sent with a dispute or with the answer to it.
package enum DisputeDocument: Identified {
  package static let idPrefix = "doc"
}

/// The same as its creditor sees it, without the content.
struct DisputeDocumentRow: Sendable {
  let id: ID<DisputeDocument>
  let name: String
  let mediaType: String
  let sender: ProofDocument.Sender

  static func all(
    of dispute: ID<Dispute>, in transaction: Transaction
  ) throws -> [DisputeDocumentRow] {
    try transaction.query(
      """
      SELECT id, name, media_type, sent_by FROM record_documents
      WHERE dispute_id = ?1 ORDER BY id
      """, [dispute.number]
    ) {
      DisputeDocumentRow(
        id: ID(try $0.integer(0)), name: try $0.text(1), mediaType: try $0.text(2),
        sender: try $0.choice(3))
    }
  }
}

extension DisputeDocumentRow {
  /// Whether the person has sent this content with the dispute before.
  static func isSent(
    _ proof: ProofDocument, with dispute: ID<Dispute>, in transaction: Transaction
  ) throws -> Bool {
    try transaction.first(
      """
      SELECT 1 FROM record_documents
      WHERE dispute_id = ?1 AND sent_by = 'person' AND sha256 = ?2 LIMIT 1
      """, [dispute.number, Digest.sha256(proof.content)]
    ) { try $0.integer(0) } != nil
  }
}

extension Register {
  /// The content of one document of a dispute about a participant's record.
  package func disputeDocument(
    _ id: ID<DisputeDocument>, of dispute: ID<Dispute>, participant: ID<Participant>
  ) async throws -> (content: [UInt8], mediaType: String) {
    let found = try await database.read { transaction in
      try transaction.first(
        """
        SELECT r.content, r.media_type FROM record_documents r
        JOIN disputes d ON d.id = r.dispute_id
        WHERE r.id = ?1 AND d.id = ?2 AND d.participant_id = ?3
        """, [id.number, dispute.number, participant.number]
      ) { (content: try $0.bytes(0), mediaType: try $0.text(1)) }
    }
    guard let found else { throw Refusal.missing("Não existe documento com este id.") }
    let content = try sealer.open(
      found.content, place: "record_documents.content/\(id.number)")
    return (content, found.mediaType)
  }
}
