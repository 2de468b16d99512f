import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Markup
import Pages

/// "Excluir Negativação" (manual, items 46-50): several at once, selected again, each with its own
/// result.
extension Site {
  func addRemoval(to table: inout PageTable<Site>) {
    table.get(Contents.removal) { visit in
      let query = try visit.query()
      guard query.first(ListingPages.pickName) != nil else {
        return nothingPicked(visit, to: ListingPages.path)
      }
      let ids = try offered(query, ListingPages.pickName)
      // None arrives marked: whoever removes marks again what is to go (manual, item 47).
      return try await removal(ids, visit, FormState())
    }
    table.post(Contents.removal) { visit, form in
      // The whole choice is shown again where something is missing, not only what is marked.
      let name =
        form.first(ListingPages.offeredName) == nil
        ? ListingPages.pickName : ListingPages.offeredName
      let all = try offered(form, name)
      return try await visit.attempt(form) { state, status in
        try await removal(all, visit, state, status: status)
      } _: {
        let (ids, reason) = try Self.chosen(form)
        let results = try await office.removals.removeListings(
          ids, reason: reason, actor: visit.actor)
        return told(results, visit)
      }
    }
    table.get(Contents.removalResult) { visit in
      let ids = try offered(try visit.query(), ListingPages.pickName)
      let model = RemovalResultModel(
        try await office.listings.listingSummaries(ids), path: Self.resultPath(ids),
        today: visit.today)
      return visit.page(
        "Resultado da baixa",
        crumbs: [Crumb("Negativações", ListingPages.path), Crumb("Resultado da baixa")],
        help: "dar-baixa", RemovalView.result(model))
    }
  }

  private static func resultPath(_ ids: [ID<Listing>]) -> String {
    PagePath.to(
      ListingPages.removalResultPath, ids.map { (ListingPages.pickName, $0.description) })
  }

  private static func chosen(
    _ form: FormFields
  ) throws -> (ids: [ID<Listing>], reason: RemovalReason?) {
    try FormReader.read(form) { reader in
      let ids = reader.all(ListingPages.pickName, "Negativação", .id(of: Listing.self))
      if ids.isEmpty {
        reader.fault(
          ListingPages.pickName, code: "nothing-picked",
          detail: "Marque pelo menos uma negativação.")
      }
      return (ids, reader.optional("reason", "Código de baixa", .oneOf(RemovalReason.self)))
    }
  }

  /// Back to the list, with what to do there.
  func nothingPicked(_ visit: Visit, to path: String) -> Response {
    visit.done(
      "Nenhuma negativação foi escolhida: marque pelo menos uma na lista e pressione de novo.",
      to: path, tone: .waiting)
  }

  /// The listings that were picked. An unknown form of an id is a broken address.
  func offered(_ fields: FormFields, _ name: String) throws -> [ID<Listing>] {
    let ids = fields.all(name).compactMap { ID<Listing>($0) }
    guard !ids.isEmpty else {
      throw Problem.refused(
        code: "nothing-picked", "Nenhuma negativação foi escolhida; volte e marque pelo menos uma.")
    }
    guard ids.count <= Removals.removalsPerRequest else {
      throw Problem.refused(
        code: "too-many", "Escolha no máximo \(Removals.removalsPerRequest) negativações por vez.")
    }
    return ids
  }

  private func removal(
    _ ids: [ID<Listing>], _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let lines = try await office.listings.listingSummaries(ids)
    let model = RemovalModel(lines, today: visit.today)
    return visit.page(
      "Excluir Negativação",
      crumbs: [Crumb("Negativações", ListingPages.path), Crumb("Excluir Negativação")],
      help: "dar-baixa", status: status, RemovalView.page(model, state, token: visit.token))
  }

  /// A sentence, then the result of each.
  private func told(_ results: [RemovalResult], _ visit: Visit) -> Response {
    let taken = results.filter(\.accepted)
    let due = taken.compactMap(\.dueOn).max()
    let words =
      taken.count == 1
      ? "Sucesso: a baixa foi pedida"
      : "Sucesso: as baixas de \(taken.count) negativações foram pedidas"
    let term = due.map { "; o prazo legal termina em \($0.brazilian)." } ?? "."
    let target = Self.resultPath(results.map(\.listing))
    guard taken.count < results.count else { return visit.done(words + term, to: target) }
    let refused = results.filter { !$0.accepted }
    let reasons = Set(refused.compactMap(\.detail)).sorted().joined(separator: " ")
    return visit.done(
      (taken.isEmpty ? "Falha: nenhuma baixa foi pedida" : words)
        + "; \(refused.count) não: \(reasons)", to: target, tone: .waiting)
  }
}
