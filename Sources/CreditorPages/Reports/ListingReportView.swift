import Credit
import DebtCollection
import Markup
import Pages

enum ListingReportView {
  static func place(_ line: ListingReportLine) -> ListingReportPlace {
    ListingReportPlace(requestedAt: line.listing.requestedAt, id: line.listing.id)
  }

  static func page(
    _ query: ListingReportQuery, _ lines: [ListingReportLine], _ sums: [ListingReportSum],
    seesCost: Bool
  ) -> HTML {
    """
    \(Look.heading(
      "Relatório de negativações", about: "Pedidas de \(query.range.words).",
      actions: ReportActions.of(ListingReportPages.path, query.query)))\
    <div>\(filters(query))\(content(query, lines, sums, seesCost: seesCost))</div>
    """
  }

  private static func filters(_ query: ListingReportQuery) -> HTML {
    let state = FormState([
      ("situacao", query.situation.rawValue),
      ("origem", query.origin.map { OriginWord($0).rawValue } ?? ""),
    ])
    let days = query.range.fields()
    return Look.filters(
      to: ListingReportPages.path, clear: ListingReportPages.path, days[0], days[1],
      Look.select(
        .init("situacao", "Situação"),
        ListingSituation.allCases.filter { $0 != .overdue }.map { .init($0.rawValue, $0.label) },
        in: state),
      Look.select(
        .init("origem", "Origem"), OriginWord.allCases.map { .init($0.rawValue, $0.label) },
        none: "Todas", in: state))
  }

  private static func content(
    _ query: ListingReportQuery, _ lines: [ListingReportLine], _ sums: [ListingReportSum],
    seesCost: Bool
  ) -> HTML {
    guard !lines.isEmpty else {
      return """
        <div data-list>\(Look.empty(
          "Nada neste período", "Escolha outros dias ou outra situação.", icon: .report,
          actions: [Look.action("Limpar os filtros", to: ListingReportPages.path)]))</div>
        """
    }
    let (shown, last) = lines.part(of: ListingReportPages.shown)
    let next = last.map { query.path(at: place($0)) }
    let fees = sums.reduce(Cents.zero) { $0 + $1.fees }
    let marks = sums.map {
      Look.Mark(
        ListingWords.label($0.state), Double($0.count), text: "\($0.count) · \($0.amount)",
        tone: ListingWords.tone($0.state))
    }
    return """
      <div class="stack" data-list>\(Look.sheet(
        "Por situação", note: seesCost ? "Tarifas do birô: \(fees)" : nil,
        Look.bars(marks, title: "Negativações por situação")))\(table(shown, seesCost: seesCost))\
      \(Look.pager(
        note: ListNotices.count(shown.count, "negativação", "negativações", more: next),
        first: query.place == nil ? nil : query.path(at: nil), next: next))</div>
      """
  }

  private static func table(_ lines: ArraySlice<ListingReportLine>, seesCost: Bool) -> HTML {
    var columns = [
      Look.Column("Pessoa"), Look.Column("Título"), Look.Column("Valor", isNumber: true),
      Look.Column("Situação"), Look.Column("Origem"), Look.Column("Pedida em"),
      Look.Column("Motivo da baixa"),
    ]
    if seesCost { columns.append(Look.Column("Tarifa", isNumber: true)) }
    return Look.table(
      caption: "Negativações do período", columns: columns,
      rows: lines.map { line in
        let listing = line.listing
        let cells: [HTML] = [
          Look.mainCell(
            listing.personName, to: ListingPages.path(of: listing.id),
            under: listing.documentMasked ?? "sem documento"),
          HTML(text: listing.titleNumber), HTML(text: listing.amount.description),
          ShownState(listing).badge, HTML(text: OriginWord(listing.origin).label),
          HTML(text: listing.requestedAt.civilDate.brazilian),
          HTML(text: line.removalReason?.portuguese ?? "—"),
        ]
        return seesCost ? cells + [HTML(text: line.fee?.description ?? "—")] : cells
      })
  }
}
