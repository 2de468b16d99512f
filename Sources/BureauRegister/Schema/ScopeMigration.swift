import SQLDatabase

extension BureauSchema {
  /// The credential that could do everything goes on to be able to.
  static let administration = Migration(
    number: 24, note: "A scope for the administration of a participant",
    sql: """
      UPDATE credentials SET scopes = scopes || ' administration'
      WHERE scopes LIKE '%inquiries%' AND scopes LIKE '%listings%';
      """)
}
