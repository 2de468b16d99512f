import ArgumentParser
import Credit
import DebtCollection
import Foundation
import JSONText
import WebApp
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
      let id = try await office.startImport(
        kind: kind, contentPath: absolute, dryRun: dryRun, actor: .commandLine)
      let progress = Progress()
      let report = try await office.continueImport(id) { report in
        let percent = report.positionBytes * 100 / max(report.byteCount, 1)
        progress.show("\(percent)%  \(report.positionLine) linhas")
      }
      progress.end()
      if kind == .bankReturn {
        try await printReturn(id, office: office)
      } else {
        try await printReport(report, office: office)
      }
      if report.state == .failed {
        throw Failure(report.problem ?? "A importação parou antes do fim.")
      }
    }
  }

  private func printReport(_ report: ImportReport, office: Office) async throws {
    if json {
      var members = ImportJSON.show(report).members ?? []
      members.append(.init("refusedLines", .array(try await faults(report.id, office: office))))
      return print(JSON.object(members).text)
    }
    print(
      """
      criados \(report.created), atualizados \(report.updated), iguais \(report.unchanged), \
      recusados \(report.refused)
      """)
    for notice in report.notices { print("aviso: \(notice)") }
    for fault in try await faults(report.id, office: office) {
      let line = fault["line"]?.integer ?? 0
      print("linha \(line): \(fault["detail"]?.string ?? "")")
    }
  }

  private func faults(_ id: ID<ImportJob>, office: Office) async throws -> [JSON] {
    var found: [JSON] = []
    var after: (line: Int, sequence: Int)?
    while true {
      let page = try await office.importFaults(id, after: after, limit: Self.pageSize)
      found += page.map { ImportJSON.show($0) }
      guard let last = page.last, page.count == Self.pageSize else { return found }
      after = (last.line, last.sequence)
    }
  }

  private func printReturn(_ id: ID<ImportJob>, office: Office) async throws {
    let report = try await office.bankReturnReport(id)
    var lines: [JSON] = []
    var after = 0
    while true {
      let page = try await office.bankReturnLines(id, afterLine: after, limit: Self.pageSize)
      lines += page.map(\.json)
      guard let last = page.last, page.count == Self.pageSize else { break }
      after = last.line
    }
    if json {
      return print(
        JSON.object([
          .init("file", report.fileJSON), .init("lines", .array(lines)),
          .init("totals", report.totalsJSON),
        ]).text)
    }
    for line in lines {
      let number = line["line"]?.integer ?? 0
      print("linha \(number): \(line["outcome"]?.string ?? "")  \(line["detail"]?.string ?? "")")
    }
  }
}
