import SQLDatabase

extension CreditorSchema {
  static let migration12 = Migration(
    number: 12, note: "Orders of the lists of titles, files that wait for a person's confirmation",
    sql: """
      CREATE INDEX receivables_open ON receivables (due_on, id, open_cents, status)
        WHERE status IN ('open', 'partiallyPaid');
      CREATE INDEX receivables_closed ON receivables (status, due_on, id)
        WHERE status IN ('paid', 'cancelled', 'renegotiated');
      CREATE INDEX receivables_listed ON receivables (due_on, id)
        WHERE live_listing_id IS NOT NULL;
      CREATE INDEX receivables_disputed ON receivables (due_on, id) WHERE disputed = 1;

      CREATE INDEX listings_requested ON listings (requested_at, id);
      CREATE INDEX listings_noticed ON listings
          (notice_issued_on, removal_reason, receivable_id, amount_cents, fee_cents)
        WHERE notice_issued_on IS NOT NULL;

      ALTER TABLE imports ADD COLUMN confirm_until_at {integer};
      ALTER TABLE imports ADD COLUMN confirmed_id {integer};
      CREATE INDEX imports_content ON imports (content_hash, id);
      CREATE INDEX imports_waiting ON imports (confirm_until_at)
        WHERE confirm_until_at IS NOT NULL;

      CREATE TABLE collection_run_reasons (
        run_id {integer} NOT NULL REFERENCES collection_runs (id),
        outcome TEXT NOT NULL CHECK (outcome IN ('listed', 'removed', 'leftOut')),
        code TEXT NOT NULL,
        title_count {integer} NOT NULL,
        amount_cents {integer} NOT NULL,
        PRIMARY KEY (run_id, outcome, code)
      ){strict};
      """)
}
