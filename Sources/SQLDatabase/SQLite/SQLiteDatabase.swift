import GRDB
import GRDBSQLite
import Logging

/// SQLite: one writer with group commit, some readers, each on a thread of its own. A memory
/// database has one connection that reads and writes in turn, so that each one is private.
package final class SQLiteDatabase: Database {
  /// How long a statement waits for another process.
  static let busySeconds = 5.0
  /// The page cache of the connection that writes, in KiB: a large import changes pages all over.
  static let writerCacheKibibytes = 65_536
  /// Of each one that reads: it looks at few pages, and the system keeps what all of them look at.
  static let readerCacheKibibytes = 16_384
  /// RETURNING, UPSERT and STRICT as we use them: 3.40.
  static let oldestVersion: Int32 = 3_040_000

  package let counters: CommitCounters
  private let writing: JobQueue<Job>
  private let reading: JobQueue<Job>
  private let threads: OwnThreads
  private let busyWriting = BusyCount()
  private let busyReading = BusyCount()

  package var engine: DatabaseEngine { .sqlite }

  private init(counters: CommitCounters, writing: JobQueue<Job>, reading: JobQueue<Job>) {
    self.counters = counters
    self.writing = writing
    self.reading = reading
    self.threads = OwnThreads()
  }

  deinit {
    // A database that was dropped without `close` must not leave its threads waiting for ever.
    reading.close()
    writing.close()
  }

  /// Opens a file, making it where it is missing; nil opens a private memory database.
  static func open(
    path: String?, options: DatabaseOptions, logger: Logger
  ) throws -> SQLiteDatabase {
    guard sqlite3_libversion_number() >= oldestVersion else {
      throw DatabaseError.failed(
        code: "sqlite-version",
        message: "SQLite \(String(cString: sqlite3_libversion())) is older than 3.40")
    }
    let counters = CommitCounters()
    let writing = JobQueue<Job>(limit: options.waitingLimit)
    let reading = path == nil ? writing : JobQueue<Job>(limit: options.waitingLimit)
    let database = SQLiteDatabase(counters: counters, writing: writing, reading: reading)
    let writer = try SQLiteSession.writer(path: path)
    var readers: [SQLiteSession] = []
    if let path {
      do {
        for _ in 0..<options.readerCount { readers.append(try SQLiteSession.reader(path: path)) }
      } catch {
        for session in readers + [writer] { session.close(logger: logger) }
        throw error
      }
    }
    database.start(writer: writer, readers: readers, logger: logger)
    return database
  }

  private func start(writer: SQLiteSession, readers: [SQLiteSession], logger: Logger) {
    for session in readers {
      threads.start { [reading, busyReading] in
        while let job = reading.take() {
          guard job.begin(interrupt: { session.interrupt() }) else { continue }
          busyReading.during { session.use { SQLiteWriter.runRead(job, on: $0) } }
        }
        session.close(logger: logger)
      }
    }
    threads.start { [writing, counters, busyWriting] in
      while let job = writing.take() {
        guard job.begin() else { continue }
        busyWriting.during {
          writer.use { connection in
            SQLiteWriter(connection: connection, counters: counters)
              .runGroup(startingWith: job, from: writing)
          }
        }
      }
      writer.close(logger: logger)
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
    try await Migrator(migrations, engine: .sqlite).run(on: self)
  }

  package var load: DatabaseLoad {
    var load = DatabaseLoad()
    load.writing = DatabaseLoad.Side(busy: busyWriting.now, waiting: writing.waiting)
    // A memory database reads and writes through one connection.
    if reading !== writing {
      load.reading = DatabaseLoad.Side(busy: busyReading.now, waiting: reading.waiting)
    }
    load.commits = counters.commits
    load.writes = counters.writes
    return load
  }

  package func close() async {
    reading.close()
    writing.close()
    await threads.waitUntilEnded()
  }
}
