import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Markup
import Pages

/// The page of one listing, its letter, and the decision of a second person.
extension Site {
  func addListing(to table: inout PageTable<Site>) {
    table.get(Contents.listing) { visit in
      let model = try await listing(try visit.id(), visit)
      return visit.page(
        "Negativação de \(model.personName)",
        crumbs: [Crumb("Negativações", ListingPages.path), Crumb(model.personName)],
        help: "carta-e-prazos", ListingView.page(model))
    }
    table.get(Contents.letter) { visit in
      let id: ID<Listing> = try visit.id()
      return .download(
        try await office.listings.noticeLetter(of: id, actor: visit.actor),
        mediaType: "application/pdf",
        fileName: "carta-\(id).pdf", isInline: true)
    }
    table.get(Contents.approval) { visit in
      try await approval(try visit.id(), visit, FormState())
    }
    table.post(Contents.approval) { visit, form in
      let id: ID<Listing> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await approval(id, visit, state, status: status)
      } _: {
        let note = try FormReader.read(form) {
          $0.optional("note", "Observação", .text(length: 1...500))
        }
        let approves = form.first("decision") == "approve"
        _ = try await office.approvals.decideApproval(
          of: id, approve: approves, note: note, actor: visit.actor)
        return visit.done(
          approves
            ? "Aprovada: a negativação foi para a fila de envio."
            : "Não aprovada: nada foi enviado ao birô.", to: ListingPages.path(of: id))
      }
    }
  }

  private func listing(_ id: ID<Listing>, _ visit: Visit) async throws -> ListingModel {
    let (listing, timeline) = try await office.listings.listing(id)
    let person = try await office.people.person(listing.person)
    let title = try await office.receivables.receivable(listing.receivable)
    return ListingModel(
      listing, timeline: timeline, person: person, title: title,
      dispute: visit.may(.seeReport) ? try await office.disputes.openDispute(of: id) : nil,
      visit: ListingViewer(
        today: visit.today, mayApprove: visit.may(.approve),
        mayOpenLetter: visit.may(.openLetter), mayRemove: visit.may(.remove),
        maySettle: visit.may(.settle), actor: visit.actor.name))
  }

  private func approval(
    _ id: ID<Listing>, _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let model = try await listing(id, visit)
    return visit.page(
      "Aprovar negativação",
      crumbs: [
        Crumb("Negativações", ListingPages.path),
        Crumb(model.personName, ListingPages.path(of: id)), Crumb("Aprovação"),
      ], status: status, ApprovalView.page(model, path: visit.path, state, token: visit.token))
  }
}
