import SQLDatabase

extension CreditorSchema {
  static let migration21 = Migration(
    number: 21, note: "The reference under which a question was asked again",
    sql: """
      ALTER TABLE inquiries ADD COLUMN asked_as_id {integer} REFERENCES inquiries (id);
      """)
}
