package import SQLDatabase
import Synchronization

/// A database that remembers the statements of its readers, so that a test can look at their
/// plans.
package final class ListeningDatabase: Database {
  private let database: any Database
  private let heard = Mutex<Set<String>>([])

  package init(_ database: any Database) {
    self.database = database
  }

  package var engine: DatabaseEngine { database.engine }
  package var statements: Set<String> { heard.withLock { $0 } }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await database.read { transaction in
      try body(transaction.telling { sql in self.heard.withLock { _ = $0.insert(sql) } })
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
