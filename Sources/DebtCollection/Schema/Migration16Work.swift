import SQLDatabase
import Work

extension CreditorSchema {
  static let migration16 = Migration(
    number: 16, note: "Rows of work that are claimed, wait for a repetition or have failed",
    sql: WorkSchema.sql + """

      ALTER TABLE collection_runs ADD COLUMN task_run_id {integer};
      ALTER TABLE reconciliations ADD COLUMN task_run_id {integer};
      """)
}
