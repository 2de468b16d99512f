import SQLDatabase

extension BureauSchema {
  /// What changed last is found by its creditor; who sent a document is kept with it.
  static let disputeChanges = Migration(
    number: 21, note: "Disputes by their last change, and who sent a document",
    sql: """
      ALTER TABLE disputes ADD COLUMN updated_at {integer} NOT NULL DEFAULT 0;
      UPDATE disputes SET updated_at = COALESCE(resolved_at, answered_at, opened_at);
      CREATE INDEX disputes_updated ON disputes (participant_id, updated_at, id);
      ALTER TABLE record_documents ADD COLUMN sent_by TEXT NOT NULL DEFAULT 'creditor'
        CHECK (sent_by IN ('creditor', 'person'));
      CREATE INDEX record_documents_dispute ON record_documents (dispute_id, id)
        WHERE dispute_id IS NOT NULL;
      """)
}
