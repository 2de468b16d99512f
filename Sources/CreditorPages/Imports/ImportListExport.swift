import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Pages
import World

extension Site {
  /// Exactly the files that the list shows, all pages of them.
  func importListExport(_ kind: ImportKind?) -> Response {
    CSVAnswer.response(
      fileName: "importacoes-\(office.world.clock.now().civilDate).csv",
      header: [
        "codigo", "nome_do_arquivo", "arquivo", "conferencia", "situacao", "enviado_em",
        "enviado_por", "novos",
        "alterados", "sem_mudanca", "recusadas", "problema",
      ]
    ) { (place: ID<ImportJob>?) in
      let found = try await office.imports.importReports(
        kind: kind, before: place, limit: ListExport.rowsAtOnce)
      return (found.map(Self.csv), found.count == ListExport.rowsAtOnce ? found.last?.id : nil)
    }
  }

  private static func csv(_ report: ImportReport) -> [String] {
    [
      report.id.description, report.fileName ?? "", ImportWords.label(report.kind),
      report.isDryRun ? "sim" : "não",
      ImportWords.state(report).label, report.startedAt.brazilian,
      ActorWords.name(report.startedBy), String(report.created), String(report.updated),
      String(report.unchanged), String(report.refused), report.problem ?? "",
    ]
  }
}
