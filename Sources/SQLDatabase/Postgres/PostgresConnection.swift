import CPostgres

/// One connection and its prepared statements. Belongs to one thread.
final class PostgresConnection: EngineConnection {
  /// Prepared statements kept for each connection; beyond it all are let go.
  static let statementLimit = 512
  /// Statements of one round trip in `executeMany`; bounds what waits on both sides.
  static let pipelineLimit = 500

  private struct StatementKey: Hashable {
    let sql: String
    let types: [UInt32]
  }

  let handle: OpaquePointer
  /// Names the connection when a statement on it is to be ended.
  let cancelKey: PostgresCancelKey?
  private let identifiers: PostgresIdentifiers
  private var names: [StatementKey: String] = [:]
  private var translations: [String: (text: String, parameterCount: Int)] = [:]
  private var preparedCount = 0
  private var stream: PostgresStream?

  /// Set while a read runs.
  var refusesWrites = false
  /// Set while the lock of the identifiers is held, which a rollback does not let go.
  var holdsIdentifierLock = false
  /// The error that brought the open transaction to a stop.
  private(set) var firstFailure: DatabaseError?
  /// Set where a rollback failed: the session replaces the connection.
  private var isBroken = false
  /// Whether the server asked to run the open transaction again.
  private(set) var wasAskedToRetry = false

  init(_ handle: OpaquePointer, identifiers: PostgresIdentifiers) {
    self.handle = handle
    self.cancelKey = PostgresCancelKey(handle)
    self.identifiers = identifiers
  }

  deinit { PQfinish(handle) }

  var isLost: Bool { isBroken || PQstatus(handle) != CONNECTION_OK }
  var isInTransaction: Bool { PQtransactionStatus(handle) != PQTRANS_IDLE }
  var isStopped: Bool { PQtransactionStatus(handle) == PQTRANS_INERROR }

  func begin(_ sql: String) throws {
    firstFailure = nil
    wasAskedToRetry = false
    if names.count > Self.statementLimit { try forgetStatements() }
    try command(sql)
  }

  func rollback() {
    stream?.discard()
    stream = nil
    refusesWrites = false
    guard !isLost else { return }
    do {
      if isInTransaction { try command("ROLLBACK") }
      try releaseIdentifierLock()
    } catch {
      // Whatever state the connection is in, it must not serve the next transaction.
      isBroken = true
    }
  }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    stream?.buffer()
    let name = try prepare(sql, arguments.map(\.postgresType))
    let values = try PostgresArguments(arguments)
    let result = values.withPointers { PQexecPrepared(handle, name, $0, $1, nil, nil, 0) }
    return try check(result).changedRows
  }

  func forEach(_ sql: String, _ arguments: [SQLValue], _ body: (Row) throws -> Void) throws {
    stream?.buffer()
    let name = try prepare(sql, arguments.map(\.postgresType))
    let values = try PostgresArguments(arguments)
    let sent = values.withPointers { PQsendQueryPrepared(handle, name, $0, $1, nil, nil, 0) }
    guard sent == 1 else { throw sendFailure() }
    PQsetSingleRowMode(handle)
    let own = PostgresStream(handle)
    stream = own
    defer {
      own.discard()
      if stream === own { stream = nil }
    }
    while let result = own.next() {
      try check(result)
      for row in 0..<result.rowCount {
        try body(Row(source: PostgresRow(result: result, row: row)))
      }
    }
  }

  func executeMany(_ sql: String, _ rows: [[SQLValue]]) throws -> Int {
    stream?.buffer()
    var changed = 0
    var start = 0
    while start < rows.count {
      let end = min(start + Self.pipelineLimit, rows.count)
      changed += try executePipeline(sql, rows[start..<end])
      start = end
    }
    return changed
  }

  func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
    try command("SAVEPOINT nested")
    do {
      let value = try body()
      try command("RELEASE SAVEPOINT nested")
      return value
    } catch {
      // What the server wants to be run again is the whole transaction: it stays stopped.
      if !isLost && !wasAskedToRetry {
        stream?.buffer()
        try command("ROLLBACK TO SAVEPOINT nested")
        try command("RELEASE SAVEPOINT nested")
        firstFailure = nil
        try releaseIdentifierLock()
      }
      throw error
    }
  }

  func nextIdentifiers(_ count: Int) throws -> Range<Int64> {
    guard !refusesWrites else {
      throw DatabaseError.failed(code: "25006", message: "a read transaction cannot write")
    }
    return try identifiers.take(count, on: self)
  }

  /// The simple protocol takes several statements at once.
  func executeScript(_ sql: String) throws { try command(sql) }

  func command(_ sql: String) throws {
    stream?.buffer()
    try check(PQexec(handle, sql))
  }

  func releaseIdentifierLock() throws {
    guard holdsIdentifierLock else { return }
    holdsIdentifierLock = false
    try command(PostgresIdentifiers.unlock)
  }
}

