import Credit
import CreditorAPI
import DebtCollection
import JSONText
import World

/// The report of an import, line by line as it is read: for people, or as one JSON object.
struct ImportPrinter {
  let office: Office
  let json: Bool
  /// Takes a piece of the text; a line brings its own end.
  let write: (String) -> Void

  private static let pageSize = 1_000

  private func line(_ text: String) { write(text + "\n") }

  func printReport(_ report: ImportReport) async throws {
    if json {
      let head = JSON.object(ImportJSON.show(report).members ?? []).text
      var list = JSONListPrinter(
        write: write, before: String(head.dropLast()) + ",\"refusedLines\":")
      try await forEachFault(report.id) { list.print(ImportJSON.show($0)) }
      return list.end(after: "}")
    }
    line(
      """
      criados \(report.created), atualizados \(report.updated), iguais \(report.unchanged), \
      recusados \(report.refused)
      """)
    if report.alreadyPaid > 0 {
      line("de títulos já pagos \(report.alreadyPaid): \(report.owedBack) a devolver")
    }
    for notice in report.notices { line("aviso: \(notice)") }
    try await forEachFault(report.id) { line("linha \($0.line): \($0.detail)") }
  }

  /// A page at a time: a file of a million wrong lines has as many faults.
  private func forEachFault(
    _ id: ID<ImportJob>, _ show: (ImportFault) -> Void
  ) async throws {
    var after: (line: Int, sequence: Int)?
    while true {
      let page = try await office.imports.importFaults(id, after: after, limit: Self.pageSize)
      for fault in page { show(fault) }
      guard let last = page.last, page.count == Self.pageSize else { return }
      after = (last.line, last.sequence)
    }
  }

  /// Whether a line was refused, as a whole or by a rule.
  func hasRefused(_ id: ID<ImportJob>) async throws -> Bool {
    if try await !office.imports.importFaults(id, after: nil, limit: 1).isEmpty { return true }
    return try await office.bankReturns.returnOutcomes(of: id).contains { $0.outcome == .refused }
  }

  func printReturn(_ id: ID<ImportJob>) async throws {
    let report = try await office.bankReturns.bankReturnReport(id)
    guard json else {
      for notice in report.job.notices { line("aviso: \(notice)") }
      return try await forEachLine(id) { item in
        switch item {
        case .line(let told, _):
          let effect = told.effect.map { "  [\($0)]" } ?? ""
          line("linha \(told.line): \(told.outcome.rawValue)  \(told.detail)\(effect)")
        case .fault(let fault):
          line("linha \(fault.line): refused  \(fault.detail)")
        }
      }
    }
    let notices = JSON.array(report.job.notices.map { .string($0) })
    var list = JSONListPrinter(
      write: write,
      before: "{\"file\":\(report.fileJSON.text),\"warnings\":\(notices.text),\"lines\":")
    try await forEachLine(id) { item in
      switch item {
      case .line(let line, let candidates): list.print(line.json(candidates))
      case .fault(let fault): list.print(fault.returnLineJSON)
      }
    }
    list.end(after: ",\"totals\":\(report.totalsJSON.text)}")
  }

  private enum ReturnItem {
    case line(BankReturnLine, [ReturnCandidateSummary]?)
    case fault(ImportFault)

    var place: Int {
      switch self {
      case .line(let line, _): line.line
      case .fault(let fault): fault.line
      }
    }
  }

  /// Lines and refused lines in the order of the file, a page at a time.
  private func forEachLine(
    _ id: ID<ImportJob>, _ show: (ReturnItem) -> Void
  ) async throws {
    var after = 0
    var faults: [ImportFault] = []
    var lastFault: (line: Int, sequence: Int)?
    var hasMoreFaults = true
    while true {
      let page = try await office.bankReturns.bankReturnLines(
        id, afterLine: after, limit: Self.pageSize)
      let isLast = page.count < Self.pageSize
      let end = isLast ? Int.max : page.last?.line ?? Int.max
      while hasMoreFaults, (faults.last?.line ?? 0) <= end {
        let more = try await office.imports.importFaults(
          id, after: lastFault, limit: Self.pageSize)
        faults += more
        hasMoreFaults = more.count == Self.pageSize
        if let last = more.last { lastFault = (last.line, last.sequence) }
        if isLast, faults.count > Self.pageSize {
          for fault in faults { show(.fault(fault)) }
          faults = []
        }
      }
      let candidates = try await office.bankReturns.returnCandidates(
        of: id, lines: page.filter { $0.outcome == .unmatched }.map(\.line))
      let due = faults.prefix { $0.line <= end }
      faults.removeFirst(due.count)
      let items =
        page.map { ReturnItem.line($0, candidates[$0.line] ?? []) } + due.map { .fault($0) }
      for item in items.sorted(by: { $0.place < $1.place }) { show(item) }
      guard let last = page.last, !isLast else { return }
      after = last.line
    }
  }
}
