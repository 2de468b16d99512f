package import SQLDatabase
import Synchronization

/// A database whose next writes fail, each with an error of its own; nothing of them is kept.
package final class StumblingDatabase: Database {
  private let database: any Database
  private let errors: Mutex<[DatabaseError?]>

  /// - Parameter errors: one for each write to come; nil lets it through, and so do those after.
  package init(_ database: any Database, errors: [DatabaseError?]) {
    self.database = database
    self.errors = Mutex(errors)
  }

  package var engine: DatabaseEngine { database.engine }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await database.read(body)
  }

  package func write<Value: Sendable>(
    _ level: WriteLevel, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    let error = errors.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    return try await database.write(level) { transaction in
      let value = try body(transaction)
      if let error { throw error }
      return value
    }
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
