import SQLDatabase

extension CreditorSchema {
  /// Filters, sums and looks at neighbours are answered by an index alone wherever a page has to
  /// look at more rows than it shows: `docs/architecture.md`, "What keeps the lists fast".
  static let migration15 = Migration(
    number: 15, note: "Indexes that answer the filters and sums of lists and reports",
    sql: """
      DROP INDEX receivables_open;
      CREATE INDEX receivables_open ON receivables (due_on, id, open_cents, status, person_id)
        WHERE status IN ('open', 'partiallyPaid');
      CREATE INDEX receivables_debt ON receivables (person_id, due_on, id, open_cents)
        WHERE status IN ('open', 'partiallyPaid');

      DROP INDEX payments_receivable;
      CREATE INDEX payments_receivable ON payments (receivable_id, id, paid_on, reversed_at);

      DROP INDEX listings_manual;
      CREATE INDEX listings_origin ON listings (origin, state, id);
      DROP INDEX listings_visible_from;
      CREATE INDEX listings_visible_from
        ON listings (state, coalesce(visible_from_on, 9999999), id, origin)
        WHERE state = 'inNotice';
      DROP INDEX listings_requested;
      CREATE INDEX listings_requested ON listings
        (requested_at, id, state, origin, amount_cents, fee_cents);

      DROP INDEX inquiries_order;
      CREATE INDEX inquiries_order ON inquiries
        (requested_at, id, cost_cents, reused_id, outcome, product, integration_id,
          document_masked);

      CREATE INDEX collection_decisions_acted
        ON collection_decisions (run_id, outcome, receivable_id) WHERE outcome <> 'leftOut';

      CREATE INDEX bank_return_lines_other
        ON bank_return_lines (import_id, outcome, line) WHERE outcome <> 'settled';
      CREATE TABLE bank_return_totals (
        import_id {integer} NOT NULL REFERENCES imports (id),
        kind TEXT NOT NULL,
        outcome TEXT NOT NULL,
        line_count {integer} NOT NULL CHECK (line_count > 0),
        paid_cents {integer} NOT NULL,
        PRIMARY KEY (import_id, kind, outcome)
      ){strict};
      INSERT INTO bank_return_totals (import_id, kind, outcome, line_count, paid_cents)
        SELECT import_id, kind, outcome, count(*), CAST(sum(paid_cents) AS BIGINT)
        FROM bank_return_lines GROUP BY import_id, kind, outcome;
      """)
}
