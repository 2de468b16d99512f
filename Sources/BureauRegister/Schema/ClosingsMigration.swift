import SQLDatabase

extension BureauSchema {
  /// Each record that closes with a death or a contract is a row of work of its own.
  static let closings = Migration(
    number: 19, note: "Records that close with a death or with a contract, one by one",
    sql: """
      CREATE TABLE record_closings (
        record_id {integer} PRIMARY KEY REFERENCES records (id),
        reason TEXT NOT NULL,
        due_at {integer} NOT NULL
      ){strict};
      CREATE INDEX record_closings_due ON record_closings (due_at, record_id);

      INSERT INTO record_closings (record_id, reason, due_at)
      SELECT r.id, 'contract-ended', p.closing_at FROM participants p
      JOIN records r ON r.participant_id = p.id
      WHERE p.closing_at IS NOT NULL AND r.state NOT IN ('rejected', 'removed', 'expired');
      INSERT INTO record_closings (record_id, reason, due_at)
      SELECT r.id, 'death', d.reported_at FROM deaths d
      JOIN records r ON r.document_index = d.document_index
      WHERE d.is_done = 0 AND r.accepted_at IS NOT NULL
        AND r.state NOT IN ('rejected', 'removed', 'expired')
        AND NOT EXISTS (SELECT 1 FROM record_closings c WHERE c.record_id = r.id);

      ALTER TABLE participants DROP COLUMN closing_at;
      DROP INDEX deaths_pending;
      ALTER TABLE deaths DROP COLUMN is_done;
      """)
}
