import SQLDatabase

extension CreditorSchema {
  static let migration14 = Migration(
    number: 14, note: "Records that live at the bureau without a listing here",
    sql: """
      CREATE TABLE stray_records (
        id {integer} PRIMARY KEY,
        integration_id {integer} NOT NULL REFERENCES integrations (id),
        reference TEXT NOT NULL,
        bureau_reference TEXT NOT NULL,
        bureau_version {integer} NOT NULL,
        bureau_state TEXT NOT NULL,
        amount_cents {integer},
        listing_id {integer} REFERENCES listings (id),
        state TEXT NOT NULL CHECK (state IN ('found', 'removing', 'gone', 'kept')),
        found_at {integer} NOT NULL,
        decided_by TEXT,
        note TEXT,
        attempts {integer} NOT NULL CHECK (attempts >= 0),
        next_attempt_at {integer},
        claimed_until_at {integer},
        last_problem TEXT,
        finished_at {integer},
        CHECK ((state = 'removing') = (next_attempt_at IS NOT NULL)),
        CHECK (state = 'removing' OR claimed_until_at IS NULL),
        CHECK (state NOT IN ('removing', 'kept') OR decided_by IS NOT NULL),
        CHECK ((state IN ('gone', 'kept')) = (finished_at IS NOT NULL)),
        UNIQUE (integration_id, bureau_reference)
      ){strict};
      CREATE INDEX stray_records_state ON stray_records (state, id);
      CREATE INDEX stray_records_due ON stray_records (next_attempt_at, id)
        WHERE state = 'removing';
      """)
}
