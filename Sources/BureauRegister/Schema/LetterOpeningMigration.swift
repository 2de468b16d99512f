import SQLDatabase

extension BureauSchema {
  /// A copy of the creditor's bore the code before, so that the code of a letter of then does not
  /// open anything alone.
  static let letterOpenings = Migration(
    number: 22, note: "The code of a letter opens once alone; the creditor's copy has none",
    sql: """
      ALTER TABLE notices ADD COLUMN opened_at {integer};
      UPDATE notices SET opened_at = issued_at;
      ALTER TABLE notices ADD COLUMN copy_sha256 {bytes};
      ALTER TABLE notice_documents ADD COLUMN creditor_copy {bytes};
      """)
}
