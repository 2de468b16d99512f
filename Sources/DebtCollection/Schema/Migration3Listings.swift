import SQLDatabase

extension CreditorSchema {
  static let migration3 = Migration(
    number: 3, note: "Listings, their timeline, the outbox and the inbox",
    sql: """
      CREATE TABLE listings (
        id {integer} PRIMARY KEY,
        receivable_id {integer} NOT NULL REFERENCES receivables (id),
        person_id {integer} NOT NULL REFERENCES people (id),
        branch_id {integer} REFERENCES branches (id),
        integration_id {integer} NOT NULL REFERENCES integrations (id),
        restriction_code TEXT NOT NULL,
        amount_cents {integer} NOT NULL CHECK (amount_cents > 0),
        due_on {integer} NOT NULL,
        origin TEXT NOT NULL CHECK (origin IN ('manual', 'routine')),
        run_id {integer},
        supersedes_id {integer} REFERENCES listings (id),
        state TEXT NOT NULL CHECK (state IN ('draft', 'awaitingApproval', 'queued', 'uncertain',
          'submitted', 'rejected', 'inNotice', 'noticeProblem', 'active', 'suspended',
          'removalQueued', 'removalSubmitted', 'removed', 'removedByBureau', 'expired',
          'outOfSync')),
        applied_rule TEXT NOT NULL,
        requested_by TEXT NOT NULL,
        requested_at {integer} NOT NULL,
        submitted_at {integer},
        bureau_reference TEXT,
        bureau_version {integer},
        bureau_state TEXT,
        accepted_at {integer},
        notice_issued_on {integer},
        visible_from_on {integer},
        visible_at {integer},
        expires_on {integer} NOT NULL,
        removal_reason TEXT,
        removal_requested_at {integer},
        removal_due_on {integer},
        removed_at {integer},
        bureau_removal_reason TEXT,
        rejections TEXT,
        note TEXT,
        timeline_length {integer} NOT NULL CHECK (timeline_length >= 0),
        timeline_head {bytes} NOT NULL,
        updated_at {integer} NOT NULL,
        CHECK ((bureau_reference IS NULL) = (bureau_version IS NULL)),
        CHECK (state NOT IN ('submitted', 'inNotice', 'noticeProblem', 'active', 'suspended',
          'removedByBureau', 'expired') OR bureau_reference IS NOT NULL),
        CHECK (state NOT IN ('removalQueued', 'removalSubmitted', 'removed')
          OR (removal_reason IS NOT NULL AND removal_requested_at IS NOT NULL
            AND removal_due_on IS NOT NULL)),
        CHECK (state <> 'removed' OR removed_at IS NOT NULL),
        CHECK (state <> 'rejected' OR rejections IS NOT NULL),
        CHECK (state <> 'active' OR visible_at IS NOT NULL)
      ){strict};
      CREATE UNIQUE INDEX listings_one_live ON listings (receivable_id)
        WHERE state NOT IN ('rejected', 'removed', 'removedByBureau', 'expired');
      CREATE INDEX listings_receivable ON listings (receivable_id, id);
      CREATE INDEX listings_person ON listings (person_id, id);
      CREATE INDEX listings_state ON listings (state, id);
      CREATE UNIQUE INDEX listings_bureau_reference
        ON listings (integration_id, bureau_reference) WHERE bureau_reference IS NOT NULL;
      CREATE INDEX listings_removal_due ON listings (removal_due_on, id)
        WHERE state IN ('removalQueued', 'removalSubmitted');

      CREATE TABLE timeline (
        listing_id {integer} NOT NULL REFERENCES listings (id),
        sequence {integer} NOT NULL CHECK (sequence >= 1),
        at {integer} NOT NULL,
        event TEXT NOT NULL,
        actor TEXT NOT NULL,
        detail TEXT NOT NULL,
        hash {bytes} NOT NULL,
        PRIMARY KEY (listing_id, sequence)
      ){strict};

      CREATE TABLE transmissions (
        id {integer} PRIMARY KEY,
        listing_id {integer} NOT NULL REFERENCES listings (id),
        integration_id {integer} NOT NULL REFERENCES integrations (id),
        kind TEXT NOT NULL CHECK (kind IN ('inclusion', 'removal')),
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
        CHECK ((state = 'claimed') = (claimed_until_at IS NOT NULL))
      ){strict};
      CREATE INDEX transmissions_waiting ON transmissions (priority, next_attempt_at, id)
        WHERE state = 'waiting';
      CREATE INDEX transmissions_claimed ON transmissions (claimed_until_at)
        WHERE state = 'claimed';
      CREATE INDEX transmissions_listing ON transmissions (listing_id, id);

      CREATE TABLE bureau_events (
        id {integer} PRIMARY KEY,
        integration_id {integer} NOT NULL REFERENCES integrations (id),
        message_id TEXT NOT NULL,
        received_at {integer} NOT NULL,
        body TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'applied', 'unknown', 'refused')),
        problem TEXT,
        finished_at {integer},
        UNIQUE (integration_id, message_id)
      ){strict};
      CREATE INDEX bureau_events_waiting ON bureau_events (id) WHERE state = 'waiting';

      CREATE TABLE alarms (
        id {integer} PRIMARY KEY,
        listing_id {integer} NOT NULL REFERENCES listings (id),
        kind TEXT NOT NULL CHECK (kind IN ('removal-near', 'removal-overdue')),
        due_on {integer} NOT NULL,
        raised_at {integer} NOT NULL,
        resolved_at {integer},
        UNIQUE (listing_id, kind)
      ){strict};
      CREATE INDEX alarms_open ON alarms (kind, id) WHERE resolved_at IS NULL;
      """)
}
