import SQLDatabase

extension CreditorSchema {
  /// Of a payment taken before, what came above the open balance was kept without saying what it
  /// is: as much as the law allows for the delay counts as fine and interest, the rest is due back.
  static let migrationMoney = Migration(
    number: 30, note: "What is owed back of payments, why titles were closed, agreements",
    sql: """
      ALTER TABLE payments ADD COLUMN charges_cents {integer} NOT NULL DEFAULT 0
        CHECK (charges_cents >= 0);
      ALTER TABLE payments ADD COLUMN excess_cents {integer} NOT NULL DEFAULT 0
        CHECK (excess_cents >= 0);
      ALTER TABLE payments ADD COLUMN basis TEXT NOT NULL DEFAULT 'received'
        CHECK (basis IN ('principal', 'updated', 'received'));
      UPDATE payments SET charges_cents = (
          SELECT CASE WHEN payments.paid_on <= r.due_on THEN 0
            ELSE (payments.applied_cents * 2 + 50) / 100
              + (payments.applied_cents * (payments.paid_on - r.due_on) + 1500) / 3000 END
          FROM receivables r WHERE r.id = payments.receivable_id)
        WHERE applied_cents > 0 AND applied_cents < amount_cents;
      UPDATE payments SET charges_cents = amount_cents - applied_cents
        WHERE charges_cents > amount_cents - applied_cents;
      UPDATE payments SET excess_cents = amount_cents - applied_cents - charges_cents
        WHERE applied_cents + charges_cents < amount_cents;

      ALTER TABLE receivables ADD COLUMN closed_reason TEXT;
      ALTER TABLE receivables ADD COLUMN closed_by TEXT;
      ALTER TABLE receivables ADD COLUMN closed_at {integer};
      ALTER TABLE receivables ADD COLUMN agreement_of_id {integer} REFERENCES receivables (id);
      ALTER TABLE receivables ADD COLUMN slip_line TEXT;
      CREATE INDEX receivables_agreement ON receivables (agreement_of_id, id)
        WHERE agreement_of_id IS NOT NULL;

      ALTER TABLE listings ADD COLUMN payment_undone {integer} NOT NULL DEFAULT 0
        CHECK (payment_undone IN (0, 1));
      UPDATE listings SET payment_undone = 1
        WHERE removal_reason = 'payment' AND receivable_id IN
          (SELECT id FROM receivables WHERE status IN ('open', 'partiallyPaid'));
      DROP INDEX listings_recovered;
      CREATE INDEX listings_recovered ON listings
          (removal_requested_at, payment_undone, notice_issued_on, receivable_id, amount_cents)
        WHERE removal_reason = 'payment';
      DROP INDEX listings_noticed;
      CREATE INDEX listings_noticed ON listings
          (notice_issued_on, removal_reason, payment_undone, receivable_id, amount_cents, fee_cents)
        WHERE notice_issued_on IS NOT NULL;

      ALTER TABLE imports ADD COLUMN already_paid_count {integer} NOT NULL DEFAULT 0
        CHECK (already_paid_count >= 0);
      ALTER TABLE imports ADD COLUMN already_paid_cents {integer} NOT NULL DEFAULT 0
        CHECK (already_paid_cents >= 0);

      ALTER TABLE integrations ADD COLUMN posting_terms TEXT;
      ALTER TABLE inquiries ADD COLUMN bureau_name_index {bytes};

      CREATE TABLE return_lines (
        import_id {integer} NOT NULL REFERENCES imports (id),
        line {integer} NOT NULL,
        bank_number TEXT NOT NULL,
        document_number TEXT NOT NULL,
        occurrence TEXT NOT NULL,
        kind TEXT NOT NULL
          CHECK (kind IN ('full', 'partial', 'waiting', 'reversal', 'notPayment', 'rejected')),
        paid_cents {integer} NOT NULL,
        occurred_on {integer},
        available_on {integer},
        outcome TEXT NOT NULL CHECK (outcome IN ('settled', 'partial', 'alreadyPaid', 'waiting',
          'reversed', 'ignored', 'unmatched', 'refused')),
        receivable_id {integer},
        payment_id {integer},
        detail TEXT NOT NULL,
        PRIMARY KEY (import_id, line)
      ){strict};
      INSERT INTO return_lines (import_id, line, bank_number, document_number, occurrence, kind,
        paid_cents, occurred_on, available_on, outcome, receivable_id, payment_id, detail)
      SELECT import_id, line, bank_number, document_number, occurrence, kind, paid_cents,
        occurred_on, available_on, outcome, receivable_id, payment_id, detail
      FROM bank_return_lines;
      DROP TABLE bank_return_lines;
      ALTER TABLE return_lines RENAME TO bank_return_lines;
      CREATE INDEX bank_return_lines_other
        ON bank_return_lines (import_id, outcome, line) WHERE outcome <> 'settled';
      """)
}
