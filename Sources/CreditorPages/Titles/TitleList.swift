import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Markup
import Pages
import World

/// Financeiro › Títulos: the list.
extension Site {
  func addTitles(to table: inout PageTable<Site>) {
    table.get(Contents.titles) { visit in
      let query = try TitleListQuery.read(visit.request)
      var model = try await titleList(query, today: visit.today)
      model.showsListings = visit.usesCreditAnalysis
      return visit.page(
        "Títulos", crumbs: [Crumb("Financeiro"), Crumb("Títulos")], help: "financeiro",
        TitleListView.page(
          model, tabs: FinanceTab.tabs(.titles, visit), token: visit.token))
    }
    table.post(Contents.titleSearch) { _, form in
      .seeOther(try await titleSearch(form))
    }
    table.get(Contents.titleExport) { visit in
      titleExport(
        try TitleListQuery.read(visit.request), showsListings: visit.usesCreditAnalysis)
    }
  }

  private func titleList(
    _ query: TitleListQuery, today: CivilDate
  ) async throws -> TitleListModel {
    if query.search != nil {
      return TitleListModel(query, lines: [], personName: nil, isCut: false, today: today)
    }
    let found = try await office.receivables.browseTitles(
      query.browse, after: query.place, limit: TitleListQuery.pageLimit + 1)
    let name = try await query.personName(in: office)
    return TitleListModel(
      query, lines: found.lines, personName: name, isCut: found.isCut, today: today)
  }

  /// Turns the form of filters into the address of the list.
  private func titleSearch(_ form: FormFields) async throws -> String {
    var query = TitleListQuery()
    query.situation = form.first("situacao").flatMap(TitleSituation.init(rawValue:)) ?? .all
    query.isDescending = form.first("ordem").flatMap(DueOrder.init(rawValue:)).map {
      $0 == .latest
    }
    let number = (form.first("numero") ?? "").prefix(60)
    query.number = number.isEmpty ? nil : String(number)
    try await query.narrow(by: form, in: office)
    return query.path()
  }

  /// Exactly what the list shows, all pages of it.
  private func titleExport(_ query: TitleListQuery, showsListings: Bool) -> Response {
    let rowsAtOnce = 500
    let today = office.world.clock.now().civilDate
    return CSVAnswer.response(
      fileName: "titulos-\(today).csv",
      header: [
        "codigo", "cliente", "documento", "titulo", "nosso_numero", "vencimento", "valor",
        "em_aberto", "situacao", "contestado",
      ] + (showsListings ? ["negativacao"] : [])
    ) { (place: DuePlace?) in
      guard query.search == nil else { return ([], nil) }
      let lines = try await office.receivables.browseTitles(
        query.browse, after: place, limit: rowsAtOnce
      ).lines
      let next = lines.count == rowsAtOnce ? lines.last.map(query.place(behind:)) : nil
      return (lines.map { Self.csv($0, today: today, showsListing: showsListings) }, next)
    }
  }

  private static func csv(
    _ line: TitleSummary, today: CivilDate, showsListing: Bool
  ) -> [String] {
    let isOverdue = TitleWords.isOverdue(line.status, dueOn: line.dueOn, today: today)
    return [
      line.id.description, line.personName, line.documentMasked ?? "", line.number,
      line.bankNumber ?? "", line.dueOn.brazilian, line.amount.digits, line.open.digits,
      TitleWords.label(line.status, isOverdue: isOverdue), line.isDisputed ? "Sim" : "Não",
    ] + (showsListing ? [ShownState(line)?.label ?? ""] : [])
  }
}
