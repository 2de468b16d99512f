import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import Refusals

/// Cadastros › Clientes › Análise de crédito › Incluir (manual, items 35-41).
extension Site {
  func addManualListing(to table: inout PageTable<Site>) {
    table.get(Contents.manualListing) { visit in
      try await manualListing(try visit.id(), visit, FormState())
    }
    // What was chosen so far comes back with the codes.
    table.post(Contents.listingCodes) { visit, form in
      let id: ID<Person> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await manualListing(id, visit, state, status: status)
      } _: {
        guard let integration = try await office.listings.listingDesk(of: id).integration else {
          throw Problem.refused(
            code: "no-integration", "Vincule uma integração à filial antes de buscar os motivos.")
        }
        _ = try await office.integrations.syncCodes(of: integration)
        return try await manualListing(id, visit, FormState(form))
      }
    }
    table.post(Contents.manualListing) { visit, form in
      let id: ID<Person> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await manualListing(id, visit, state, status: status)
      } _: {
        try await send(id, visit, form)
      }
    }
  }

  private func manualListing(
    _ id: ID<Person>, _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let desk = try await office.listings.listingDesk(of: id)
    let model = ManualListingModel(
      desk, maySeeCost: visit.may(.seeCost), today: visit.today)
    return visit.page(
      "Negativação",
      crumbs: [
        Self.listCrumb(desk.person.stage), Crumb(model.personName, model.backPath),
        Crumb("Negativação"),
      ], help: "negativar", status: status,
      ManualListingView.page(model, state, token: visit.token))
  }

  /// Sends what was chosen; the result is told in the manual's words, "sucesso" or "falha".
  private func send(
    _ id: ID<Person>, _ visit: Visit, _ form: FormFields
  ) async throws -> Response {
    let (titles, code) = try FormReader.read(form) { reader in
      let titles = reader.all(
        ManualListingPages.pickName, "Título", .id(of: Receivable.self))
      if titles.isEmpty {
        reader.fault(
          ManualListingPages.pickName, code: "nothing-picked",
          detail: "Escolha pelo menos um título.")
      }
      return (titles, reader.required("restrictionCode", "Restrição", .string(length: 1...40)))
    }
    let desk = try await office.listings.listingDesk(of: id)
    let listings: [Listing]
    do {
      listings = try await office.listings.requestListings(
        of: titles, restrictionCode: code, actor: visit.actor)
    } catch let refusal as Refusal {
      throw try await told(refusal, titles, desk)
    }
    let waits = listings.contains { $0.state.word == .awaitingApproval }
    let count = listings.count == 1 ? "1 negativação" : "\(listings.count) negativações"
    return visit.done(
      waits
        ? "Sucesso: \(count) à espera da aprovação de outra pessoa."
        : "Sucesso: \(count) a caminho do birô.",
      to: PersonPages.path(of: desk.person, .listings))
  }

  /// The refusal with the numbers of the titles instead of their places in the list.
  private func told(
    _ refusal: Refusal, _ titles: [ID<Receivable>], _ desk: ListingDesk
  ) async throws -> Refusal {
    var faults: [Refusal.Fault] = []
    for fault in refusal.faults {
      let parts = fault.pointer.split(separator: "/")
      guard parts.first == "receivableIds", let place = parts.last.flatMap({ Int($0) }),
        titles.indices.contains(place)
      else {
        faults.append(fault)
        continue
      }
      let number = try await number(of: titles[place], desk)
      faults.append(
        Refusal.Fault(
          pointer: fault.pointer, code: fault.code, detail: "Título \(number): \(fault.detail)"))
    }
    return Refusal(refusal.kind, code: refusal.code, detail: refusal.detail, faults: faults)
  }

  /// The number of a title that was chosen. One that was paid in the meantime has left the desk.
  private func number(of title: ID<Receivable>, _ desk: ListingDesk) async throws -> String {
    if let line = desk.titles.first(where: { $0.row.id == title }) { return line.row.number }
    do {
      return try await office.receivables.receivable(title).number
    } catch let refusal as Refusal where refusal.kind == .notFound {
      return title.description
    }
  }
}
