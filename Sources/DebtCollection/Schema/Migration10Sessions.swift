import SQLDatabase

extension CreditorSchema {
  static let migration10 = Migration(
    number: 10, note: "Sessions, and the orders of lists on the screens",
    sql: """
      CREATE TABLE sessions (
        id {integer} PRIMARY KEY,
        user_id {integer} NOT NULL REFERENCES users (id),
        secret_hash {bytes} NOT NULL UNIQUE,
        created_at {integer} NOT NULL,
        seen_at {integer} NOT NULL,
        ended_at {integer},
        address TEXT,
        agent TEXT,
        CHECK (seen_at >= created_at)
      ){strict};
      CREATE INDEX sessions_user ON sessions (user_id, seen_at) WHERE ended_at IS NULL;

      CREATE INDEX listings_visible_from ON listings (coalesce(visible_from_on, 9999999), id)
        WHERE state = 'inNotice';
      CREATE INDEX listings_manual ON listings (id) WHERE origin = 'manual';
      """)
}
