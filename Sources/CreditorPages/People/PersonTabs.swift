import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import Markup
import Pages

/// The lists below one person: contracts, titles, inquiries, listings.
extension Site {
  private static let tabLimit = 50

  func contracts(
    of person: PersonRow, _ head: PersonHead, _ visit: Visit
  ) async throws -> HTML {
    let after = try place(visit)
    let rows = try await office.contracts.contracts(
      of: person.id, after: after.map { ID($0) }, limit: Self.tabLimit + 1)
    let names = try await office.people.names(of: rows.flatMap(\.guarantors))
    let path = PersonPages.path(of: person, .contracts)
    return PersonContractsView.page(
      PersonContractsModel(
        rows, names: names, path: path, limit: Self.tabLimit, isFirst: after == nil),
      of: person.id, mayManage: head.rights.mayManage)
  }

  func titles(of person: PersonRow, _ visit: Visit) async throws -> HTML {
    var filter = ReceivableFilter()
    filter.person = person.id
    let after = try place(visit)
    let rows = try await office.receivables.receivables(
      filter, after: after.map { ID($0) }, limit: Self.tabLimit + 1)
    return PersonTitlesView.page(
      PersonTitlesModel(
        rows, of: person, limit: Self.tabLimit, isFirst: after == nil, today: visit.today,
        showsListings: visit.usesCreditAnalysis))
  }

  func inquiries(
    of person: PersonRow, _ head: PersonHead, _ visit: Visit
  ) async throws -> HTML {
    var browse = InquiryBrowse()
    browse.person = person.id
    let query = try QueryReader.read(visit.request) { try InquiryPlace.read($0) }
    let rows = try await office.inquiries.browseInquiries(
      browse, after: query, limit: Self.tabLimit + 1)
    let model = InquiryListModel(
      rows, limit: Self.tabLimit, isFirst: query == nil, rights: InquiryRights(visit)
    ) { place in
      PagePath.to(
        PersonPages.path(of: person, .inquiries), [("cursor", place.map(InquiryPlace.cursor))])
    }
    guard !model.lines.isEmpty else {
      return Look.empty(
        "Nenhuma consulta ainda",
        "A consulta mostra na hora se há restrições; dentro do intervalo ela é reaproveitada sem "
          + "custo.",
        actions: head.rights.mayInquire
          ? [
            Look.action(
              "Consulta de crédito", to: InquiryPages.path(askingAbout: person.id), .primary,
              icon: .search)
          ] : [])
    }
    let table = InquiryListView.table(
      model, caption: "Consultas de \(person.name)", showsPerson: false)
    guard head.rights.mayInquire else { return "<div data-list>\(table)</div>" }
    var all = InquiryListQuery(base: InquiryPages.path)
    all.person = person.id
    return """
      <div class="stack" data-list>\(table)\
      <div class="actions">\(ListExport.action(all.path(Contents.inquiryExport)))</div></div>
      """
  }

  func listings(
    of person: PersonRow, _ head: PersonHead, _ visit: Visit
  ) async throws -> HTML {
    var browse = ListingBrowse()
    browse.person = person.id
    let after = try place(visit)
    let lines = try await office.listings.browseListings(
      browse, after: after.map { ListingBrowse.Place(on: nil, id: ID($0)) },
      limit: Self.tabLimit + 1
    ).lines
    return PersonListingsView.page(
      PersonListingsModel(
        lines, person: person, limit: Self.tabLimit, isFirst: after == nil, today: visit.today),
      mayRemove: visit.may(.remove), mayList: head.rights.mayList)
  }

  /// Where a list in the order of ids goes on.
  private func place(_ visit: Visit) throws -> Int64? {
    try QueryReader.read(visit.request) { try $0.page().cursorNumber() }
  }
}

/// Where a list in the order of ids goes on, as an address.
enum TabPlace {
  static func path(_ base: String, behind number: Int64) -> String {
    PagePath.to(base, [("cursor", Page.cursor(encoding: [.integer(number)]))])
  }
}
