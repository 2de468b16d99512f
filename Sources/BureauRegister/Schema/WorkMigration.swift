import SQLDatabase
import Work

extension BureauSchema {
  static let work = Migration(
    number: 18, note: "Rows of work that are claimed, wait for a repetition or have failed",
    sql: WorkSchema.sql)
}