extension PostgresConnection {
  private func executePipeline(_ sql: String, _ rows: ArraySlice<[SQLValue]>) throws -> Int {
    let statements = try rows.map { row in
      (try prepare(sql, row.map(\.postgresType)), try PostgresArguments(row))
    }
    guard PQenterPipelineMode(handle) == 1 else { throw sendFailure() }
    var sent = true
    for (name, values) in statements where sent {
      sent = values.withPointers { PQsendQueryPrepared(handle, name, $0, $1, nil, nil, 0) } == 1
    }
    guard sent, PQpipelineSync(handle) == 1 else { throw sendFailure() }
    var changed = 0
    var failure: (any Error)?
    receiving: while true {
      // A nil ends each statement's results; the sync's own result ends them all.
      guard let raw = PQgetResult(handle) else {
        if isLost { break receiving }
        continue
      }
      let result = PostgresResult(raw)
      switch result.status {
      case PGRES_PIPELINE_SYNC: break receiving
      case PGRES_PIPELINE_ABORTED: continue
      default:
        do { changed += try check(result).changedRows } catch { failure = failure ?? error }
      }
    }
    if !isLost && PQexitPipelineMode(handle) != 1 { throw sendFailure() }
    if let failure { throw failure }
    if isLost { throw sendFailure() }
    return changed
  }

  /// The name of the statement prepared for this SQL and these types.
  private func prepare(_ sql: String, _ types: [UInt32]) throws -> String {
    let key = StatementKey(sql: sql, types: types)
    if let name = names[key] { return name }
    let (text, wanted) = translations[sql] ?? PostgresText.translate(sql)
    translations[sql] = (text, wanted)
    guard types.count == wanted else {
      throw DatabaseError.failed(
        code: "argument-count", message: "\(wanted) parameters, \(types.count) arguments")
    }
    preparedCount += 1
    let name = "s\(preparedCount)"
    if types.contains(PostgresType.unknown) {
      try prepareWithNulls(name, sql, text, types)
    } else {
      try check(PQprepare(handle, name, text, Int32(types.count), types))
    }
    names[key] = name
    return name
  }

  /// A null whose type the server cannot infer (`?1 IS NULL`) is written as the literal NULL then.
  /// The first try stands in a savepoint, for its failure would stop the transaction.
  private func prepareWithNulls(
    _ name: String, _ sql: String, _ text: String, _ types: [UInt32]
  ) throws {
    guard isInTransaction, !isStopped else {
      try check(PQprepare(handle, name, text, Int32(types.count), types))
      return
    }
    try command("SAVEPOINT preparing")
    guard let first = PQprepare(handle, name, text, Int32(types.count), types) else {
      throw sendFailure()
    }
    let result = PostgresResult(first)
    // "indeterminate datatype" and "ambiguous parameter".
    guard result.isFailure,
      ["42P18", "42P08"].contains(PostgresFailure(first, on: handle).state)
    else {
      try check(result)
      try command("RELEASE SAVEPOINT preparing")
      return
    }
    try command("ROLLBACK TO SAVEPOINT preparing")
    try command("RELEASE SAVEPOINT preparing")
    let nulls = Set(types.indices.filter { types[$0] == PostgresType.unknown }.map { $0 + 1 })
    // A parameter that the text does not mention still needs a type.
    let declared = types.map { $0 == PostgresType.unknown ? PostgresType.text : $0 }
    let literal = PostgresText.translate(sql, nulls: nulls).text
    try check(PQprepare(handle, name, literal, Int32(types.count), declared))
  }

  private func forgetStatements() throws {
    try command("DEALLOCATE ALL")
    names.removeAll()
    translations.removeAll()
  }

  @discardableResult
  private func check(_ raw: OpaquePointer?) throws -> PostgresResult {
    guard let raw else { throw sendFailure() }
    let result = PostgresResult(raw)
    try check(result)
    return result
  }

  @discardableResult
  private func check(_ result: PostgresResult) throws -> PostgresResult {
    guard result.isFailure else { return result }
    let failure = PostgresFailure(result.handle, on: handle)
    if failure.asksForRetry { wasAskedToRetry = true }
    if firstFailure == nil { firstFailure = failure.error }
    throw failure.error
  }

  /// libpq could not even send: the connection is gone, or a call came out of turn.
  private func sendFailure() -> DatabaseError {
    let message = PostgresFailure.message(of: handle)
    return isLost
      ? .connectionLost(message) : .failed(code: "libpq", message: message)
  }
}
