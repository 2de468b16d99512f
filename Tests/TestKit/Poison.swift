package import SQLDatabase

extension Database {
  /// Makes every change of the rows with this value fail, as if something were wrong with them
  /// that nobody can foresee.
  package func poison(
    _ table: String, _ column: String, is value: Int64, on change: String = "UPDATE"
  ) async throws {
    let sql =
      switch engine {
      case .sqlite:
        """
        CREATE TRIGGER poison_\(table) BEFORE \(change) ON \(table) WHEN NEW.\(column) = \(value)
        BEGIN SELECT RAISE(ABORT, 'poison'); END
        """
      case .postgres:
        """
        ALTER TABLE \(table) ADD CONSTRAINT poison_\(table) CHECK (\(column) <> \(value)) NOT VALID
        """
      }
    try await write { _ = try $0.execute(sql) }
  }

  /// Heals what `poison` did.
  package func heal(_ table: String) async throws {
    let sql =
      switch engine {
      case .sqlite: "DROP TRIGGER poison_\(table)"
      case .postgres: "ALTER TABLE \(table) DROP CONSTRAINT poison_\(table)"
      }
    try await write { _ = try $0.execute(sql) }
  }
}
