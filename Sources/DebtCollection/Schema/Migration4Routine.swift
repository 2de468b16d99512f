import SQLDatabase

extension CreditorSchema {
  static let migration4 = Migration(
    number: 4, note: "Collection rules, runs and scheduled tasks",
    sql: """
      CREATE TABLE collection_rules (
        id {integer} PRIMARY KEY,
        name TEXT NOT NULL,
        branch_id {integer} REFERENCES branches (id),
        active {integer} NOT NULL CHECK (active IN (0, 1)),
        per_title {integer} NOT NULL CHECK (per_title IN (0, 1)),
        days_to_run {integer} NOT NULL CHECK (days_to_run BETWEEN 0 AND 1825),
        list_automatically {integer} NOT NULL CHECK (list_automatically IN (0, 1)),
        remove_automatically {integer} NOT NULL CHECK (remove_automatically IN (0, 1)),
        minimum_cents {integer} NOT NULL CHECK (minimum_cents >= 0),
        maximum_per_run {integer} NOT NULL CHECK (maximum_per_run BETWEEN 1 AND 1000000),
        created_at {integer} NOT NULL,
        updated_at {integer} NOT NULL,
        CHECK (list_automatically = 0 OR (per_title = 1 AND days_to_run >= 60))
      ){strict};
      CREATE UNIQUE INDEX collection_rules_branch ON collection_rules (branch_id)
        WHERE active = 1 AND branch_id IS NOT NULL;
      CREATE UNIQUE INDEX collection_rules_general ON collection_rules (active)
        WHERE active = 1 AND branch_id IS NULL;

      CREATE TABLE collection_runs (
        id {integer} PRIMARY KEY,
        rule_id {integer} REFERENCES collection_rules (id),
        dry_run {integer} NOT NULL CHECK (dry_run IN (0, 1)),
        state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
        run_on {integer} NOT NULL,
        started_by TEXT NOT NULL,
        started_at {integer} NOT NULL,
        finished_at {integer},
        cursor_due_on {integer},
        cursor_id {integer},
        examined_count {integer} NOT NULL,
        listed_count {integer} NOT NULL,
        listed_cents {integer} NOT NULL,
        removed_count {integer} NOT NULL,
        removed_cents {integer} NOT NULL,
        left_out_count {integer} NOT NULL,
        left_out_cents {integer} NOT NULL,
        cost_cents {integer} NOT NULL,
        problem TEXT,
        CHECK (state <> 'finished' OR finished_at IS NOT NULL)
      ){strict};
      CREATE INDEX collection_runs_running ON collection_runs (id) WHERE state = 'running';

      CREATE TABLE collection_decisions (
        run_id {integer} NOT NULL REFERENCES collection_runs (id),
        receivable_id {integer} NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('listed', 'removed', 'leftOut')),
        amount_cents {integer} NOT NULL,
        reasons TEXT NOT NULL,
        PRIMARY KEY (run_id, receivable_id)
      ){strict};

      CREATE TABLE scheduled_tasks (
        name TEXT PRIMARY KEY,
        enabled {integer} NOT NULL CHECK (enabled IN (0, 1)),
        second_of_day {integer} NOT NULL CHECK (second_of_day BETWEEN 0 AND 86399),
        every_seconds {integer} CHECK (every_seconds IS NULL OR every_seconds >= 60),
        next_run_at {integer} NOT NULL,
        updated_at {integer} NOT NULL
      ){strict};

      CREATE TABLE task_runs (
        id {integer} PRIMARY KEY,
        task TEXT NOT NULL REFERENCES scheduled_tasks (name),
        started_at {integer} NOT NULL,
        finished_at {integer},
        started_by TEXT NOT NULL,
        outcome TEXT CHECK (outcome IN ('done', 'failed')),
        detail TEXT
      ){strict};
      CREATE INDEX task_runs_task ON task_runs (task, id);
      """)
}
