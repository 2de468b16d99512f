import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Pages
import World

extension Site {
  /// Exactly what the list shows, all pages of it; the differences have a file of their own.
  func reconciliationExport() -> Response {
    CSVAnswer.response(
      fileName: "conciliacoes-\(office.world.clock.now().civilDate).csv",
      header: ["codigo", "inicio", "fim", "pedida_por", "situacao", "conferem", "problema"]
    ) { (place: Int64?) in
      let found = try await office.reconciliations.reconciliations(
        page: DebtCollection.PageRequest(
          limit: DebtCollection.PageRequest.largestLimit, cursor: place))
      return (found.items.map(Self.csv), found.nextCursor)
    }
  }

  private static func csv(_ done: Reconciliation) -> [String] {
    [
      done.id.description, done.startedAt.brazilian, done.finishedAt?.brazilian ?? "",
      ActorWords.starter(done.startedBy), ReconciliationWords.state(done).label,
      String(done.matched), done.problem ?? "",
    ]
  }
}
