import ArgumentParser
import Credit
import DebtCollection
import Foundation
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

  func run(_ kind: ImportKind) async throws {
    try await database.withCreditor { side in
      let office = side.office
      let absolute = URL(fileURLWithPath: path).path
      let id = try await office.imports.startImport(
        kind: kind, contentPath: absolute, dryRun: dryRun, resumes: true, actor: .commandLine)
      let report = try await work(id, office: office)
      let printer = ImportPrinter(office: office, json: json) { print($0, terminator: "") }
      if kind == .bankReturn {
        try await printer.printReturn(id)
      } else {
        try await printer.printReport(report)
      }
      if report.state == .failed {
        throw Failure(report.problem ?? "A importação parou antes do fim.")
      }
      if try await printer.hasRefused(id) {
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
}
