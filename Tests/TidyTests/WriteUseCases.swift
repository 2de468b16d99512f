import Testing

/// Whatever writes into the creditor's database is tried by two writers at once and failed at each
/// of its statements: its name stands in a row of the table of `Tests/DebtCollectionTests/Writers`,
/// or here with a reason.
@Suite("Use cases that write")
struct WriteUseCases {
  @Test("each is a row of the table of two writers")
  func eachHasARow() {
    let files = Repository.files
    let rows = files.filter { $0.path.hasPrefix("Tests/DebtCollectionTests/Writers/") }
      .map(\.text).joined()
    #expect(!rows.isEmpty)
    let writing = files.filter { $0.path.hasPrefix("Sources/DebtCollection/") && $0.isSwift }
      .flatMap { file in Self.writing(file.code).map { (name: $0, path: file.path) } }
    #expect(writing.count > 80, "the writes were not found: \(writing.count)")
    let missing = writing.filter {
      !rows.contains(".\($0.name)(") && Self.reasons[$0.name] == nil
        && !Self.rowsOfWork.contains($0.name)
    }
    #expect(missing.isEmpty, "\(missing.map { "\($0.name) in \($0.path)" })")
    let names = Set(writing.map(\.name))
    let stale = (Array(Self.reasons.keys) + Self.rowsOfWork).filter { !names.contains($0) }
    #expect(stale.isEmpty, "these write no longer: \(stale)")
    let both = Self.reasons.keys.filter { rows.contains(".\($0)(") }
    #expect(both.isEmpty, "these have a row, and need no reason: \(both)")
  }

  /// The functions in which a write begins.
  static func writing(_ code: [String]) -> [String] {
    var name: String?
    var found: [String] = []
    for line in code {
      if let start = line.firstRange(of: "func ")?.upperBound {
        name = String(line[start...].prefix { $0.isLetter || $0.isNumber })
      }
      guard line.contains("database.write"), let function = name else { continue }
      if found.last != function { found.append(function) }
    }
    return found
  }

  /// Duties and what they call: one row of work at a time, claimed by one worker. Their failures
  /// are kept on the row; `WorkTests` and the tests of each lane show what becomes of them.
  static let rowsOfWork = [
    "accept", "spare", "giveUp", "amendmentJob", "takeChanges", "apply", "runDue", "fail",
    "closeInquiry", "compare", "findOnlyHere", "place", "compareNext", "leave", "finish",
    "runChunk", "beginStrayRemoval", "close", "postpone", "stop", "perform", "take", "holds",
    "absent", "conclude", "lose", "refuse", "settle", "count", "setAside", "fill", "note",
    "giveBack", "checkBatch", "takeOver", "takeDisputes", "fetchDocuments",
    "sendDisputeAnswer",
  ]

  /// The others that have no row, each with the reason.
  static let reasons: [String: String] = [
    "authenticate": "one UPDATE of a hash made at a lower cost, where it is still the same",
    "receiveBureauEvent": "one INSERT of a message, by the id that the bureau gave it",
    "tokenChanged": "one UPDATE of what is shown of a token; nothing is decided by it",
    "openInquiry": "adds a line to the access log, and decides nothing",
    "noteLetterOpened": "adds a line to the access log, and decides nothing",
    "switchOn": "the second write of createIntegration",
    "registerForWebhooks": "the last write of syncCodes",
    "reconcile": "begins as startReconciliation does, and works it off as the lane does",
    "runCollections": "begins as startCollections does, and works it off as the lane does",
    "runTask": "begins a run under the index of one run for each task, and works it off",
    "disputeDocument": "adds a line to the access log, and decides nothing",
    "logExport": "adds a line to the access log, and decides nothing",
    "logFailedLogin": "adds a line to the access log, and decides nothing",
    "seedTasks": "adds the tasks that are missing, before each write of a task",
  ]
}
