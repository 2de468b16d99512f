package import SQLDatabase

extension Transaction {
  /// Makes a row of which nothing can be made: whatever changes or deletes it fails, for as long as
  /// the database lives.
  ///
  /// - Parameter exception: what may be done to it all the same, in words of SQL.
  package func poison(
    _ table: String, _ id: Int64, key: String = "id", on change: String = "UPDATE",
    except exception: String? = nil
  ) throws {
    let condition = "OLD.\(key) = \(id)" + (exception.map { " AND NOT (\($0))" } ?? "")
    switch engine {
    case .sqlite:
      try execute(
        """
        CREATE TRIGGER poison_\(table) BEFORE \(change) ON \(table) WHEN \(condition)
        BEGIN SELECT RAISE(ABORT, 'poisoned'); END
        """)
    case .postgres:
      try execute(
        """
        CREATE FUNCTION poison_\(table)() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN RAISE EXCEPTION ''poisoned''; END'
        """)
      try execute(
        """
        CREATE TRIGGER poison_\(table) BEFORE \(change) ON \(table) FOR EACH ROW
        WHEN (\(condition)) EXECUTE FUNCTION poison_\(table)()
        """)
    }
  }
}
