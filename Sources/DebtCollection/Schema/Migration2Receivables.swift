import SQLDatabase

extension CreditorSchema {
  static let migration2 = Migration(
    number: 2, note: "People, contracts, receivables and payments",
    sql: """
      CREATE TABLE people (
        id {integer} PRIMARY KEY,
        external_code TEXT,
        stage TEXT NOT NULL CHECK (stage IN ('lead', 'prospect', 'customer')),
        kind TEXT NOT NULL CHECK (kind IN ('natural', 'legal')),
        document_index {bytes},
        document_sealed {bytes},
        document_masked TEXT,
        name TEXT NOT NULL,
        name_folded TEXT NOT NULL,
        birth_on {integer},
        deceased_on {integer},
        email TEXT,
        phone TEXT,
        postal_code TEXT NOT NULL,
        street TEXT NOT NULL,
        number TEXT NOT NULL,
        complement TEXT NOT NULL,
        district TEXT NOT NULL,
        city TEXT NOT NULL,
        state TEXT NOT NULL,
        has_postal_address {integer} NOT NULL CHECK (has_postal_address IN (0, 1)),
        branch_id {integer} REFERENCES branches (id),
        created_at {integer} NOT NULL,
        updated_at {integer} NOT NULL,
        CHECK ((document_index IS NULL) = (document_sealed IS NULL)),
        CHECK (stage = 'lead' OR document_index IS NOT NULL)
      ){strict};
      CREATE UNIQUE INDEX people_document ON people (document_index)
        WHERE document_index IS NOT NULL;
      CREATE UNIQUE INDEX people_external_code ON people (external_code)
        WHERE external_code IS NOT NULL;
      CREATE INDEX people_stage ON people (stage, id);

      CREATE TABLE contracts (
        id {integer} PRIMARY KEY,
        external_code TEXT,
        person_id {integer} NOT NULL REFERENCES people (id),
        number TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('telecom', 'other')),
        status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'rescinded')),
        suspended_on {integer},
        rescinded_on {integer},
        created_at {integer} NOT NULL,
        updated_at {integer} NOT NULL
      ){strict};
      CREATE UNIQUE INDEX contracts_external_code ON contracts (external_code)
        WHERE external_code IS NOT NULL;
      CREATE INDEX contracts_person ON contracts (person_id, id);

      CREATE TABLE contract_guarantors (
        contract_id {integer} NOT NULL REFERENCES contracts (id),
        person_id {integer} NOT NULL REFERENCES people (id),
        PRIMARY KEY (contract_id, person_id)
      ){strict};

      CREATE TABLE receivables (
        id {integer} PRIMARY KEY,
        external_code TEXT,
        person_id {integer} NOT NULL REFERENCES people (id),
        contract_id {integer} REFERENCES contracts (id),
        branch_id {integer} REFERENCES branches (id),
        number TEXT NOT NULL,
        bank_number TEXT,
        issued_on {integer},
        due_on {integer} NOT NULL,
        amount_cents {integer} NOT NULL CHECK (amount_cents > 0),
        open_cents {integer} NOT NULL CHECK (open_cents >= 0),
        status TEXT NOT NULL
          CHECK (status IN ('open', 'partiallyPaid', 'paid', 'cancelled', 'renegotiated')),
        disputed {integer} NOT NULL CHECK (disputed IN (0, 1)),
        court_order {integer} NOT NULL CHECK (court_order IN (0, 1)),
        dispute_reason TEXT,
        bank_listed {integer} NOT NULL CHECK (bank_listed IN (0, 1)),
        reinclusion_blocked {integer} NOT NULL CHECK (reinclusion_blocked IN (0, 1)),
        live_listing_id {integer},
        listing_closed_on {integer},
        created_at {integer} NOT NULL,
        updated_at {integer} NOT NULL,
        CHECK (status <> 'paid' OR open_cents = 0),
        CHECK (open_cents <= amount_cents)
      ){strict};
      CREATE UNIQUE INDEX receivables_external_code ON receivables (external_code)
        WHERE external_code IS NOT NULL;
      CREATE INDEX receivables_person ON receivables (person_id, id);
      CREATE INDEX receivables_bank_number ON receivables (bank_number)
        WHERE bank_number IS NOT NULL;
      CREATE INDEX receivables_number ON receivables (number);
      CREATE INDEX receivables_due ON receivables (due_on, id)
        WHERE status IN ('open', 'partiallyPaid') AND live_listing_id IS NULL
          AND listing_closed_on IS NULL;

      CREATE TABLE payments (
        id {integer} PRIMARY KEY,
        receivable_id {integer} NOT NULL REFERENCES receivables (id),
        amount_cents {integer} NOT NULL CHECK (amount_cents > 0),
        applied_cents {integer} NOT NULL CHECK (applied_cents BETWEEN 0 AND amount_cents),
        paid_on {integer} NOT NULL,
        available_on {integer} NOT NULL,
        origin TEXT NOT NULL CHECK (origin IN ('api', 'page', 'import', 'bank-return')),
        signature TEXT,
        reversed_at {integer},
        reversal_reason TEXT,
        recorded_by TEXT NOT NULL,
        recorded_at {integer} NOT NULL
      ){strict};
      CREATE INDEX payments_receivable ON payments (receivable_id, id);
      CREATE UNIQUE INDEX payments_signature ON payments (signature) WHERE signature IS NOT NULL;
      """,
    sqliteOnly: "CREATE INDEX people_name ON people (name_folded, id);",
    postgresOnly: "CREATE INDEX people_name ON people (name_folded COLLATE \"C\", id);")
}
