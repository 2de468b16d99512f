import SQLDatabase

extension BureauSchema {
  static let accounts = Migration(
    number: 9, note: "Prepaid balances of participants",
    sql: """
      CREATE TABLE participant_accounts (
        participant_id {integer} PRIMARY KEY REFERENCES participants (id),
        balance_cents {integer} NOT NULL CHECK (balance_cents >= 0),
        inquiries {integer} NOT NULL CHECK (inquiries >= 0)
      ){strict};

      CREATE TABLE account_credits (
        id {integer} PRIMARY KEY,
        participant_id {integer} NOT NULL REFERENCES participants (id),
        at {integer} NOT NULL,
        amount_cents {integer} NOT NULL,
        note TEXT NOT NULL
      ){strict};
      CREATE INDEX account_credits_participant ON account_credits (participant_id, id);
      CREATE INDEX inquiries_repeated
        ON inquiries (participant_id, document_index, product, at) WHERE cost_cents > 0;
      """)
}
