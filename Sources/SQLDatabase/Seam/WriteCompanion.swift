import Synchronization

/// What is written with each write of one piece of work, in its transaction: a mark that the work
/// was done, which stands or falls with it. It belongs to the task that does the work, and goes
/// along with the writes of one database only: what the task has another side write is not marked.
package final class WriteCompanion: Sendable {
  @TaskLocal package static var current: WriteCompanion?

  private let place: AccompaniedDatabase.Place
  private let body: @Sendable (Transaction) throws -> Void
  private let ended = Mutex(false)

  /// - Parameters:
  ///   - database: whose writes it goes along with.
  ///   - body: throws where the work is no longer the caller's; its write is undone then.
  package init(
    of database: AccompaniedDatabase, _ body: @escaping @Sendable (Transaction) throws -> Void
  ) {
    self.place = database.place
    self.body = body
  }

  /// Does work whose writes are not those of the caller's work, such as what falls due while a
  /// request moves a clock.
  package static func without<Value>(
    _ work: () async throws -> Value
  ) async rethrows -> Value {
    try await $current.withValue(nil, operation: work)
  }

  /// The work is over; what its tasks still write is not marked.
  package func end() { ended.withLock { $0 = true } }

  fileprivate func write(
    at place: AccompaniedDatabase.Place, in transaction: Transaction
  ) throws {
    if place === self.place, !ended.withLock({ $0 }) { try body(transaction) }
  }
}

/// A database whose writes take the companion of the caller's work along, and are counted for it,
/// and in which a caller sees what is in his scope.
package struct AccompaniedDatabase: Database {
  /// Tells one from another; copies are the same.
  fileprivate final class Place: Sendable {}

  /// The database itself, for what is nobody's work: claims, forms that were sent, tries counted,
  /// sessions.
  package let plain: any Database
  fileprivate let place = Place()
  private let isRehearsal: Bool

  /// - Parameter isRehearsal: nothing that is written stays, and so nothing is counted.
  package init(_ database: any Database, isRehearsal: Bool = false) {
    plain = (database as? AccompaniedDatabase)?.plain ?? database
    self.isRehearsal = isRehearsal
  }

  package var engine: DatabaseEngine { plain.engine }
  package var load: DatabaseLoad { plain.load }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    let (scope, caller) = (RowScope.current, CallerPlace.current)
    return try await plain.read { try body($0.seen(in: scope, from: caller)) }
  }

  package func write<Value: Sendable>(
    _ level: WriteLevel, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    let companion = WriteCompanion.current
    let (scope, caller) = (RowScope.current, CallerPlace.current)
    let place = place
    let value = try await plain.write(level) { transaction in
      let value = try body(transaction.seen(in: scope, from: caller))
      // Last, so that its row is held as short as can be.
      try companion?.write(at: place, in: transaction)
      return value
    }
    if !isRehearsal { WriteLedger.current?.note() }
    return value
  }

  package func rehearse<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    let (scope, caller) = (RowScope.current, CallerPlace.current)
    return try await plain.rehearse { try body($0.seen(in: scope, from: caller)) }
  }

  package func migrate(_ migrations: [Migration]) async throws {
    try await plain.migrate(migrations)
  }

  package func close() async { await plain.close() }
}
