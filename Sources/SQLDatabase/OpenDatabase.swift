package import Logging

/// Opens what a URL names: `sqlite:PATH`, `sqlite::memory:` (private, gone with `close`) or
/// `postgres://…` (also `postgresql://…`, with everything that libpq understands in it).
///
/// Throws `DatabaseError.invalidURL` with a sentence for the operator.
package func openDatabase(
  url: String, options: DatabaseOptions = DatabaseOptions(), logger: Logger
) async throws -> any Database {
  guard let colon = url.firstIndex(of: ":") else {
    throw DatabaseError.invalidURL(
      "O endereço do banco de dados não tem esquema: use sqlite:CAMINHO ou "
        + "postgres://usuario@servidor/banco.")
  }
  let scheme = url[..<colon].lowercased()
  let rest = String(url[url.index(after: colon)...])
  switch scheme {
  case "sqlite":
    guard !rest.isEmpty else {
      throw DatabaseError.invalidURL(
        "Falta o caminho do arquivo no endereço do banco de dados: use sqlite:CAMINHO.")
    }
    return try SQLiteDatabase.open(
      path: rest == ":memory:" ? nil : sqlitePath(rest), readerCount: options.readerCount,
      logger: logger)
  case "postgres", "postgresql":
    return try await PostgresDatabase.open(url: url, poolSize: options.poolSize, logger: logger)
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
