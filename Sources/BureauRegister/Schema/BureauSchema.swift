package import Coordination
import Credit
package import SQLDatabase

/// The bureau's tables. Integers hold cents, days since 1970 (`…_on`) and microseconds UTC
/// (`…_at`); persons are sealed, and found by an HMAC of their document.
package enum BureauSchema {
  /// Something that the key of the bureau sealed, in a database that was used before keys were
  /// checked; nil where there is nothing.
  package static let sealedSample: KeyCheck.Sample = { transaction in
    try transaction.first("SELECT id, debtor FROM records WHERE length(debtor) > 0 LIMIT 1") {
      (try $0.bytes(1), Register.debtorPlace(ID(try $0.integer(0))))
    }
  }

  /// In the order in which they are applied; an applied one is never changed.
  package static let migrations: [Migration] = [
    participants, records, webhooks, inquiries, notices, corrections, stateTerms, access,
    accounts, sealedAnswers, consumers, offices, codes, retention, coordination, clock,
    keptAnswers, work, closings, webhookClaims, disputeChanges, letterOpenings, unlocking,
    administration, trail,
  ]

  private static let participants = Migration(
    number: 1, note: "Participants, their tokens and the answers kept for repeated requests",
    sql: """
      CREATE TABLE participants (
        id {integer} PRIMARY KEY,
        client_id TEXT NOT NULL UNIQUE,
        secret_hash {bytes} NOT NULL,
        name TEXT NOT NULL,
        document TEXT NOT NULL,
        address TEXT NOT NULL,
        contact TEXT NOT NULL,
        scopes TEXT NOT NULL,
        failed_logins {integer} NOT NULL CHECK (failed_logins >= 0),
        locked_at {integer},
        closed_at {integer},
        created_at {integer} NOT NULL
      ){strict};

      CREATE TABLE access_tokens (
        token_hash {bytes} PRIMARY KEY,
        participant_id {integer} NOT NULL REFERENCES participants (id),
        scopes TEXT NOT NULL,
        expires_at {integer} NOT NULL
      ){strict};
      CREATE INDEX access_tokens_expiry ON access_tokens (expires_at);

      CREATE TABLE stored_answers (
        scope TEXT NOT NULL,
        key TEXT NOT NULL,
        request_hash {bytes} NOT NULL,
        claimed_at {integer} NOT NULL,
        status {integer},
        headers TEXT,
        body {bytes},
        PRIMARY KEY (scope, key),
        CHECK ((status IS NULL) = (body IS NULL))
      ){strict};
      CREATE INDEX stored_answers_age ON stored_answers (claimed_at);
      """)

  private static let records = Migration(
    number: 2, note: "Records, notices, what happened to them, and blocks of re-inclusion",
    sql: """
      CREATE TABLE records (
        id {integer} PRIMARY KEY,
        participant_id {integer} NOT NULL REFERENCES participants (id),
        reference TEXT NOT NULL,
        content_hash {bytes} NOT NULL,
        document_index {bytes} NOT NULL,
        debtor {bytes} NOT NULL,
        payment_slip {bytes},
        role TEXT NOT NULL CHECK (role IN ('principal', 'guarantor')),
        principal_reference TEXT,
        principal_id {integer} REFERENCES records (id),
        creditor_branch_document TEXT NOT NULL,
        contract_number TEXT NOT NULL,
        restriction_code TEXT NOT NULL,
        due_on {integer} NOT NULL,
        amount_cents {integer} NOT NULL,
        notice_channel TEXT NOT NULL
          CHECK (notice_channel IN ('letter', 'letterWithSlip', 'email')),
        received_at {integer} NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('received', 'underReview', 'rejected',
          'noticePending', 'noticePeriod', 'noticeFailed', 'visible', 'visibleSubJudice',
          'suspended', 'removed', 'expired')),
        version {integer} NOT NULL CHECK (version >= 1),
        accepted_at {integer},
        applied_rule TEXT,
        notice_due_at {integer},
        notice_issued_on {integer},
        visible_from_on {integer},
        visible_at {integer},
        suspended_from TEXT,
        hold_until_on {integer},
        removed_at {integer},
        removal_reason TEXT,
        expires_on {integer} NOT NULL,
        rejections TEXT NOT NULL,
        updated_at {integer} NOT NULL,
        UNIQUE (participant_id, reference),
        CHECK (expires_on > due_on),
        CHECK (state NOT IN ('visible', 'visibleSubJudice') OR (notice_issued_on IS NOT NULL
          AND visible_from_on IS NOT NULL AND visible_at IS NOT NULL)),
        CHECK ((state IN ('removed', 'expired')) = (removed_at IS NOT NULL)),
        CHECK ((removed_at IS NULL) = (removal_reason IS NULL)),
        CHECK ((state = 'suspended') = (suspended_from IS NOT NULL)),
        CHECK (state NOT IN ('noticePending', 'noticePeriod', 'noticeFailed')
          OR applied_rule IS NOT NULL),
        CHECK ((state = 'rejected') = (rejections <> '[]')),
        CHECK ((state = 'noticePending') = (notice_due_at IS NOT NULL))
      ){strict};
      CREATE UNIQUE INDEX records_one_live
        ON records (participant_id, document_index, contract_number, due_on, role)
        WHERE accepted_at IS NOT NULL AND state NOT IN ('rejected', 'removed', 'expired');
      CREATE INDEX records_shown ON records (document_index, id)
        WHERE state IN ('visible', 'visibleSubJudice');
      CREATE INDEX records_received ON records (id) WHERE state = 'received';
      CREATE INDEX records_notice_due ON records (notice_due_at, id)
        WHERE state = 'noticePending';
      CREATE INDEX records_term ON records (visible_from_on, id) WHERE state = 'noticePeriod';
      CREATE INDEX records_hold ON records (hold_until_on, id) WHERE state = 'noticeFailed';
      CREATE INDEX records_expiry ON records (expires_on, id)
        WHERE state NOT IN ('rejected', 'removed', 'expired');
      CREATE INDEX records_principal ON records (principal_id, id)
        WHERE principal_id IS NOT NULL;
      CREATE INDEX records_participant ON records (participant_id, id);
      CREATE INDEX records_participant_state ON records (participant_id, state, id);
      CREATE INDEX records_participant_updated ON records (participant_id, updated_at, id);

      CREATE TABLE notices (
        id {integer} PRIMARY KEY,
        record_id {integer} NOT NULL REFERENCES records (id),
        participant_id {integer} NOT NULL REFERENCES participants (id),
        attempt {integer} NOT NULL CHECK (attempt >= 1),
        channel TEXT NOT NULL,
        issued_at {integer} NOT NULL,
        issued_on {integer} NOT NULL,
        letter {bytes} NOT NULL,
        pdf_sha256 {bytes},
        access_code_hash {bytes} NOT NULL,
        return_code TEXT,
        returned_at {integer},
        UNIQUE (record_id, attempt)
      ){strict};
      CREATE INDEX notices_posting ON notices (participant_id, issued_on, id);
      CREATE INDEX notices_unprinted ON notices (id) WHERE pdf_sha256 IS NULL;

      CREATE TABLE happenings (
        id {integer} PRIMARY KEY,
        participant_id {integer} NOT NULL REFERENCES participants (id),
        record_id {integer} NOT NULL REFERENCES records (id),
        version {integer} NOT NULL,
        type TEXT NOT NULL,
        actor TEXT NOT NULL,
        at {integer} NOT NULL,
        body TEXT NOT NULL,
        hash {bytes} NOT NULL,
        UNIQUE (record_id, version)
      ){strict};
      CREATE INDEX happenings_participant ON happenings (participant_id, id);

      CREATE TABLE reinclusion_blocks (
        participant_id {integer} NOT NULL REFERENCES participants (id),
        document_index {bytes} NOT NULL,
        contract_number TEXT NOT NULL,
        record_id {integer} NOT NULL REFERENCES records (id),
        created_at {integer} NOT NULL,
        released_at {integer},
        PRIMARY KEY (participant_id, document_index, contract_number)
      ){strict};

      CREATE TABLE disputes (
        id {integer} PRIMARY KEY,
        record_id {integer} NOT NULL REFERENCES records (id),
        opened_at {integer} NOT NULL,
        answer_due_on {integer} NOT NULL,
        statement {bytes} NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'dismissed')),
        resolved_at {integer},
        resolution TEXT
      ){strict};
      CREATE UNIQUE INDEX disputes_one_open ON disputes (record_id) WHERE state = 'open';
      """)

  private static let webhooks = Migration(
    number: 3, note: "Webhook endpoints and the outbox of their deliveries",
    sql: """
      CREATE TABLE webhook_endpoints (
        id {integer} PRIMARY KEY,
        participant_id {integer} NOT NULL REFERENCES participants (id),
        url TEXT NOT NULL,
        events TEXT NOT NULL,
        secret {bytes} NOT NULL,
        created_at {integer} NOT NULL,
        disabled_at {integer},
        deleted_at {integer}
      ){strict};
      CREATE INDEX webhook_endpoints_participant ON webhook_endpoints (participant_id, id)
        WHERE deleted_at IS NULL;

      CREATE TABLE deliveries (
        id {integer} PRIMARY KEY,
        endpoint_id {integer} NOT NULL REFERENCES webhook_endpoints (id),
        happening_id {integer} NOT NULL REFERENCES happenings (id),
        state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'lost')),
        attempts {integer} NOT NULL CHECK (attempts >= 0),
        next_attempt_at {integer} NOT NULL,
        last_problem TEXT,
        finished_at {integer},
        CHECK ((state = 'waiting') = (finished_at IS NULL))
      ){strict};
      CREATE INDEX deliveries_waiting ON deliveries (next_attempt_at, id)
        WHERE state = 'waiting';
      CREATE INDEX deliveries_endpoint ON deliveries (endpoint_id, id);
      """)

  private static let inquiries = Migration(
    number: 4, note: "Inquiries that were answered",
    sql: """
      CREATE TABLE inquiries (
        id {integer} PRIMARY KEY,
        participant_id {integer} NOT NULL REFERENCES participants (id),
        document_index {bytes} NOT NULL,
        product TEXT NOT NULL,
        purpose TEXT NOT NULL,
        reference TEXT NOT NULL,
        at {integer} NOT NULL,
        restricted {integer} NOT NULL CHECK (restricted IN (0, 1)),
        partial {integer} NOT NULL CHECK (partial IN (0, 1)),
        cost_cents {integer} NOT NULL
      ){strict};
      CREATE INDEX inquiries_document ON inquiries (document_index, at);
      CREATE INDEX inquiries_participant ON inquiries (participant_id, id);
      """)
}
