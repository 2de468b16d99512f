package import SQLDatabase
import Synchronization

/// A database that remembers the statements of its readers, so that a test can look at their
/// plans.
package final class ListeningDatabase: Database {
  private let database: any Database
  private let heard = Mutex<[String: [SQLValue]]>([:])

  package init(_ database: any Database) {
    self.database = database
  }

  package var engine: DatabaseEngine { database.engine }
  package var statements: Set<String> { Set(heard.withLock { $0.keys }) }
  /// The statements, each with the arguments of the last time.
  package var calls: [String: [SQLValue]] { heard.withLock { $0 } }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await database.read { transaction in
      try body(
        transaction.telling { sql, arguments in
          self.heard.withLock { $0[sql] = arguments }
        })
    }
  }

  package func write<Value: Sendable>(
    _ level: WriteLevel, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await database.write(level, body)
  }

  package func rehearse<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await database.rehearse(body)
  }

  package func migrate(_ migrations: [Migration]) async throws {
    try await database.migrate(migrations)
  }

  package func close() async {}
}
