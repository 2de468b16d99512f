import SQLDatabase

extension CreditorSchema {
  /// The first administrator's code, the second factor, and logins between password and code.
  static let accessMigration = Migration(
    number: 27, note: "Second factor, code of the first access, sessions by user",
    sql: """
      CREATE TABLE set_up_codes (
        secret_hash {bytes} PRIMARY KEY,
        created_at {integer} NOT NULL
      ){strict};

      CREATE TABLE second_factors (
        user_id {integer} PRIMARY KEY REFERENCES users (id),
        secret_sealed {bytes} NOT NULL,
        created_at {integer} NOT NULL,
        confirmed_at {integer},
        last_step {integer} NOT NULL
      ){strict};

      CREATE TABLE recovery_codes (
        user_id {integer} NOT NULL REFERENCES users (id),
        secret_hash {bytes} NOT NULL,
        PRIMARY KEY (user_id, secret_hash)
      ){strict};

      CREATE TABLE login_steps (
        secret_hash {bytes} PRIMARY KEY,
        user_id {integer} NOT NULL REFERENCES users (id),
        begun_at {integer} NOT NULL,
        tries {integer} NOT NULL CHECK (tries >= 0)
      ){strict};
      CREATE INDEX login_steps_age ON login_steps (begun_at);

      CREATE INDEX sessions_by_user ON sessions (user_id, id);

      ALTER TABLE parameters ADD COLUMN requires_second_factor {integer} NOT NULL DEFAULT 0
        CHECK (requires_second_factor IN (0, 1));
      """)
}
