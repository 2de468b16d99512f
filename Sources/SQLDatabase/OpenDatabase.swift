package import Logging

/// Opens what a URL names: `sqlite:PATH`, `sqlite::memory:` (private, gone with `close`) or
/// `postgres://…` (also `postgresql://…`, with everything that libpq understands in it).
///
/// Throws `DatabaseError.invalidURL` with a sentence for the operator.
package func openDatabase(
  url: String, options: DatabaseOptions = DatabaseOptions(), logger: Logger
) async throws -> any Database {
  switch try scheme(of: url) {
  case .sqlite:
    let path = sqlitePath(String(url.dropFirst("sqlite:".count)))
    return try SQLiteDatabase.open(
      path: path == ":memory:" ? nil : path, options: options, logger: logger)
  case .postgres:
    return try await PostgresDatabase.open(url: url, options: options, logger: logger)
  }
}

/// Whether an address names a database of ours, without opening it. Throws
/// `DatabaseError.invalidURL` with a sentence for the operator.
package func checkDatabaseURL(_ url: String) throws {
  _ = try scheme(of: url)
}

private func scheme(of url: String) throws -> DatabaseEngine {
  guard let colon = url.firstIndex(of: ":") else {
    throw DatabaseError.invalidURL(
      "O endereço do banco de dados não tem esquema: use sqlite:CAMINHO ou "
        + "postgres://usuario@servidor/banco.")
  }
  let scheme = url[..<colon].lowercased()
  switch scheme {
  case "sqlite":
    guard url.index(after: colon) < url.endIndex else {
      throw DatabaseError.invalidURL(
        "Falta o caminho do arquivo no endereço do banco de dados: use sqlite:CAMINHO.")
    }
    return .sqlite
  case "postgres", "postgresql": return .postgres
  default:
    throw DatabaseError.invalidURL(
      "O esquema \"\(scheme)\" do endereço do banco de dados não é conhecido: use "
        + "sqlite:CAMINHO ou postgres://usuario@servidor/banco.")
  }
}

/// `sqlite:///var/lib/x` and `sqlite:/var/lib/x` name the same file.
private func sqlitePath(_ rest: String) -> String {
  rest.hasPrefix("///") ? String(rest.dropFirst(2)) : rest
}
