import SQLDatabase

extension CreditorSchema {
  static let migration13 = Migration(
    number: 13, note: "Password codes, use of keys, requested runs, audit checks, the log",
    sql: """
      CREATE TABLE password_codes (
        user_id {integer} PRIMARY KEY REFERENCES users (id),
        secret_hash {bytes} NOT NULL,
        created_at {integer} NOT NULL,
        expires_at {integer} NOT NULL,
        CHECK (expires_at > created_at)
      ){strict};

      ALTER TABLE api_keys ADD COLUMN last_used_at {integer};
      ALTER TABLE scheduled_tasks ADD COLUMN requested_by TEXT;

      CREATE TABLE audit_checks (
        id {integer} PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('running', 'finished')),
        started_by TEXT NOT NULL,
        started_at {integer} NOT NULL,
        finished_at {integer},
        total_count {integer} NOT NULL,
        cursor_id {integer} NOT NULL,
        listing_count {integer} NOT NULL,
        entry_count {integer} NOT NULL,
        broken_count {integer} NOT NULL,
        broken TEXT NOT NULL,
        CHECK ((state = 'finished') = (finished_at IS NOT NULL))
      ){strict};
      CREATE UNIQUE INDEX audit_checks_running ON audit_checks (state) WHERE state = 'running';

      CREATE INDEX access_log_at ON access_log (at, id);
      CREATE INDEX access_log_actor ON access_log (actor, at, id);
      CREATE INDEX access_log_action ON access_log (action, at, id);
      CREATE INDEX access_log_both ON access_log (actor, action, at, id);
      CREATE INDEX listings_sums ON listings (state, amount_cents);
      CREATE INDEX listings_recovered ON listings (removal_requested_at, amount_cents)
        WHERE removal_reason = 'payment';
      CREATE INDEX webhook_deliveries_state ON webhook_deliveries (endpoint_id, state, event_id);
      """)
}
