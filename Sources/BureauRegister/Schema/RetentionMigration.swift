import SQLDatabase

extension BureauSchema {
  /// Five years are counted in microseconds here (1,826 days and a quarter); what closes later is
  /// counted by the calendar.
  static let retention = Migration(
    number: 14, note: "Letters are erased five years after their record was closed",
    sql: """
      ALTER TABLE notices ADD COLUMN erased_at {integer};
      CREATE TABLE letter_retentions (
        record_id {integer} PRIMARY KEY REFERENCES records (id),
        due_at {integer} NOT NULL
      ){strict};
      CREATE INDEX letter_retentions_due ON letter_retentions (due_at, record_id);
      INSERT INTO letter_retentions (record_id, due_at)
      SELECT id, removed_at + 157788000000000 FROM records
      WHERE removed_at IS NOT NULL AND notice_issued_on IS NOT NULL;
      """)
}
