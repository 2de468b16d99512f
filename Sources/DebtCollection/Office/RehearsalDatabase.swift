import SQLDatabase

/// A database whose every write is rolled back.
struct RehearsalDatabase: Database {
  let database: any Database

  var engine: DatabaseEngine { database.engine }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await database.read(body)
  }

  func write<Value: Sendable>(
    _ level: WriteLevel, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await database.rehearse(body)
  }

  func rehearse<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await database.rehearse(body)
  }

  func migrate(_ migrations: [Migration]) async throws {
    preconditionFailure("a rehearsal does not change the schema")
  }

  /// The database belongs to who opened it.
  func close() async {}
}
