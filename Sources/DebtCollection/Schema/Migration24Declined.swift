import SQLDatabase

extension CreditorSchema {
  /// A request that was not approved is a state of its own.
  ///
  /// The constraint of the states learns the word where it stands: half the tables refer to the
  /// listings, and making the largest one anew under foreign keys takes a look at each of them. On
  /// SQLite the text of the table is changed, which the engine allows for constraints
  /// (https://sqlite.org/lang_altertable.html, section 7); the indexes that are made afterwards
  /// tell other connections to read the schema again.
  static let migration24 = Migration(
    number: 24, note: "Requests that were not approved, and why a listing is hidden",
    sql: """
      DROP INDEX listings_one_live;
      ALTER TABLE listings ADD COLUMN bureau_suspensions TEXT NOT NULL DEFAULT '';
      """,
    sqliteOnly: """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_schema
        SET sql = replace(sql, '''outOfSync''))', '''outOfSync'', ''declined''))')
        WHERE type = 'table' AND name = 'listings';
      PRAGMA writable_schema = RESET;
      \(afterwards)
      """,
    postgresOnly: """
      ALTER TABLE listings DROP CONSTRAINT listings_state_check;
      ALTER TABLE listings ADD CONSTRAINT listings_state_check
        CHECK (state IN ('draft', 'awaitingApproval', 'queued', 'uncertain', 'submitted',
          'rejected', 'inNotice', 'noticeProblem', 'active', 'suspended', 'removalQueued',
          'removalSubmitted', 'removed', 'removedByBureau', 'expired', 'outOfSync', 'declined'));
      \(afterwards)
      """)

  /// What was declined so far was kept as a removal, with a term and a price.
  private static let afterwards = """
    CREATE UNIQUE INDEX listings_one_live ON listings (receivable_id)
      WHERE state NOT IN ('rejected', 'removed', 'removedByBureau', 'expired', 'declined');
    UPDATE listings SET state = 'declined', removal_reason = NULL, removal_requested_at = NULL,
      removal_due_on = NULL, removed_at = NULL, fee_cents = NULL
      WHERE state = 'removed' AND removal_reason = 'declined';
    """
}
