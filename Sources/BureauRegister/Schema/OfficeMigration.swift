import SQLDatabase

extension BureauSchema {
  /// A participant's state counts for the terms; the number of a title parts debts that are alike.
  static let offices = Migration(
    number: 12, note: "States of participants and their branches, numbers of titles",
    sql: """
      ALTER TABLE participants ADD COLUMN office_state TEXT;
      CREATE TABLE participant_branches (
        participant_id {integer} NOT NULL REFERENCES participants (id),
        document TEXT NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (participant_id, document)
      ){strict};

      ALTER TABLE records ADD COLUMN document_number TEXT NOT NULL DEFAULT '';
      DROP INDEX records_one_live;
      CREATE UNIQUE INDEX records_one_live
        ON records (participant_id, document_index, contract_number, due_on, role,
          document_number)
        WHERE accepted_at IS NOT NULL AND state NOT IN ('rejected', 'removed', 'expired');

      CREATE INDEX happenings_since ON happenings (participant_id, at, id);
      """)
}
