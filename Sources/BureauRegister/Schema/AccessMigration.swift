import SQLDatabase

extension BureauSchema {
  static let access = Migration(
    number: 8, note: "Several credentials, allowed addresses, rotated secrets, log of deliveries",
    sql: """
      CREATE TABLE credentials (
        id {integer} PRIMARY KEY,
        participant_id {integer} NOT NULL REFERENCES participants (id),
        client_id TEXT NOT NULL UNIQUE,
        secret_hash {bytes} NOT NULL,
        name TEXT NOT NULL,
        scopes TEXT NOT NULL,
        failed_logins {integer} NOT NULL CHECK (failed_logins >= 0),
        locked_at {integer},
        created_at {integer} NOT NULL,
        last_used_at {integer},
        revoked_at {integer}
      ){strict};
      CREATE INDEX credentials_participant ON credentials (participant_id, id);
      INSERT INTO credentials (id, participant_id, client_id, secret_hash, name, scopes,
        failed_logins, locked_at, created_at)
      SELECT id, id, client_id, secret_hash, 'principal', scopes, failed_logins, locked_at,
        created_at FROM participants;

      ALTER TABLE access_tokens ADD COLUMN credential_id {integer} REFERENCES credentials (id);
      UPDATE access_tokens SET credential_id = participant_id;
      ALTER TABLE participants ADD COLUMN allowed_addresses TEXT NOT NULL DEFAULT '';

      ALTER TABLE webhook_endpoints ADD COLUMN previous_secret {bytes};
      ALTER TABLE webhook_endpoints ADD COLUMN previous_until_at {integer};
      ALTER TABLE deliveries ADD COLUMN is_delayed {integer} NOT NULL DEFAULT 0;

      CREATE TABLE delivery_attempts (
        delivery_id {integer} NOT NULL REFERENCES deliveries (id),
        attempt {integer} NOT NULL CHECK (attempt >= 1),
        at {integer} NOT NULL,
        status {integer},
        problem TEXT,
        PRIMARY KEY (delivery_id, attempt)
      ){strict};
      """)
}
