import SQLDatabase

extension CreditorSchema {
  static let migration6 = Migration(
    number: 6, note: "Imports and bank returns",
    sql: """
      CREATE TABLE imports (
        id {integer} PRIMARY KEY,
        kind TEXT NOT NULL
          CHECK (kind IN ('people', 'contracts', 'receivables', 'payments', 'bank-return')),
        state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
        dry_run {integer} NOT NULL CHECK (dry_run IN (0, 1)),
        content_hash {bytes} NOT NULL,
        content_path TEXT,
        byte_count {integer} NOT NULL,
        position_bytes {integer} NOT NULL,
        position_line {integer} NOT NULL,
        created_count {integer} NOT NULL,
        updated_count {integer} NOT NULL,
        unchanged_count {integer} NOT NULL,
        refused_count {integer} NOT NULL,
        notices TEXT NOT NULL,
        header TEXT,
        started_by TEXT NOT NULL,
        started_at {integer} NOT NULL,
        finished_at {integer},
        problem TEXT
      ){strict};
      CREATE INDEX imports_running ON imports (id) WHERE state = 'running';

      CREATE TABLE import_faults (
        import_id {integer} NOT NULL REFERENCES imports (id),
        line {integer} NOT NULL,
        sequence {integer} NOT NULL,
        code TEXT NOT NULL,
        detail TEXT NOT NULL,
        PRIMARY KEY (import_id, line, sequence)
      ){strict};

      CREATE TABLE bank_return_lines (
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
        outcome TEXT NOT NULL CHECK (outcome IN ('settled', 'partial', 'waiting', 'reversed',
          'ignored', 'unmatched', 'refused')),
        receivable_id {integer},
        payment_id {integer},
        detail TEXT NOT NULL,
        PRIMARY KEY (import_id, line)
      ){strict};
      """)
}
