import SQLDatabase

extension DatabaseEngine {
  /// A column of text for a condition that no index may be taken for. SQLite has no statistics
  /// here: it counts the columns that an index matches, and would read a whole state for one
  /// person. PostgreSQL knows what is rare.
  func unindexed(_ column: String) -> String {
    self == .sqlite ? "(\(column) || '')" : column
  }
}
