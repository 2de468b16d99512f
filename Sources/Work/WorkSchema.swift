/// The table of rows of work that are claimed, wait for a repetition, have failed or were
/// discarded. What is due stands in the rows of the domain; a row that was done leaves nothing.
package enum WorkSchema {
  package static let table = "work_items"

  /// For a migration of either side.
  package static let sql = """
    CREATE TABLE work_items (
      lane TEXT NOT NULL,
      row_id {integer} NOT NULL,
      attempts {integer} NOT NULL CHECK (attempts >= 0),
      must_ask {integer} NOT NULL CHECK (must_ask IN (0, 1)),
      claim_id {integer},
      claimed_by TEXT,
      claimed_until_at {integer},
      retry_at {integer},
      last_error TEXT,
      failed_at {integer},
      discarded_at {integer},
      discarded_by TEXT,
      discard_note TEXT,
      PRIMARY KEY (lane, row_id),
      CHECK ((claimed_until_at IS NULL) = (claimed_by IS NULL)),
      CHECK (failed_at IS NULL OR claimed_until_at IS NULL),
      CHECK (discarded_at IS NULL OR failed_at IS NOT NULL),
      CHECK ((discarded_at IS NULL) = (discarded_by IS NULL))
    ){strict};
    CREATE INDEX work_items_failed ON work_items (lane, failed_at, row_id)
      WHERE failed_at IS NOT NULL AND discarded_at IS NULL;
    CREATE INDEX work_items_open ON work_items (lane, row_id) WHERE failed_at IS NULL;
    """
}
