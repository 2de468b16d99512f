import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Markup
import Pages
import World

/// Addresses of Negativações.
enum ListingPages {
  static let path = Contents.listings.path
  static let searchPath = Contents.listingSearch.path
  static let exportPath = Contents.listingExport.path
  static let removalPath = Contents.removal.path
  static let removalResultPath = Contents.removalResult.path
  /// Holds what was picked before, so that a form with a fault comes back whole.
  static let offeredName = "oferecida"
  /// The name of the boxes that pick listings.
  static let pickName = "negativacao"

  static func path(of situation: ListingSituation) -> String {
    PagePath.to(path, [("situacao", situation.rawValue)])
  }

  static func path(of listing: ID<Listing>) -> String {
    Contents.listing.path(listing)
  }
}

extension Site {
  func addListings(to table: inout PageTable<Site>) {
    table.get(Contents.listings) { visit in
      let query = try ListingListQuery.read(visit.request)
      let model = try await listingList(query, today: visit.today)
      return visit.page(
        "Negativações", crumbs: [Crumb("Negativações")], help: "visao-geral",
        ListingListView.page(
          model, token: visit.token, mayRemove: visit.may(.remove),
          mayApprove: visit.may(.approve)))
    }
    table.post(Contents.listingSearch) { _, form in
      .seeOther(try await listingSearch(form))
    }
    table.get(Contents.listingExport) { visit in
      listingExport(try ListingListQuery.read(visit.request))
    }
  }

  private func listingList(
    _ query: ListingListQuery, today: CivilDate
  ) async throws -> ListingListModel {
    if query.search != nil {
      return ListingListModel(query, lines: [], personName: nil, isCut: false, today: today)
    }
    var browse = query.browse
    if query.situation == .overdue { browse.removalDueBefore = today }
    let found = try await office.listings.browseListings(
      browse, after: query.place, limit: ListingListQuery.pageLimit + 1)
    let name = try await query.personName(in: office)
    return ListingListModel(
      query, lines: found.lines, personName: name, isCut: found.isCut, today: today)
  }

  /// Turns the form of filters into the address of the list.
  private func listingSearch(_ form: FormFields) async throws -> String {
    var query = ListingListQuery()
    query.situation = form.first("situacao").flatMap(ListingSituation.init(rawValue:)) ?? .all
    query.origin = form.first("origem").flatMap(OriginWord.init(rawValue:))?.origin
    query.sort = form.first("ordem").flatMap(ListingListQuery.Sort.init(rawValue:))
    try await query.narrow(by: form, in: office)
    return query.path()
  }

  /// Exactly what the list shows, all pages of it.
  private func listingExport(_ query: ListingListQuery) -> Response {
    let rowsAtOnce = 500
    return CSVAnswer.response(
      fileName: "negativacoes-\(office.world.clock.now().civilDate).csv",
      header: [
        "codigo", "pessoa", "documento", "titulo", "vencimento", "valor", "situacao", "origem",
        "pedida_em", "carta_em", "visivel_desde", "prazo_da_baixa", "baixada_em",
      ]
    ) { (place: ListingBrowse.Place?) in
      guard query.search == nil else { return ([], nil) }
      var browse = query.browse
      if query.situation == .overdue {
        browse.removalDueBefore = office.world.clock.now().civilDate
      }
      let lines = try await office.listings.browseListings(
        browse, after: place, limit: rowsAtOnce
      ).lines
      let next = lines.count == rowsAtOnce ? lines.last.map(query.place(behind:)) : nil
      return (lines.map(Self.csv), next)
    }
  }

  private static func csv(_ line: ListingSummary) -> [String] {
    [
      line.id.description, line.personName, line.documentMasked ?? "", line.titleNumber,
      line.dueOn.brazilian, line.amount.digits, ShownState(line).label,
      OriginWord(line.origin).label, line.requestedAt.brazilian,
      line.noticeIssuedOn?.brazilian ?? "", line.visibleFrom?.brazilian ?? "",
      line.removalDueOn?.brazilian ?? "", line.removedAt?.brazilian ?? "",
    ]
  }
}
