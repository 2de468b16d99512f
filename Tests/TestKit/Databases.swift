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
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    let database = try await openDatabase(
      url: try await privateURL(), options: options, logger: logger)
    do {
      if !migrations.isEmpty { try await database.migrate(migrations) }
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
      guard let server = Self.environment(Self.serverVariable) else {
        throw DatabaseError.invalidURL("\(Self.serverVariable) is not set")
      }
      let schema = "test_\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
      let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
      var options = DatabaseOptions()
      options.postgresWriters = 1
      options.postgresReaders = 1
      // The first schema of the search path is where the tables of a test go.
      let url =
        server + (server.contains("?") ? "&" : "?") + "options=-csearch_path%3D\(schema)"
        + "&application_name=\(schema)"
      let first = try await openDatabase(url: server, options: options, logger: logger)
      do {
        try await first.write { try $0.execute("CREATE SCHEMA \(schema)") }
      } catch {
        await first.close()
        throw error
      }
      await first.close()
      return url
    }
  }

  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
