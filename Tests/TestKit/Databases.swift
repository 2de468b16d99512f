import Glibc
import Logging
package import SQLDatabase

/// The engines that a test of SQL runs on: write `@Test(arguments: TestDatabase.available)` and
/// `try await engine.withDatabase(migrations: …) { database in … }`.
package enum TestDatabase: String, CaseIterable, Sendable {
  case sqlite
  case postgres

  /// Names the PostgreSQL server of the tests, as a `postgres://` URL;
  /// `Scripts/with-postgres` sets it.
  package static let serverVariable = "ADIMPLE_TEST_POSTGRES"
  /// Connections of one test's database; many tests share the server's limit.
  package static let writers = 3
  package static let readers = 2

  /// Both engines. Without a server PostgreSQL is left out with a notice, but never on CI, where
  /// its tests then fail.
  package static let available: [TestDatabase] = {
    if environment(serverVariable) != nil || environment("CI") != nil { return allCases }
    print("notice: \(serverVariable) is not set; the PostgreSQL half of the SQL tests is left out")
    return [.sqlite]
  }()

  /// Opens an empty private database with the migrations applied. Close it, or better use
  /// `withDatabase`.
  package func open(
    migrations: [Migration] = [], options: DatabaseOptions = DatabaseOptions()
  ) async throws -> any Database {
    var options = options
    options.postgresWriters = Self.writers
    options.postgresReaders = Self.readers
    if self == .postgres, !migrations.isEmpty {
      let url = try await copyURL(of: migrations)
      return try await openDatabase(url: url, options: options, logger: Self.quiet)
    }
    let database = try await openDatabase(
      url: try await privateURL(), options: options, logger: Self.quiet)
    guard !migrations.isEmpty else { return database }
    do {
      try await MigratedDatabases.shared.image(of: migrations) {
        try await openDatabase(
          url: "sqlite::memory:", options: DatabaseOptions(), logger: Self.quiet)
      }.fill(database)
    } catch {
      await database.close()
      throw error
    }
    return database
  }

  /// Databases on PostgreSQL that tests hold at once. Every test runs beside every other; more
  /// than this exhaust the server's connections and wait for each other's migrations.
  static let atOnce = 8
  private static let server = Gate(permits: atOnce)

  /// Opens an empty private database, runs `body` and closes it. A test that holds one on
  /// PostgreSQL must not ask for another: it might wait for itself.
  @discardableResult
  package func withDatabase<Value: Sendable>(
    migrations: [Migration] = [], options: DatabaseOptions = DatabaseOptions(),
    _ body: (any Database) async throws -> Value
  ) async throws -> Value {
    if self == .postgres { await Self.server.enter() }
    defer { if self == .postgres { Self.server.leave() } }
    let database = try await open(migrations: migrations, options: options)
    do {
      let value = try await body(database)
      await database.close()
      return value
    } catch {
      await database.close()
      throw error
    }
  }

  /// The URL of an empty database that no other test knows; several processes or connections may
  /// open the one on PostgreSQL.
  package func privateURL() async throws -> String {
    switch self {
    case .sqlite:
      return "sqlite::memory:"
    case .postgres:
      let schema = Self.privateName("test")
      try await Self.administer("CREATE SCHEMA \(schema)")
      // The first schema of the search path is where the tables of a test go.
      let server = try Self.server()
      return server + (server.contains("?") ? "&" : "?") + "options=-csearch_path%3D\(schema)"
        + "&application_name=\(schema)"
    }
  }

  /// The URL of a copy, all of its own, of a database with the migrations applied.
  private func copyURL(of migrations: [Migration]) async throws -> String {
    let template = try await MigratedDatabases.shared.template(of: migrations) {
      let name = Self.privateName("model")
      try await Self.administer("CREATE DATABASE \(name)")
      let database = try await openDatabase(
        url: Self.server(database: name), options: DatabaseOptions(), logger: Self.quiet)
      do {
        try await database.migrate(migrations)
      } catch {
        await database.close()
        throw error
      }
      await database.close()
      return name
    }
    let name = Self.privateName("test")
    try await Self.administer("CREATE DATABASE \(name) TEMPLATE \(template)")
    let url = try Self.server(database: name)
    return url + (url.contains("?") ? "&" : "?") + "application_name=\(name)"
  }

  private static let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

  private static func privateName(_ kind: String) -> String {
    "\(kind)_\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
  }

  private static func administer(_ statement: String) async throws {
    var options = DatabaseOptions()
    options.postgresWriters = 1
    options.postgresReaders = 1
    let database = try await openDatabase(url: server(), options: options, logger: quiet)
    do {
      try await database.write(.claims) { transaction in
        // A database is made outside a transaction block.
        try transaction.execute("COMMIT")
        try transaction.execute(statement)
        try transaction.execute("BEGIN")
      }
    } catch {
      await database.close()
      throw error
    }
    await database.close()
  }

  /// The URL of the server of the tests, or of one of its databases.
  private static func server(database: String? = nil) throws -> String {
    guard let server = environment(serverVariable) else {
      throw DatabaseError.invalidURL("\(serverVariable) is not set")
    }
    guard let database else { return server }
    let parts = server.split(separator: "?", maxSplits: 1)
    let path = parts[0].split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return path.joined(separator: "/") + "/\(database)"
      + parts.dropFirst().map { "?\($0)" }.joined()
  }

  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
