import SQLDatabase

extension CreditorSchema {
  static let migration23 = Migration(
    number: 23, note: "Removals that were refused are found by their listing",
    sql: """
      CREATE INDEX transmissions_refused ON transmissions (listing_id, id)
        WHERE kind = 'removal' AND state = 'refused';
      """)
}
