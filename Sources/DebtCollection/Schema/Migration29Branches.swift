import SQLDatabase

extension CreditorSchema {
  /// Ids of branches between blanks; none is no limit.
  static let branchLimitMigration = Migration(
    number: 29, note: "Users and keys may be limited to branches",
    sql: """
      ALTER TABLE users ADD COLUMN branches TEXT NOT NULL DEFAULT '';
      ALTER TABLE api_keys ADD COLUMN branches TEXT NOT NULL DEFAULT '';
      """)
}
