import CPostgres
import Logging

/// PostgreSQL: connections that write and connections that read, each on a thread of its own.
/// Writes are SERIALIZABLE, claims READ COMMITTED; reads and rehearsals are one REPEATABLE READ
/// snapshot.
package final class PostgresDatabase: Database {
  package let counters: CommitCounters
  private let writing: JobQueue<Job>
  private let reading: JobQueue<Job>
  private let cancelling: PostgresCanceller
  private let threads: OwnThreads
  private let busyWriting = BusyCount()
  private let busyReading = BusyCount()

  package var engine: DatabaseEngine { .postgres }

  private init(waitingLimit: Int) {
    counters = CommitCounters()
    writing = JobQueue(limit: waitingLimit)
    reading = JobQueue(limit: waitingLimit)
    cancelling = PostgresCanceller()
    threads = OwnThreads()
  }

  deinit {
    // A database that was dropped without `close` must not leave its threads waiting for ever.
    reading.close()
    writing.close()
    cancelling.close()
  }

  /// Connects once, so that a wrong address or password is reported at the start.
  static func open(
    url: String, options: DatabaseOptions, logger: Logger
  ) async throws -> PostgresDatabase {
    try checkURL(url)
    let database = PostgresDatabase(waitingLimit: options.waitingLimit)
    let identifiers = PostgresIdentifiers()
    var seeds = PauseNumbers(seed: options.pauseSeed)
    let queues =
      Array(
        repeating: (database.writing, database.busyWriting), count: options.postgresWriters)
      + Array(
        repeating: (database.reading, database.busyReading), count: options.postgresReaders)
    for (queue, busy) in queues {
      let pauses = PauseNumbers(seed: seeds.next())
      database.threads.start { [counters = database.counters, cancelling = database.cancelling] in
        let session = PostgresSession(
          url: url, identifiers: identifiers, counters: counters, pauses: pauses,
          cancelling: cancelling)
        while let job = queue.take() { busy.during { session.run(job) } }
      }
    }
    database.threads.start { [cancelling = database.cancelling] in cancelling.work() }
    do {
      try await database.prepareSchema()
    } catch {
      await database.close()
      throw error
    }
    logger.debug(
      "connected to PostgreSQL",
      metadata: [
        "writers": "\(options.postgresWriters)", "readers": "\(options.postgresReaders)",
      ])
    return database
  }

  /// The message of libpq is left out, for it may quote the URL with the password.
  private static func checkURL(_ url: String) throws {
    guard let parsed = PQconninfoParse(url, nil) else {
      throw DatabaseError.invalidURL(
        "O endereço do PostgreSQL não pôde ser entendido: use "
          + "postgres://usuario:senha@servidor:5432/banco, com os caracteres especiais da senha "
          + "codificados (por exemplo %40 no lugar de @).")
    }
    PQconninfoFree(parsed)
  }

  /// Makes what the engine itself needs in the schema: the sequence of the ids and the turn of the
  /// writers.
  private func prepareSchema() async throws {
    let exists = try await read { transaction in
      try transaction.first(
        """
        SELECT current_schema() IS NULL
          OR (to_regclass('\(PostgresIdentifiers.sequence)') IS NOT NULL
          AND to_regclass('\(PostgresTurn.table)') IS NOT NULL)
        """
      ) { try $0.bool(0) } ?? false
    }
    if exists { return }
    try await write(.claims) { transaction in
      // Two processes that make it at once would collide in the catalog.
      try transaction.forEach("SELECT pg_advisory_xact_lock(?1)", [Migrator.lockKey]) { _ in }
      try transaction.execute(
        "CREATE SEQUENCE IF NOT EXISTS \(PostgresIdentifiers.sequence) "
          + "INCREMENT BY \(PostgresIdentifiers.blockSize)")
      try transaction.execute("CREATE TABLE IF NOT EXISTS \(PostgresTurn.table) ()")
    }
  }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await Job.submit(.read, to: reading, body)
  }

  package func write<Value: Sendable>(
    _ level: WriteLevel, _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await Job.submit(.write(level), to: writing, body)
  }

  package func rehearse<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await Job.submit(.rehearsal, to: writing, body)
  }

  package func migrate(_ migrations: [Migration]) async throws {
    try await Migrator(migrations, engine: .postgres).run(on: self)
  }

  package var load: DatabaseLoad {
    var load = DatabaseLoad()
    load.writing = DatabaseLoad.Side(busy: busyWriting.now, waiting: writing.waiting)
    load.reading = DatabaseLoad.Side(busy: busyReading.now, waiting: reading.waiting)
    load.commits = counters.commits
    load.writes = counters.writes
    return load
  }

  package func close() async {
    reading.close()
    writing.close()
    cancelling.close()
    await threads.waitUntilEnded()
  }
}
