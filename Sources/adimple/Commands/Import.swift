import ArgumentParser
import Credit
import CreditorAPI
import CreditorPages
import DebtCollection
import Foundation
import JSONText
import Synchronization
import World

struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Importa pessoas, contratos, títulos, recebimentos e retornos bancários.",
    subcommands: [
      ImportPeople.self, ImportContracts.self, ImportReceivables.self, ImportPayments.self,
      ImportBankReturn.self,
    ])
}

struct ImportPeople: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people", abstract: "Importa pessoas de um arquivo CSV.")
  @OptionGroup var file: ImportedFile
  func run() async throws { try await file.run(.people) }
}

struct ImportContracts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contracts", abstract: "Importa contratos de um arquivo CSV.")
  @OptionGroup var file: ImportedFile
  func run() async throws { try await file.run(.contracts) }
}

struct ImportReceivables: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receivables", abstract: "Importa títulos de um arquivo CSV.")
  @OptionGroup var file: ImportedFile
  func run() async throws { try await file.run(.receivables) }
}

struct ImportPayments: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "payments", abstract: "Importa recebimentos de um arquivo CSV.")
  @OptionGroup var file: ImportedFile
  func run() async throws { try await file.run(.payments) }
}

struct ImportBankReturn: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bank-return", abstract: "Importa um retorno bancário, CNAB 240 ou 400.")
  @OptionGroup var file: ImportedFile
  func run() async throws { try await file.run(.bankReturn) }
}

/// The file of an import command, and the import itself with its report.
struct ImportedFile: ParsableArguments {
  @Argument(help: "o arquivo")
  var path: String
  @OptionGroup var database: DatabaseOption
  @Flag(help: "mostra o que faria e não grava nada além do relatório")
  var dryRun = false
  @Flag(help: "resultado em JSON")
  var json = false

  private static let pageSize = 1_000

  func run(_ kind: ImportKind) async throws {
    try await database.withCreditor { side in
      let office = side.office
      let absolute = URL(fileURLWithPath: path).path
      let id = try await office.imports.startImport(
        kind: kind, contentPath: absolute, dryRun: dryRun, resumes: true, actor: .commandLine)
      let report = try await work(id, office: office)
      if kind == .bankReturn {
        try await printReturn(id, office: office)
      } else {
        try await printReport(report, office: office)
      }
      if report.state == .failed {
        throw Failure(report.problem ?? "A importação parou antes do fim.")
      }
      if kind == .bankReturn, try await hasRefused(id, office: office) {
        throw Failure("Há linhas recusadas; o relatório diz quais e por quê.")
      }
    }
  }

  /// Does what is left of the import, and tells of a failure where it stopped.
  private func work(_ id: ID<ImportJob>, office: Office) async throws -> ImportReport {
    let begun = try await office.imports.importReport(id)
    if begun.positionLine > 0 {
      tell("A importação interrompida continua depois da linha \(begun.positionLine).")
    }
    let progress = Progress()
    let line = Mutex(begun.positionLine)
    defer { progress.end() }
    do {
      return try await office.imports.continueImport(id) { report in
        line.withLock { $0 = report.positionLine }
        let percent = report.positionBytes * 100 / max(report.byteCount, 1)
        progress.show("\(percent)%  \(report.positionLine) linhas")
      }
    } catch {
      let done = line.withLock { $0 }
      throw Failure(
        "\(Failure.explaining(error)) As primeiras \(done) linhas estão feitas; o mesmo comando "
          + "continua depois delas.")
    }
  }

  private func tell(_ sentence: String) {
    FileHandle.standardError.write(Data((sentence + "\n").utf8))
  }

  private func printReport(_ report: ImportReport, office: Office) async throws {
    if json {
      let head = JSON.object(ImportJSON.show(report).members ?? []).text
      var list = JSONListPrinter(before: String(head.dropLast()) + ",\"refusedLines\":")
      try await forEachFault(report.id, office: office) { list.print(ImportJSON.show($0)) }
      return list.end(after: "}")
    }
    print(
      """
      criados \(report.created), atualizados \(report.updated), iguais \(report.unchanged), \
      recusados \(report.refused)
      """)
    if report.alreadyPaid > 0 {
      print("de títulos já pagos \(report.alreadyPaid): \(report.owedBack) a devolver")
    }
    for notice in report.notices { print("aviso: \(notice)") }
    try await forEachFault(report.id, office: office) { print("linha \($0.line): \($0.detail)") }
  }

  /// A page at a time: a file of a million wrong lines has as many faults.
  private func forEachFault(
    _ id: ID<ImportJob>, office: Office, _ show: (ImportFault) -> Void
  ) async throws {
    var after: (line: Int, sequence: Int)?
    while true {
      let page = try await office.imports.importFaults(id, after: after, limit: Self.pageSize)
      for fault in page { show(fault) }
      guard let last = page.last, page.count == Self.pageSize else { return }
      after = (last.line, last.sequence)
    }
  }

  /// Whether a line of a return file was refused, as a whole or by a rule.
  private func hasRefused(_ id: ID<ImportJob>, office: Office) async throws -> Bool {
    if try await !office.imports.importFaults(id, after: nil, limit: 1).isEmpty { return true }
    return try await office.bankReturns.returnOutcomes(of: id).contains { $0.outcome == .refused }
  }

  private func printReturn(_ id: ID<ImportJob>, office: Office) async throws {
    let report = try await office.bankReturns.bankReturnReport(id)
    guard json else {
      for notice in report.job.notices { print("aviso: \(notice)") }
      return try await forEachLine(id, office: office) { item in
        switch item {
        case .line(let line, _):
          let effect = line.effect.map { "  [\($0)]" } ?? ""
          print("linha \(line.line): \(line.outcome.rawValue)  \(line.detail)\(effect)")
        case .fault(let fault):
          print("linha \(fault.line): refused  \(fault.detail)")
        }
      }
    }
    let notices = JSON.array(report.job.notices.map { .string($0) })
    var list = JSONListPrinter(
      before: "{\"file\":\(report.fileJSON.text),\"warnings\":\(notices.text),\"lines\":")
    try await forEachLine(id, office: office) { item in
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
    _ id: ID<ImportJob>, office: Office, _ show: (ReturnItem) -> Void
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
