import SQLDatabase

extension CreditorSchema {
  static let migration11 = Migration(
    number: 11, note: "Orders of the lists of people and inquiries",
    sql: """
      CREATE INDEX inquiries_order ON inquiries (requested_at, id);
      """,
    sqliteOnly: "CREATE INDEX people_stage_name ON people (stage, name_folded, id);",
    postgresOnly: """
      CREATE INDEX people_stage_name ON people (stage, name_folded COLLATE "C", id);
      """)
}
