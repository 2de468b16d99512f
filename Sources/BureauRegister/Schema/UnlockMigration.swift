import SQLDatabase

extension BureauSchema {
  /// A lock is an operator's from here on. Five wrong secrets, which anybody could send, made one
  /// before.
  static let unlocking = Migration(
    number: 23, note: "Wrong secrets lock nobody out",
    sql: """
      UPDATE credentials SET locked_at = NULL, failed_logins = 0 WHERE failed_logins >= 5;
      """)
}
