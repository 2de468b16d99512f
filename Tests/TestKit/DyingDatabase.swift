package import SQLDatabase
import Synchronization

/// A database as a process sees it that is killed after some writes: from then on nothing of the
/// process reaches the database any more, not even to clean up.
package final class DyingDatabase: Database {
  private let database: any Database
  private let writesLeft: Mutex<Int>

  package init(_ database: any Database, afterWrites count: Int) {
    self.database = database
    self.writesLeft = Mutex(count)
  }

  package var engine: DatabaseEngine { database.engine }
  package var isDead: Bool { writesLeft.withLock { $0 <= 0 } }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    guard !isDead else { throw Self.gone }
    return try await database.read(body)
  }

  package func write<Value: Sendable>(
    _ level: WriteLevel, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    let lives = writesLeft.withLock { left in
      guard left > 0 else { return false }
      left -= 1
      return true
    }
    guard lives else { throw Self.gone }
    return try await database.write(level, body)
  }

  package func rehearse<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    guard !isDead else { throw Self.gone }
    return try await database.rehearse(body)
  }

  package func migrate(_ migrations: [Migration]) async throws {
    try await database.migrate(migrations)
  }

  package func close() async {}

  private static let gone = DatabaseError.connectionLost("the process was killed")
}
