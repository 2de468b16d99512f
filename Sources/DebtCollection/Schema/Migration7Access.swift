import SQLDatabase

extension CreditorSchema {
  static let migration7 = Migration(
    number: 7, note: "Users, API keys, idempotency, webhooks and the access log",
    sql: """
      CREATE TABLE users (
        id {integer} PRIMARY KEY,
        email TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('attendant', 'collector', 'approver',
          'administrator', 'auditor')),
        password_hash TEXT NOT NULL,
        active {integer} NOT NULL CHECK (active IN (0, 1)),
        created_at {integer} NOT NULL
      ){strict};

      CREATE TABLE api_keys (
        id {integer} PRIMARY KEY,
        name TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('attendant', 'collector', 'approver',
          'administrator', 'auditor')),
        secret_hash {bytes} NOT NULL UNIQUE,
        created_at {integer} NOT NULL,
        revoked_at {integer}
      ){strict};

      CREATE TABLE idempotency_keys (
        scope TEXT NOT NULL,
        key TEXT NOT NULL,
        request_hash {bytes} NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('running', 'done')),
        status {integer},
        headers TEXT,
        body {bytes},
        claimed_at {integer} NOT NULL,
        PRIMARY KEY (scope, key)
      ){strict};
      CREATE INDEX idempotency_keys_age ON idempotency_keys (claimed_at);

      CREATE TABLE webhook_endpoints (
        id {integer} PRIMARY KEY,
        url TEXT NOT NULL,
        events TEXT NOT NULL,
        secret_sealed {bytes} NOT NULL,
        active {integer} NOT NULL CHECK (active IN (0, 1)),
        created_at {integer} NOT NULL
      ){strict};

      CREATE TABLE published_events (
        id {integer} PRIMARY KEY,
        name TEXT NOT NULL,
        at {integer} NOT NULL,
        listing_id {integer},
        data TEXT NOT NULL,
        dispatched {integer} NOT NULL CHECK (dispatched IN (0, 1))
      ){strict};
      CREATE INDEX published_events_waiting ON published_events (id) WHERE dispatched = 0;

      CREATE TABLE webhook_deliveries (
        id {integer} PRIMARY KEY,
        endpoint_id {integer} NOT NULL REFERENCES webhook_endpoints (id),
        event_id {integer} NOT NULL REFERENCES published_events (id),
        state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'given-up')),
        attempts {integer} NOT NULL,
        next_attempt_at {integer} NOT NULL,
        last_status {integer},
        last_problem TEXT,
        finished_at {integer},
        UNIQUE (endpoint_id, event_id)
      ){strict};
      CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (next_attempt_at, id)
        WHERE state = 'waiting';

      CREATE TABLE access_log (
        id {integer} PRIMARY KEY,
        at {integer} NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        document_index {bytes},
        purpose TEXT
      ){strict};
      CREATE INDEX access_log_subject ON access_log (subject, id);
      CREATE INDEX access_log_document ON access_log (document_index, id);
      """)
}
