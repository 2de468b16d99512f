import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Pages
import World

extension Site {
  /// Exactly what the list shows, all pages of it; the titles of a run have a file of their own.
  func runListExport() -> Response {
    CSVAnswer.response(
      fileName: "execucoes-\(office.world.clock.now().civilDate).csv",
      header: [
        "codigo", "execucao", "pedida_por", "situacao", "examinados", "negativados",
        "valor_negativado", "baixados", "valor_baixado", "de_fora", "valor_de_fora",
      ]
    ) { (place: ID<CollectionRun>?) in
      let runs = try await office.collections.collectionRuns(
        before: place, limit: ListExport.rowsAtOnce)
      return (runs.map(Self.csv), runs.count == ListExport.rowsAtOnce ? runs.last?.id : nil)
    }
  }

  private static func csv(_ run: CollectionRunReport) -> [String] {
    [
      run.id.description, RunWords.name(run), ActorWords.starter(run.startedBy),
      RunWords.state(run).label, String(run.examined), String(run.listed.count),
      run.listed.amount.digits, String(run.removed.count), run.removed.amount.digits,
      String(run.leftOut.count), run.leftOut.amount.digits,
    ]
  }
}
