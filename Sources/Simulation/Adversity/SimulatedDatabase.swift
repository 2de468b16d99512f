import SQLDatabase
import Synchronization

/// A database that fails when it is told to: a statement, the answer of a COMMIT, or for a process
/// that is dead everything.
final class SimulatedDatabase: Database {
  private struct State {
    /// Statements of writes until one fails; nil where none does.
    var untilFailure: Int?
    var error = DatabaseError.busy
    /// Writes until the answer of a COMMIT is lost.
    var untilLostAnswer: Int?
    /// Statements until the process dies.
    var untilDeath: Int?
    var isDead: Bool { untilDeath.map { $0 <= 0 } ?? false }
  }

  private let inner: any Database
  private let state = Mutex(State())

  init(_ inner: any Database) {
    self.inner = inner
  }

  var engine: DatabaseEngine { inner.engine }
  var load: DatabaseLoad { inner.load }

  func failStatement(after count: Int, with error: DatabaseError) {
    state.withLock { state in
      state.untilFailure = count
      state.error = error
    }
  }

  func loseAnswer(after count: Int) { state.withLock { $0.untilLostAnswer = count } }

  func die(after count: Int) { state.withLock { $0.untilDeath = count } }

  var isDead: Bool { state.withLock { $0.isDead } }

  /// Nothing fails any more.
  func recover() { state.withLock { $0 = State() } }

  private static let gone = DatabaseError.connectionLost("the process was killed")

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    if state.withLock({ $0.isDead }) { throw Self.gone }
    return try await inner.read(body)
  }

  func write<Value: Sendable>(
    _ level: WriteLevel, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    if state.withLock({ $0.isDead }) { throw Self.gone }
    let value = try await inner.write(level) { transaction in
      try body(transaction.telling { _, _ in try self.strike() })
    }
    let isLost = state.withLock { state in
      guard let left = state.untilLostAnswer else { return false }
      state.untilLostAnswer = left > 1 ? left - 1 : nil
      return left <= 1
    }
    if isLost { throw DatabaseError.commitUnknown }
    return value
  }

  private func strike() throws {
    let error: DatabaseError? = state.withLock { state in
      if let left = state.untilDeath {
        state.untilDeath = left - 1
        if left <= 1 { return Self.gone }
      }
      guard let left = state.untilFailure else { return nil }
      state.untilFailure = left > 1 ? left - 1 : nil
      return left <= 1 ? state.error : nil
    }
    if let error { throw error }
  }

  func rehearse<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await inner.rehearse(body)
  }

  func migrate(_ migrations: [Migration]) async throws { try await inner.migrate(migrations) }

  func close() async { await inner.close() }
}

extension DatabaseError {
  /// What the world does to a database. Anything else is a fault of the product: a constraint that
  /// a use case ran into, a statement that is wrong.
  var isAdversity: Bool {
    switch self {
    case .busy, .diskFull, .connectionLost, .commitUnknown: true
    default: false
    }
  }
}
