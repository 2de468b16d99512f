import SQLDatabase

extension CreditorSchema {
  /// The answers kept so far are in the clear, credit reports and secrets among them: they go.
  /// Their keys stay, so that a repetition hears that its work was done and does not do it again.
  static let migration20 = Migration(
    number: 20, note: "Kept answers are sealed from now on, and their claims can be in doubt",
    sql: """
      CREATE TABLE kept_answers (
        scope TEXT NOT NULL,
        key TEXT NOT NULL,
        request_hash {bytes} NOT NULL,
        claim {integer} NOT NULL DEFAULT 0,
        claimed_at {integer} NOT NULL,
        writes {integer} NOT NULL DEFAULT 0 CHECK (writes >= 0),
        in_doubt {integer} NOT NULL DEFAULT 0 CHECK (in_doubt IN (0, 1)),
        status {integer},
        headers TEXT,
        body {bytes},
        PRIMARY KEY (scope, key),
        CHECK ((status IS NULL) = (body IS NULL))
      ){strict};
      CREATE INDEX kept_answers_age ON kept_answers (claimed_at);
      INSERT INTO kept_answers (scope, key, request_hash, claimed_at, writes, in_doubt)
      SELECT scope, key, request_hash, claimed_at, 1, 1 FROM idempotency_keys;
      DROP TABLE idempotency_keys;
      """)
}
