import SQLDatabase

extension CreditorSchema {
  /// A title is settled on two witnesses: whose number a title has (bank and agreement), what
  /// speaks for and against the titles that an unmatched line may mean, and what a person decided.
  static let witnessMigration = Migration(
    number: 31, note: "Bank and agreement of titles, candidates and decisions of return lines",
    sql: """
      ALTER TABLE receivables ADD COLUMN bank TEXT;
      ALTER TABLE receivables ADD COLUMN agreement TEXT;
      ALTER TABLE receivables ADD COLUMN bank_key TEXT;
      UPDATE receivables SET bank_key = ltrim(replace(replace(replace(replace(
          upper(bank_number), '/', ''), '-', ''), '.', ''), ' ', ''), '0')
        WHERE bank_number IS NOT NULL;
      UPDATE receivables SET bank_key = NULL WHERE bank_key = '';
      CREATE INDEX receivables_bank_key ON receivables (bank_key) WHERE bank_key IS NOT NULL;

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
        outcome TEXT NOT NULL CHECK (outcome IN ('settled', 'partial', 'paidAbove',
          'paidAfterRemoval', 'alreadyPaid', 'waiting', 'reversed', 'ignored', 'unmatched',
          'notOurs', 'refused')),
        receivable_id {integer},
        payment_id {integer},
        detail TEXT NOT NULL,
        bank TEXT,
        agreement TEXT,
        received_cents {integer} NOT NULL DEFAULT 0,
        signature TEXT,
        effect TEXT,
        decided_by TEXT,
        decided_at {integer},
        PRIMARY KEY (import_id, line),
        CHECK ((decided_by IS NULL) = (decided_at IS NULL))
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

      CREATE TABLE bank_return_candidates (
        import_id {integer} NOT NULL REFERENCES imports (id),
        line {integer} NOT NULL,
        receivable_id {integer} NOT NULL REFERENCES receivables (id),
        speaks_for TEXT NOT NULL,
        speaks_against TEXT NOT NULL,
        PRIMARY KEY (import_id, line, receivable_id)
      ){strict};
      CREATE INDEX bank_return_candidates_title ON bank_return_candidates (receivable_id);

      CREATE TABLE bank_number_decisions (
        bank TEXT NOT NULL,
        agreement TEXT NOT NULL,
        number_key TEXT NOT NULL,
        receivable_id {integer} NOT NULL REFERENCES receivables (id),
        decided_by TEXT NOT NULL,
        decided_at {integer} NOT NULL,
        PRIMARY KEY (bank, agreement, number_key)
      ){strict};
      CREATE INDEX bank_number_decisions_title ON bank_number_decisions (receivable_id);
      """)
}
