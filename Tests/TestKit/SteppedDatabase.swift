package import SQLDatabase
import Synchronization

/// A database that tells the statements of its writes one by one, before each runs. What the
/// listener throws is as if the statement had failed; while it blocks, the writer stands still.
package final class SteppedDatabase: Database {
  /// Of one statement of a write.
  package struct Step: Sendable {
    /// From 1 on, over all writes; counted on where a closure runs again.
    package let number: Int
    /// Which write, from 1 on; the same where it runs again.
    package let write: Int
    package let sql: String
  }

  private let database: any Database
  private let listener: @Sendable (Step) throws -> Void
  private let beforeWrite: @Sendable (Int) async throws -> Void
  private let counts = Mutex((steps: 0, writes: 0))

  /// - Parameter beforeWrite: called with the number of each write before it begins.
  package init(
    _ database: any Database,
    beforeWrite: @escaping @Sendable (_ write: Int) async throws -> Void = { _ in },
    listener: @escaping @Sendable (Step) throws -> Void
  ) {
    self.database = database
    self.beforeWrite = beforeWrite
    self.listener = listener
  }

  package var engine: DatabaseEngine { database.engine }
  package var steps: Int { counts.withLock { $0.steps } }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await database.read(body)
  }

  package func write<Value: Sendable>(
    _ level: WriteLevel, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    let write = counts.withLock { counts in
      counts.writes += 1
      return counts.writes
    }
    try await beforeWrite(write)
    return try await database.write(level) { transaction in
      try body(
        transaction.telling { sql, _ in
          let number = self.counts.withLock { counts in
            counts.steps += 1
            return counts.steps
          }
          try self.listener(Step(number: number, write: write, sql: sql))
        })
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
