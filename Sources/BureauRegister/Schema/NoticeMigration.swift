import SQLDatabase

extension BureauSchema {
  static let notices = Migration(
    number: 5, note: "Posting numbers, proof of e-mail and the kept letters",
    sql: """
      ALTER TABLE notices ADD COLUMN lot {integer};
      ALTER TABLE notices ADD COLUMN lot_object {integer};
      ALTER TABLE notices ADD COLUMN tracking TEXT;
      ALTER TABLE notices ADD COLUMN franchise_code TEXT;
      ALTER TABLE notices ADD COLUMN recipient TEXT;
      ALTER TABLE notices ADD COLUMN message_sha256 {bytes};
      ALTER TABLE notices ADD COLUMN server_reply TEXT;
      ALTER TABLE notices ADD COLUMN delivered_at {integer};
      ALTER TABLE notices ADD COLUMN bounced_at {integer};
      ALTER TABLE notices ADD COLUMN delivery_due_at {integer};
      CREATE UNIQUE INDEX notices_tracking ON notices (tracking) WHERE tracking IS NOT NULL;
      CREATE INDEX notices_delivery_due ON notices (delivery_due_at, id)
        WHERE delivery_due_at IS NOT NULL;
      CREATE INDEX notices_day ON notices (issued_on, id);

      CREATE TABLE notice_documents (
        notice_id {integer} PRIMARY KEY REFERENCES notices (id),
        pdf {bytes} NOT NULL
      ){strict};

      CREATE TABLE postal_lots (
        posted_on {integer} PRIMARY KEY,
        objects {integer} NOT NULL CHECK (objects >= 1)
      ){strict};

      CREATE TABLE postal_series (
        prefix TEXT PRIMARY KEY,
        used {integer} NOT NULL CHECK (used >= 1)
      ){strict};
      """)
}
