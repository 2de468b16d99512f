import SQLDatabase

extension BureauSchema {
  /// What was kept is kept on, with its seals. A request that was at work when the earlier version
  /// stopped is in doubt.
  static let keptAnswers = Migration(
    number: 17, note: "One table of kept answers for both sides, whose claims can be in doubt",
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
      INSERT INTO kept_answers
        (scope, key, request_hash, claimed_at, writes, in_doubt, status, headers, body)
      SELECT scope, key, request_hash, claimed_at, 1, 1, status, headers, body
      FROM stored_answers;
      DROP TABLE stored_answers;
      """)
}
