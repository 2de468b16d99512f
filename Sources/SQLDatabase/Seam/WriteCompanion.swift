import Synchronization

/// What is written with each write of one piece of work, in its transaction: a mark that the work
/// was done, which stands or falls with it. It belongs to the task that does the work.
package final class WriteCompanion: Sendable {
  @TaskLocal package static var current: WriteCompanion?

  private let body: @Sendable (Transaction) throws -> Void
  private let ended = Mutex(false)

  /// - Parameter body: throws where the work is no longer the caller's; its write is undone then.
  package init(_ body: @escaping @Sendable (Transaction) throws -> Void) {
    self.body = body
  }

  /// The work is over; what its tasks still write is not marked.
  package func end() { ended.withLock { $0 = true } }

  func write(in transaction: Transaction) throws {
    if !ended.withLock({ $0 }) { try body(transaction) }
  }
}

/// A database whose writes take the companion of the caller's work along, and are counted for it.
package struct AccompaniedDatabase: Database {
  private let database: any Database

  package init(_ database: any Database) {
    self.database = database
  }

  package var engine: DatabaseEngine { database.engine }
  package var load: DatabaseLoad { database.load }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await database.read(body)
  }

  package func write<Value: Sendable>(
    _ level: WriteLevel, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    let companion = WriteCompanion.current
    let value = try await database.write(level) { transaction in
      let value = try body(transaction)
      // Last, so that its row is held as short as can be.
      try companion?.write(in: transaction)
      return value
    }
    WriteLedger.current?.note()
    return value
  }

  package func rehearse<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await database.rehearse(body)
  }

  package func migrate(_ migrations: [Migration]) async throws {
    try await database.migrate(migrations)
  }

  package func close() async { await database.close() }
}
