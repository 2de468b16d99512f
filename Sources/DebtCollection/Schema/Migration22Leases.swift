import SQLDatabase

extension CreditorSchema {
  /// The claim of a task is empty where a lane does its work. A run that an older version began has
  /// none either, and is given up as before.
  static let migration22 = Migration(
    number: 22, note: "Claims of tasks, limits of rules within a run, versions of credentials",
    sql: """
      ALTER TABLE task_runs ADD COLUMN claimed_until_at {integer};
      CREATE INDEX task_runs_claimed ON task_runs (claimed_until_at)
        WHERE finished_at IS NULL AND claimed_until_at IS NOT NULL;

      CREATE TABLE collection_run_rules (
        run_id {integer} NOT NULL REFERENCES collection_runs (id),
        rule_id {integer} NOT NULL,
        listed_count {integer} NOT NULL CHECK (listed_count >= 0),
        PRIMARY KEY (run_id, rule_id)
      ){strict};
      INSERT INTO collection_run_rules (run_id, rule_id, listed_count)
      SELECT id, rule_id, listed_count FROM collection_runs
      WHERE state = 'running' AND rule_id IS NOT NULL;

      ALTER TABLE integrations ADD COLUMN credentials_version {integer} NOT NULL DEFAULT 1;
      """)
}
