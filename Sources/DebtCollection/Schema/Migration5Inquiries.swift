import SQLDatabase

extension CreditorSchema {
  static let migration5 = Migration(
    number: 5, note: "Inquiries and reconciliations",
    sql: """
      CREATE TABLE inquiries (
        id {integer} PRIMARY KEY,
        person_id {integer} REFERENCES people (id),
        document_index {bytes} NOT NULL,
        document_sealed {bytes} NOT NULL,
        document_masked TEXT NOT NULL,
        branch_id {integer} REFERENCES branches (id),
        integration_id {integer} NOT NULL REFERENCES integrations (id),
        product TEXT NOT NULL,
        purpose TEXT NOT NULL
          CHECK (purpose IN ('credit-granting', 'collection', 'registration-update')),
        state TEXT NOT NULL CHECK (state IN ('running', 'completed', 'failed')),
        outcome TEXT
          CHECK (outcome IN ('clean', 'restricted', 'partial', 'notFound', 'failed')),
        reused_id {integer} REFERENCES inquiries (id),
        cost_cents {integer} NOT NULL CHECK (cost_cents >= 0),
        requested_by TEXT NOT NULL,
        requested_at {integer} NOT NULL,
        completed_at {integer},
        protocol_number TEXT,
        summary TEXT,
        report_sealed {bytes},
        problem_code TEXT,
        problem TEXT,
        CHECK ((state = 'running') = (outcome IS NULL))
      ){strict};
      CREATE INDEX inquiries_document ON inquiries (document_index, product, completed_at);
      CREATE INDEX inquiries_person ON inquiries (person_id, id);
      CREATE UNIQUE INDEX inquiries_running ON inquiries (document_index, product)
        WHERE state = 'running';
      CREATE INDEX inquiries_reports ON inquiries (completed_at)
        WHERE report_sealed IS NOT NULL;

      CREATE TABLE reconciliations (
        id {integer} PRIMARY KEY,
        integration_id {integer} REFERENCES integrations (id),
        state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
        started_by TEXT NOT NULL,
        started_at {integer} NOT NULL,
        finished_at {integer},
        matched_count {integer} NOT NULL,
        problem TEXT
      ){strict};

      CREATE TABLE reconciliation_differences (
        reconciliation_id {integer} NOT NULL REFERENCES reconciliations (id),
        sequence {integer} NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('onlyHere', 'onlyThere', 'different')),
        listing_id {integer},
        bureau_reference TEXT,
        here TEXT,
        there TEXT,
        detail TEXT NOT NULL,
        PRIMARY KEY (reconciliation_id, sequence)
      ){strict};

      CREATE TABLE reconciliation_marks (
        reconciliation_id {integer} NOT NULL REFERENCES reconciliations (id),
        listing_id {integer} NOT NULL,
        PRIMARY KEY (reconciliation_id, listing_id)
      ){strict};
      """)
}
