import CPostgres
import Glibc

/// What one thread of the pool does with its connection: connects when needed, runs jobs, runs
/// them again where the server asks for it.
final class PostgresSession {
  static let connectSeconds = 10
  static let statementSeconds = 300
  static let lockSeconds = 10
  static let idleInTransactionSeconds = 60
  /// The oldest server that the SQL is written for.
  static let oldestVersion: Int32 = 140_000

  private let url: String
  private let identifiers: PostgresIdentifiers
  private let counters: CommitCounters
  private let cancelling: PostgresCanceller
  private var pauses: PauseNumbers
  private var connection: PostgresConnection?

  init(
    url: String, identifiers: PostgresIdentifiers, counters: CommitCounters, pauses: PauseNumbers,
    cancelling: PostgresCanceller
  ) {
    self.url = url
    self.identifiers = identifiers
    self.counters = counters
    self.pauses = pauses
    self.cancelling = cancelling
  }

  func run(_ job: Job) {
    guard begin(job) else { return }
    var repetition = PostgresRepetition()
    while true {
      switch attemptOnce(job, repetition) {
      case .answered(let error):
        answer(job, error)
        return
      case .again(let error):
        guard !job.isAbandonedRead, let pause = repetition.next(&pauses) else {
          answer(job, error)
          return
        }
        usleep(pause)
      }
    }
  }

  /// False where the caller has gone already.
  private func begin(_ job: Job) -> Bool {
    // Without a connection there is no statement to end either.
    guard job.kind == .read, let key = connection?.cancelKey else { return job.begin() }
    return job.begin(interrupt: { [cancelling] in cancelling.cancel(job, key) })
  }

  private func answer(_ job: Job, _ error: (any Error)?) {
    let wasAbandoned = job.answer(error)
    // The server may end a statement a moment after it was asked to: it must not be the next one.
    if wasAbandoned && job.kind == .read { connection = nil }
  }

  private enum Outcome {
    case answered((any Error)?)
    case again(any Error)
  }

  private func attemptOnce(_ job: Job, _ repetition: PostgresRepetition) -> Outcome {
    let connection: PostgresConnection
    do { connection = try connected() } catch { return .answered(error) }
    do {
      try connection.begin(Self.begin(job.kind, alone: repetition.isAlone))
      connection.refusesWrites = job.kind == .read
      try job.run(Transaction(engine: .postgres, connection: connection))
      if connection.isStopped || connection.wasAskedToRetry {
        // The closure swallowed an error after which the server only rolls back.
        throw connection.firstFailure ?? DatabaseError.failed(code: "25P02", message: "stopped")
      }
    } catch {
      let again = connection.wasAskedToRetry || connection.isLost
      connection.rollback()
      dropIfLost()
      if again { return .again(connectionLost(error, connection)) }
      return mayBeOutdated(error, job.kind, repetition) ? .again(error) : .answered(error)
    }
    return finish(job, connection)
  }

  private static func begin(_ kind: Job.Kind, alone: Bool) -> String {
    switch kind {
    case .read: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    case .rehearsal: "BEGIN ISOLATION LEVEL REPEATABLE READ"
    case .write(.claims): "BEGIN ISOLATION LEVEL READ COMMITTED"
    case .write(.serializable):
      "BEGIN ISOLATION LEVEL SERIALIZABLE; " + (alone ? PostgresTurn.alone : PostgresTurn.shared)
    }
  }

  /// Whether a row that the snapshot does not show may have refused ours: a closure that looked
  /// first and then wrote would not have written. A second run, with a newer snapshot, tells.
  private func mayBeOutdated(
    _ error: any Error, _ kind: Job.Kind, _ repetition: PostgresRepetition
  ) -> Bool {
    guard kind == .write(.serializable), repetition.attempt == 1 else { return false }
    switch error as? DatabaseError {
    case .uniqueViolation, .constraintViolation: return true
    default: return false
    }
  }

  private func finish(_ job: Job, _ connection: PostgresConnection) -> Outcome {
    guard job.kind.commits else {
      connection.rollback()
      dropIfLost()
      return .answered(nil)
    }
    do {
      try connection.command("COMMIT")
      counters.add(commits: 1, writes: 1)
      return .answered(nil)
    } catch {
      if connection.isLost {
        // The server may have committed before it went away: running again could do it twice.
        dropIfLost()
        return .answered(DatabaseError.commitUnknown)
      }
      let again = connection.wasAskedToRetry
      connection.rollback()
      return again ? .again(error) : .answered(error)
    }
  }

  private func connectionLost(_ error: any Error, _ connection: PostgresConnection) -> any Error {
    guard connection.isLost else { return error }
    return DatabaseError.connectionLost(PostgresFailure.message(of: connection.handle))
  }

  private func dropIfLost() {
    if connection?.isLost ?? false { connection = nil }
  }

  func connected() throws -> PostgresConnection {
    if let connection, !connection.isLost { return connection }
    connection = nil
    let fresh = try connect()
    connection = fresh
    return fresh
  }

  private func connect() throws -> PostgresConnection {
    // What stands before the URL is a default that the URL may override.
    let settings: [(String, String)] = [
      ("fallback_application_name", "adimple"),
      ("connect_timeout", String(Self.connectSeconds)),
      ("dbname", url),
      ("client_encoding", "UTF8"),
    ]
    let handle = withCStrings(settings.map(\.0)) { names in
      withCStrings(settings.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
    }
    guard let handle else { throw DatabaseError.connectionLost("libpq gave no connection") }
    let connection = PostgresConnection(handle, identifiers: identifiers)
    guard !connection.isLost else {
      throw DatabaseError.connectionLost(PostgresFailure.message(of: handle))
    }
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    guard PQserverVersion(handle) >= Self.oldestVersion else {
      throw DatabaseError.failed(
        code: "postgres-version",
        message: "PostgreSQL \(PQserverVersion(handle)) is older than \(Self.oldestVersion)")
    }
    // Compiling a statement takes longer than any page may take.
    try connection.command(
      """
      SET jit = off;
      SET statement_timeout = '\(Self.statementSeconds)s';
      SET lock_timeout = '\(Self.lockSeconds)s';
      SET idle_in_transaction_session_timeout = '\(Self.idleInTransactionSeconds)s';
      SET standard_conforming_strings = on;
      SET bytea_output = hex;
      SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') = 'off';
      """)
    return connection
  }

  /// C strings with the NULL at the end that libpq looks for.
  private func withCStrings<Value>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
  ) -> Value {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { UnsafePointer($0) } + [nil]
    return pointers.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("no strings to hand over") }
      return body(start)
    }
  }
}
