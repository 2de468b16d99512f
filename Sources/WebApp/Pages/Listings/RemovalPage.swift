import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Markup

/// "Excluir Negativação" (manual, items 46-49): several at once, asked once, each with its own
/// result.
extension Site {
  func addRemoval(to table: inout PageTable) {
    table.get(ListingPages.removalPath, needs: .remove, isSubject: true) { visit in
      try await removal(try picked(try visit.query()), visit, FormState())
    }
    table.post(ListingPages.removalPath, needs: .remove, isSubject: true) { visit, form in
      let ids = try picked(form)
      return try await visit.attempt(form) { state, status in
        try await removal(ids, visit, state, status: status)
      } _: {
        let reason = try FormReader.read(form) {
          $0.required("reason", "Código de baixa", .oneOf(RemovalReason.self))
        }
        let results = try await office.removeListings(ids, reason: reason, actor: visit.actor)
        return try await told(results, visit)
      }
    }
  }

  /// The listings that were picked. An unknown form of an id is a broken address.
  private func picked(_ fields: FormFields) throws -> [ID<Listing>] {
    let ids = fields.all(ListingPages.pickName).compactMap { ID<Listing>($0) }
    guard !ids.isEmpty else {
      throw Problem.refused(
        code: "nothing-picked", "Nenhuma negativação foi escolhida; volte e marque pelo menos uma.")
    }
    guard ids.count <= Office.removalsPerRequest else {
      throw Problem.refused(
        code: "too-many", "Escolha no máximo \(Office.removalsPerRequest) negativações por vez.")
    }
    return ids
  }

  private func removal(
    _ ids: [ID<Listing>], _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let lines = try await office.listingSummaries(ids)
    let model = RemovalModel(lines, today: visit.today)
    return visit.page(
      "Excluir negativação",
      crumbs: [Crumb("Negativações", ListingPages.path), Crumb("Excluir negativação")],
      help: "dar-baixa", status: status, RemovalView.page(model, state, token: visit.token))
  }

  /// Where everything was taken, a sentence; else the result of each.
  private func told(_ results: [RemovalResult], _ visit: Visit) async throws -> Response {
    let taken = results.filter(\.accepted)
    let due = taken.compactMap(\.dueOn).max()
    let words =
      taken.count == 1
      ? "A baixa foi pedida" : "As baixas de \(taken.count) negativações foram pedidas"
    let term = due.map { "; o prazo legal termina em \($0.brazilian)." } ?? "."
    if taken.count == results.count {
      let target =
        results.count == 1
        ? ListingPages.path(of: results[0].listing) : ListingPages.path(of: .removing)
      return visit.done(words + term, to: target)
    }
    let refused = results.filter { !$0.accepted }
    let reasons = Set(refused.compactMap(\.detail)).sorted().joined(separator: " ")
    return visit.done(
      (taken.isEmpty ? "Nenhuma baixa foi pedida" : words)
        + "; \(refused.count) não: \(reasons)", to: ListingPages.path, tone: .waiting)
  }
}
