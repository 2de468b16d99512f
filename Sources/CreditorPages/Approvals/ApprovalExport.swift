import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Pages
import World

extension Site {
  /// Exactly what the queue shows, all pages of it.
  func approvalExport() -> Response {
    CSVAnswer.response(
      fileName: "aprovar-\(office.world.clock.now().civilDate).csv",
      header: [
        "codigo", "pessoa", "documento", "titulo", "vencimento", "valor", "pedida_em",
        "pedida_por", "observacao",
      ]
    ) { (place: ID<Listing>?) in
      let entries = try await office.approvals.approvalQueue(
        after: place, limit: ListExport.rowsAtOnce)
      let isFull = entries.count == ListExport.rowsAtOnce
      return (entries.map(Self.csv), isFull ? entries.last?.listing.id : nil)
    }
  }

  private static func csv(_ entry: ApprovalEntry) -> [String] {
    let listing = entry.listing
    return [
      listing.id.description, listing.personName, listing.documentMasked ?? "",
      listing.titleNumber, listing.dueOn.brazilian, listing.amount.digits,
      listing.requestedAt.brazilian, ActorWords.name(entry.requestedBy),
      ApprovalQueueModel.note(entry),
    ]
  }
}
