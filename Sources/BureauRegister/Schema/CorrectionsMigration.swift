import SQLDatabase

extension BureauSchema {
  static let corrections = Migration(
    number: 6, note: "Corrections, reviews, causes of suspension, disputes, deaths, policies",
    sql: """
      ALTER TABLE records ADD COLUMN supersedes_id {integer} REFERENCES records (id);
      ALTER TABLE records ADD COLUMN notice_record_id {integer} REFERENCES records (id);
      ALTER TABLE records ADD COLUMN suspensions TEXT NOT NULL DEFAULT '';
      ALTER TABLE records ADD COLUMN suspended_on {integer};
      ALTER TABLE records ADD COLUMN is_disputed {integer} NOT NULL DEFAULT 0;
      ALTER TABLE records ADD COLUMN review_reasons TEXT NOT NULL DEFAULT '';
      ALTER TABLE records ADD COLUMN review_due_on {integer};
      UPDATE records SET suspensions = 'court', suspended_on = updated_at / 86400000000
        WHERE state = 'suspended';
      CREATE UNIQUE INDEX records_supersedes ON records (supersedes_id)
        WHERE supersedes_id IS NOT NULL AND state <> 'rejected';
      CREATE INDEX records_review ON records (review_due_on, id)
        WHERE state = 'underReview' AND review_due_on IS NOT NULL;

      CREATE TABLE record_documents (
        id {integer} PRIMARY KEY,
        record_id {integer} NOT NULL REFERENCES records (id),
        dispute_id {integer} REFERENCES disputes (id),
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        content {bytes} NOT NULL,
        sha256 {bytes} NOT NULL,
        received_at {integer} NOT NULL
      ){strict};
      CREATE INDEX record_documents_record ON record_documents (record_id, id);

      ALTER TABLE disputes ADD COLUMN participant_id {integer} REFERENCES participants (id);
      ALTER TABLE disputes ADD COLUMN reason TEXT NOT NULL DEFAULT 'other';
      ALTER TABLE disputes ADD COLUMN opened_by TEXT NOT NULL DEFAULT 'person';
      ALTER TABLE disputes ADD COLUMN answered_at {integer};
      ALTER TABLE disputes ADD COLUMN answer {bytes};
      CREATE INDEX disputes_due ON disputes (answer_due_on, id) WHERE state = 'open';
      CREATE INDEX disputes_participant ON disputes (participant_id, id);

      ALTER TABLE happenings ADD COLUMN event TEXT;
      ALTER TABLE happenings ADD COLUMN reason TEXT;
      ALTER TABLE happenings ADD COLUMN note TEXT;

      ALTER TABLE reinclusion_blocks ADD COLUMN released_by TEXT;
      CREATE INDEX reinclusion_blocks_record ON reinclusion_blocks (record_id);

      ALTER TABLE participants ADD COLUMN closing_at {integer};

      CREATE INDEX notices_access_code ON notices (access_code_hash);

      CREATE TABLE deaths (
        document_index {bytes} PRIMARY KEY,
        died_on {integer} NOT NULL,
        reported_at {integer} NOT NULL,
        is_done {integer} NOT NULL CHECK (is_done IN (0, 1))
      ){strict};
      CREATE INDEX deaths_pending ON deaths (reported_at) WHERE is_done = 0;

      CREATE TABLE bureau_policies (
        id {integer} PRIMARY KEY,
        body TEXT NOT NULL,
        changed_at {integer} NOT NULL,
        changed_by TEXT NOT NULL
      ){strict};
      """)
}
