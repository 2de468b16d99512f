import SQLDatabase

extension CreditorSchema {
  static let migration1 = Migration(
    number: 1, note: "Parameters, branches and integrations",
    sql: """
      CREATE TABLE parameters (
        id {integer} PRIMARY KEY CHECK (id = 1),
        uses_credit_analysis {integer} NOT NULL CHECK (uses_credit_analysis IN (0, 1)),
        inquiry_interval_days {integer} NOT NULL CHECK (inquiry_interval_days BETWEEN 0 AND 365),
        requires_listing_approval {integer} NOT NULL
          CHECK (requires_listing_approval IN (0, 1)),
        creditor_size TEXT NOT NULL CHECK (creditor_size IN ('micro', 'small', 'large')),
        minimum_listing_cents {integer} NOT NULL CHECK (minimum_listing_cents >= 0),
        alarm_business_days {integer} NOT NULL CHECK (alarm_business_days BETWEEN 1 AND 5),
        report_retention_days {integer} NOT NULL CHECK (report_retention_days >= 1),
        updated_at {integer} NOT NULL
      ){strict};
      INSERT INTO parameters VALUES (1, 1, 30, 0, 'small', 1000, 2, 90, 0);

      CREATE TABLE integrations (
        id {integer} PRIMARY KEY,
        name TEXT NOT NULL,
        provider TEXT NOT NULL,
        environment TEXT NOT NULL CHECK (environment IN ('homologation', 'production')),
        branch_id {integer},
        base_url TEXT NOT NULL,
        client_id TEXT NOT NULL,
        client_secret_sealed {bytes} NOT NULL,
        automatic {integer} NOT NULL CHECK (automatic IN (0, 1)),
        restriction_code_natural TEXT,
        restriction_code_legal TEXT,
        codes_synced_at {integer},
        token_state TEXT NOT NULL CHECK (token_state IN ('none', 'valid', 'expired', 'refused')),
        token_expires_at {integer},
        credentials_refused_at {integer},
        webhook_reference TEXT,
        webhook_secret_sealed {bytes},
        changes_since_at {integer} NOT NULL,
        changes_asked_at {integer} NOT NULL,
        created_at {integer} NOT NULL,
        updated_at {integer} NOT NULL,
        CHECK (automatic = 0
          OR (restriction_code_natural IS NOT NULL AND restriction_code_legal IS NOT NULL))
      ){strict};

      CREATE TABLE branches (
        id {integer} PRIMARY KEY,
        name TEXT NOT NULL,
        document TEXT NOT NULL CHECK (length(document) = 14),
        postal_code TEXT NOT NULL,
        street TEXT NOT NULL,
        number TEXT NOT NULL,
        complement TEXT NOT NULL,
        district TEXT NOT NULL,
        city TEXT NOT NULL,
        state TEXT NOT NULL CHECK (length(state) = 2),
        phone TEXT,
        email TEXT,
        pix_key TEXT,
        integration_id {integer} REFERENCES integrations (id),
        created_at {integer} NOT NULL,
        updated_at {integer} NOT NULL
      ){strict};
      CREATE UNIQUE INDEX branches_document ON branches (document);

      CREATE TABLE integration_codes (
        integration_id {integer} NOT NULL REFERENCES integrations (id),
        kind TEXT NOT NULL CHECK (kind IN ('restriction', 'removal', 'rejection', 'notice-return')),
        person TEXT NOT NULL CHECK (person IN ('natural', 'legal', 'any')),
        code TEXT NOT NULL,
        name TEXT NOT NULL,
        valid_from_on {integer} NOT NULL,
        valid_to_on {integer},
        PRIMARY KEY (integration_id, kind, person, code)
      ){strict};

      CREATE TABLE integration_products (
        integration_id {integer} NOT NULL REFERENCES integrations (id),
        code TEXT NOT NULL,
        name TEXT NOT NULL,
        person TEXT NOT NULL CHECK (person IN ('natural', 'legal', 'any')),
        price_cents {integer} NOT NULL CHECK (price_cents >= 0),
        sections TEXT NOT NULL,
        PRIMARY KEY (integration_id, code)
      ){strict};
      """)
}
