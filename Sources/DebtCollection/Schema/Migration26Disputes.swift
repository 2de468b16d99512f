import SQLDatabase

extension CreditorSchema {
  static let migration26 = Migration(
    number: 26, note: "Contestations that the bureau tells of, and our answers",
    sql: """
      ALTER TABLE integrations ADD COLUMN disputes_since_at {integer} NOT NULL DEFAULT 0;

      CREATE TABLE disputes (
        id {integer} PRIMARY KEY,
        integration_id {integer} NOT NULL REFERENCES integrations (id),
        bureau_reference TEXT NOT NULL,
        bureau_updated_at {integer} NOT NULL,
        listing_id {integer} NOT NULL REFERENCES listings (id),
        receivable_id {integer} NOT NULL REFERENCES receivables (id),
        person_id {integer} NOT NULL REFERENCES people (id),
        state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
        reason TEXT NOT NULL,
        text_sealed {bytes} NOT NULL,
        opened_at {integer} NOT NULL,
        due_on {integer} NOT NULL,
        alarm_on {integer} NOT NULL,
        alarmed_at {integer},
        answer TEXT CHECK (answer IS NULL OR answer IN ('maintain', 'accept')),
        note_sealed {bytes},
        answered_at {integer},
        answered_by TEXT,
        sending TEXT
          CHECK (sending IS NULL OR sending IN ('waiting', 'sent', 'refused', 'dropped')),
        problem TEXT,
        outcome TEXT CHECK (outcome IS NULL OR outcome IN ('upheld', 'dismissed', 'lapsed')),
        resolution TEXT,
        closed_at {integer},
        UNIQUE (integration_id, bureau_reference),
        CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
        CHECK ((state = 'closed') = (outcome IS NOT NULL)),
        CHECK ((answer IS NULL) = (sending IS NULL)),
        CHECK (answer IS NULL OR answered_at IS NOT NULL)
      ){strict};
      CREATE INDEX disputes_open ON disputes (due_on, id) WHERE state = 'open';
      CREATE INDEX disputes_state ON disputes (state, id);
      CREATE INDEX disputes_listing ON disputes (listing_id, id);
      CREATE INDEX disputes_receivable ON disputes (receivable_id, id);
      CREATE INDEX disputes_alarm ON disputes (alarm_on, id)
        WHERE state = 'open' AND alarmed_at IS NULL;
      CREATE INDEX disputes_sending ON disputes (answered_at, id) WHERE sending = 'waiting';

      CREATE TABLE dispute_documents (
        id {integer} PRIMARY KEY,
        dispute_id {integer} NOT NULL REFERENCES disputes (id),
        sent_by TEXT NOT NULL CHECK (sent_by IN ('person', 'creditor')),
        bureau_reference TEXT,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        content_sealed {bytes},
        added_by TEXT NOT NULL,
        added_at {integer} NOT NULL,
        UNIQUE (dispute_id, bureau_reference)
      ){strict};
      CREATE INDEX dispute_documents_missing ON dispute_documents (id)
        WHERE content_sealed IS NULL;
      """)
}
