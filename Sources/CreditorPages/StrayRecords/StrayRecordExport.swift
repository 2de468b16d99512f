import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Pages
import World

extension Site {
  /// Exactly what the list shows, all pages of it.
  func strayRecordExport() -> Response {
    CSVAnswer.response(
      fileName: "registros-soltos-\(office.world.clock.now().civilDate).csv",
      header: [
        "registro", "referencia", "negativacao", "no_biro", "valor", "visto_em", "situacao",
        "decidido_por", "observacao",
      ]
    ) { (place: Int64?) in
      let found = try await office.strayRecords.strayRecords(
        page: DebtCollection.PageRequest(
          limit: DebtCollection.PageRequest.largestLimit, cursor: place))
      return (found.items.map(Self.csv), found.nextCursor)
    }
  }

  private static func csv(_ stray: StrayRecord) -> [String] {
    [
      stray.bureauReference, stray.reference, stray.listing?.description ?? "",
      BureauWords.title(stray.bureauState), stray.amount?.digits ?? "", stray.foundAt.brazilian,
      StrayRecordListModel.situation(stray.state).label,
      stray.decidedBy.map { ActorWords.name($0) } ?? "",
      [stray.note, stray.problem].compactMap { $0 }.joined(separator: " "),
    ]
  }
}
