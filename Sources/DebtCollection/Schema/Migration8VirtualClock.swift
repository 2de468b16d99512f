import SQLDatabase

extension CreditorSchema {
  static let migration8 = Migration(
    number: 8, note: "The place of a rehearsal's virtual clock",
    sql: """
      CREATE TABLE virtual_clock (
        only_row {integer} PRIMARY KEY CHECK (only_row = 1),
        virtual_at {integer} NOT NULL,
        machine_at {integer} NOT NULL
      ){strict};
      """)
}
