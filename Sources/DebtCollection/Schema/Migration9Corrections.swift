import SQLDatabase

extension CreditorSchema {
  /// Tables whose CHECK constraints learn a word are made anew and filled from the old ones.
  static let migration9 = Migration(
    number: 9, note: "Corrections of amounts, refused removals, fees, resumable reconciliations",
    sql: """
      ALTER TABLE integrations ADD COLUMN listing_fee_cents {integer}
        CHECK (listing_fee_cents IS NULL OR listing_fee_cents >= 0);
      ALTER TABLE listings ADD COLUMN fee_cents {integer}
        CHECK (fee_cents IS NULL OR fee_cents >= 0);
      DROP INDEX listings_removal_due;
      CREATE INDEX listings_removal_due ON listings (removal_due_on, id)
        WHERE removal_due_on IS NOT NULL AND state <> 'removed';

      ALTER TABLE reconciliations ADD COLUMN position_integration_id {integer};
      ALTER TABLE reconciliations ADD COLUMN position_cursor TEXT;
      ALTER TABLE reconciliations ADD COLUMN claimed_until_at {integer};
      CREATE INDEX reconciliations_running ON reconciliations (id) WHERE state = 'running';

      CREATE TABLE messages (
        id {integer} PRIMARY KEY,
        listing_id {integer} NOT NULL REFERENCES listings (id),
        integration_id {integer} NOT NULL REFERENCES integrations (id),
        kind TEXT NOT NULL CHECK (kind IN ('inclusion', 'removal', 'amendment')),
        priority {integer} NOT NULL CHECK (priority IN (0, 1)),
        state TEXT NOT NULL
          CHECK (state IN ('waiting', 'claimed', 'done', 'withdrawn', 'refused')),
        behind_id {integer},
        must_ask {integer} NOT NULL CHECK (must_ask IN (0, 1)),
        attempts {integer} NOT NULL CHECK (attempts >= 0),
        next_attempt_at {integer} NOT NULL,
        claimed_by TEXT,
        claimed_until_at {integer},
        last_problem TEXT,
        created_at {integer} NOT NULL,
        finished_at {integer},
        successor_id {integer},
        amount_cents {integer},
        CHECK ((state = 'claimed') = (claimed_until_at IS NOT NULL)),
        CHECK ((kind = 'amendment') = (successor_id IS NOT NULL)),
        CHECK ((kind = 'amendment') = (amount_cents IS NOT NULL AND amount_cents > 0))
      ){strict};
      INSERT INTO messages (id, listing_id, integration_id, kind, priority, state, behind_id,
        must_ask, attempts, next_attempt_at, claimed_by, claimed_until_at, last_problem,
        created_at, finished_at)
      SELECT id, listing_id, integration_id, kind, priority, state, behind_id, must_ask, attempts,
        next_attempt_at, claimed_by, claimed_until_at, last_problem, created_at, finished_at
      FROM transmissions;
      DROP TABLE transmissions;
      ALTER TABLE messages RENAME TO transmissions;
      CREATE INDEX transmissions_waiting ON transmissions (priority, next_attempt_at, id)
        WHERE state = 'waiting';
      CREATE INDEX transmissions_claimed ON transmissions (claimed_until_at)
        WHERE state = 'claimed';
      CREATE INDEX transmissions_listing ON transmissions (listing_id, id);
      CREATE UNIQUE INDEX transmissions_successor ON transmissions (successor_id)
        WHERE successor_id IS NOT NULL;
      CREATE UNIQUE INDEX transmissions_one_amendment ON transmissions (listing_id)
        WHERE kind = 'amendment' AND state IN ('waiting', 'claimed');

      CREATE TABLE warnings (
        id {integer} PRIMARY KEY,
        listing_id {integer} NOT NULL REFERENCES listings (id),
        kind TEXT NOT NULL CHECK (kind IN ('removal-near', 'removal-overdue', 'removal-refused')),
        due_on {integer} NOT NULL,
        raised_at {integer} NOT NULL,
        resolved_at {integer},
        UNIQUE (listing_id, kind)
      ){strict};
      INSERT INTO warnings (id, listing_id, kind, due_on, raised_at, resolved_at)
      SELECT id, listing_id, kind, due_on, raised_at, resolved_at FROM alarms;
      DROP TABLE alarms;
      ALTER TABLE warnings RENAME TO alarms;
      CREATE INDEX alarms_open ON alarms (kind, id) WHERE resolved_at IS NULL;
      """)
}
