import Credit
import Refusals
import SQLDatabase
import World

/// Some lines of a file and where they stand in it.
struct ImportChunk: Sendable {
  enum Lines: Sendable {
    case csv([ImportLine])
    case bankReturn([ReturnItem])
  }

  let lines: Lines
  /// Where the chunk begins.
  let beginBytes: Int
  /// As the import is after the chunk, but for what the lines did.
  let report: ImportReport
  let isLast: Bool

  /// What the lines did, before it is kept.
  struct Done: Sendable {
    var outcome: ImportOutcome
    var returnLines: [BankReturnLine] = []
  }

  func isNext(after current: ImportReport) -> Bool {
    current.state == .running && current.positionBytes == beginBytes
  }

  func work(office: Office, in transaction: Transaction) throws -> Done {
    let actor = Actor(report.startedBy)
    switch lines {
    case .bankReturn(let items):
      return try BankReturnImport.run(items, office: office, actor: actor, in: transaction)
    case .csv(let lines):
      switch report.kind {
      case .people:
        return Done(outcome: try PeopleImport.run(lines, office: office, in: transaction))
      case .contracts:
        return Done(outcome: try ContractsImport.run(lines, office: office, in: transaction))
      case .receivables:
        return Done(outcome: try ReceivablesImport.run(lines, office: office, in: transaction))
      case .payments:
        return Done(
          outcome: try PaymentsImport.run(
            lines, office: office, actor: actor, in: transaction))
      case .bankReturn:
        throw ImportProblem(sentence: "O arquivo retorno foi lido como CSV; importe-o de novo.")
      }
    }
  }

  /// Keeps what was done and the position after it.
  func save(
    _ done: Done, office: Office, in transaction: Transaction
  ) throws -> ImportReport {
    guard var next = try ImportRows.find(report.id, locked: true, in: transaction) else {
      throw Refusal.notFound("Importação")
    }
    guard isNext(after: next) else { return next }
    next.positionBytes = report.positionBytes
    next.positionLine = report.positionLine
    next.header = report.header
    next.notices = report.notices
    next.created += done.outcome.created
    next.updated += done.outcome.updated
    next.unchanged += done.outcome.unchanged
    next.refused += done.outcome.refused
    next.alreadyPaid += done.outcome.alreadyPaid
    next.owedBack += done.outcome.owedBack
    if isLast {
      next.state = .finished
      next.finishedAt = office.world.clock.now()
    }
    try ImportRows.update(next, in: transaction)
    let faults = try ImportSubjects.told(done.outcome.faults, kind: next.kind, in: transaction)
    try ImportRows.insert(faults, of: next.id, sealer: office.sealer, in: transaction)
    try BankReturnRows.insert(done.returnLines, of: next.id, in: transaction)
    return next
  }
}

/// Reads the content of an import, a chunk at a time.
struct ImportSource: Sendable {
  private enum Feed: Sendable {
    case csv(CSVFeed)
    case bankReturn(BankReturnFeed)
  }

  private var feed: Feed
  private var report: ImportReport
  private var ordinals = PaymentOrdinals()

  /// Opens the file at the position that the report tells.
  static func open(_ report: ImportReport, office: Office) async throws -> ImportSource {
    guard let upload = report.upload else {
      throw ImportProblem(sentence: "O arquivo não está mais guardado; envie-o de novo.")
    }
    let content = ImportContent(upload: upload, sealer: office.sealer)
    if report.kind == .bankReturn {
      let feed = try await office.database.read {
        try BankReturnFeed(report, content: content, in: $0)
      }
      return ImportSource(feed: .bankReturn(feed), report: report)
    }
    var source = ImportSource(
      feed: .csv(try CSVFeed(report, content: content)), report: report)
    if report.kind == .payments, report.positionBytes > 0 {
      try await source.recount(upTo: report.positionBytes, content: content, office: office)
    }
    return source
  }

  /// Counts again what the lines before the position told.
  private mutating func recount(
    upTo position: Int, content: ImportContent, office: Office
  ) async throws {
    var start = report
    start.positionBytes = 0
    start.positionLine = 0
    start.header = nil
    var feed = try CSVFeed(start, content: content)
    while feed.positionBytes < position {
      let from = feed
      let (after, read) = try await office.database.read { transaction in
        var next = from
        let lines = try next.next(in: transaction)
        return (next, lines)
      }
      var lines = read
      ordinals.number(&lines)
      feed = after
    }
  }

  mutating func next(office: Office) async throws -> ImportChunk {
    let begin = report.positionBytes
    let lines: ImportChunk.Lines
    let isLast: Bool
    switch feed {
    case .csv(let from):
      let (after, read) = try await office.database.read { transaction in
        var next = from
        let lines = try next.next(in: transaction)
        return (next, lines)
      }
      var numbered = read
      if report.kind == .payments { ordinals.number(&numbered) }
      feed = .csv(after)
      lines = .csv(numbered)
      isLast = after.isAtEnd
      report.positionBytes = after.positionBytes
      report.positionLine = after.positionLine
      report.header = after.header?.stored
      if !after.notices.isEmpty { report.notices = after.notices }
    case .bankReturn(let from):
      let (after, items) = try await office.database.read { transaction in
        var next = from
        let items = try next.next(in: transaction)
        return (next, items)
      }
      feed = .bankReturn(after)
      lines = .bankReturn(items)
      isLast = after.isAtEnd
      report.positionBytes = after.positionBytes
      report.positionLine = after.positionLine
      report.header = after.header
      report.notices = after.notices
    }
    return ImportChunk(lines: lines, beginBytes: begin, report: report, isLast: isLast)
  }
}
