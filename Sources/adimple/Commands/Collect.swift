import ArgumentParser
import Credit
import CreditorAPI
import CreditorPages
import DebtCollection
import Foundation
import JSONText
import World

struct Collect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Executa Atualizar cobranças uma vez e mostra o relatório.")

  @OptionGroup var database: DatabaseOption
  @Option(help: "só esta regra (rul_…)")
  var rule: String?
  @Flag(help: "simula: mostra o que faria e não grava nada além do relatório")
  var dryRun = false
  @Option(help: "como se fosse este dia (aaaa-mm-dd)")
  var on: String?
  @Flag(help: "resultado em JSON")
  var json = false

  func run() async throws {
    let rule: ID<CollectionRule>? = try self.rule.map {
      guard let id = ID<CollectionRule>($0) else {
        throw ValidationError("--rule espera o identificador de uma regra, rul_….")
      }
      return id
    }
    let day: CivilDate? = try on.map {
      guard let date = CivilDate(iso: $0), DateBound.any.contains(date) else {
        throw ValidationError("--on espera uma data aaaa-mm-dd; ela " + DateBound.any.detail)
      }
      return date
    }
    let run = try await database.withCreditor { side in
      let progress = Progress()
      let run = try await side.office.collections.runCollections(
        rule: rule, dryRun: dryRun, on: day, actor: .commandLine
      ) { progress.show("\($0.examined) títulos examinados") }
      progress.end()
      return run
    }
    print(json ? CollectionRunJSON.show(run, seesCost: true).text : Self.text(run))
    if run.state == .failed { throw Failure(run.problem ?? "A execução parou antes do fim.") }
  }

  private static func text(_ run: CollectionRunReport) -> String {
    """
    Atualizar cobranças\(run.isDryRun ? " (simulação)" : "") em \(run.runOn.brazilian): \(run.id)
      examinados     \(run.examined)
      negativados    \(run.listed.count)  \(run.listed.amount)
      baixados       \(run.removed.count)  \(run.removed.amount)
      deixados fora  \(run.leftOut.count)  \(run.leftOut.amount)
    """
  }
}
