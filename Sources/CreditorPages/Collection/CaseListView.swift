import Credit
import Markup
import Pages

/// CRM › Cobrança: the cases.
enum CaseListView {
  static func page(_ model: CaseListModel, tabs: HTML, token: String) -> HTML {
    let export = Look.action(
      "Exportar CSV", to: model.query.path(CollectionPages.exportPath), icon: .download,
      isDownload: true)
    return """
      \(Look.heading(
        "Cobrança", about: "Quem tem títulos vencidos, há quanto tempo, e o que vem agora.",
        actions: [export]))\(tabs)\(bands(model.query))\
      <div>\(filters(model, token: token))\(list(model))</div>
      """
  }

  private static func bands(_ query: CaseListQuery) -> HTML {
    Look.chips(
      DelayBand.allCases.map { band in
        var other = query
        other.band = band
        other.place = nil
        return Look.Tab(band.label, other.path(), isCurrent: band == query.band)
      }, label: "Dias de atraso")
  }

  private static func filters(_ model: CaseListModel, token: String) -> HTML {
    let query = model.query
    var clean = CaseListQuery()
    clean.band = query.band
    return Look.filters(
      to: CollectionPages.searchPath, token: token,
      keep: [
        ("atraso", query.band.rawValue), ("ordem", query.isDescending ? "-vencimento" : ""),
        ("pessoa", query.person?.description ?? ""),
      ],
      clear: query.isNarrowed ? clean.path() : nil,
      Look.entry(
        .init("search", "Nome ou CPF/CNPJ"), .search, in: FormState([("search", query.name ?? "")]),
        placeholder: model.personName.map { "Só \($0)" } ?? "Começo do nome, ou documento"))
  }

  private static func list(_ model: CaseListModel) -> HTML {
    guard !model.lines.isEmpty else {
      return "<div data-list>\(model.nextPath.map(passedOver) ?? empty(model.query))</div>"
    }
    var start = model.query
    start.place = nil
    let first = model.query.place == nil ? nil : start.path()
    return """
      <div class="stack" data-list>\(ListNotices.cut(model.isCut))\(table(model))\
      \(Look.pager(
        note: ListNotices.count(model.lines.count, "caso", "casos", more: model.nextPath),
        first: first, next: model.nextPath))</div>
      """
  }

  private static func table(_ model: CaseListModel) -> HTML {
    let query = model.query
    let sorting = Look.Sorting(
      current: "vencimento", isDescending: query.isDescending
    ) { _, isDescending in
      var other = query
      other.place = nil
      other.isDescending = isDescending
      return other.path()
    }
    return Look.table(
      caption: "Casos de cobrança: \(query.band.label)",
      columns: [
        Look.Column("Pessoa"), Look.Column("Atraso", sort: "vencimento"), Look.Column("Títulos"),
        Look.Column("Em aberto", isNumber: true), Look.Column("Negativação"),
        Look.Column("Próximo passo"),
      ], sorting: sorting, rows: model.lines.map(cells))
  }

  private static func cells(_ line: CaseListModel.Line) -> [HTML] {
    let stages = line.stages.map(ListingWords.badge).joined(by: " ")
    let next: HTML =
      line.next.path.map { "<a href=\"\($0)\">\(line.next.words)</a>" }
      ?? HTML(text: line.next.words)
    return [
      Look.mainCell(line.person, to: line.personPath, under: line.under),
      Look.cell(line.delay, under: line.since),
      "<a href=\"\(line.titlesPath)\">\(line.titles)</a>", HTML(text: line.open),
      """
      \(stages)\(if: line.isDisputed, Look.badge("Contestado", .bad))\
      \(if: line.stages.isEmpty && !line.isDisputed, "<span class=\"faint\">nenhuma</span>")
      """, next,
    ]
  }

  /// All titles of this part of the list belong to people who owe an older one.
  private static func passedOver(_ nextPath: String) -> HTML {
    Look.empty(
      "Nenhum caso começa neste trecho",
      "Os títulos deste trecho são de pessoas com outro título vencido há mais tempo; o caso delas "
        + "está mais adiante.",
      actions: [Look.action("Continuar", to: nextPath)])
  }

  private static func empty(_ query: CaseListQuery) -> HTML {
    if let miss = query.search {
      return ListNotices.missed(miss, clear: CollectionPages.path)
    }
    if query.isNarrowed || query.band != .all {
      return Look.empty(
        "Nenhum caso com estes filtros",
        "Quem não aparece aqui não tem título vencido nesta faixa de atraso.",
        actions: [Look.action("Limpar os filtros", to: CollectionPages.path)])
    }
    return Look.empty(
      "Ninguém deve nada vencido", "Assim que um título vencer sem ser pago, o caso aparece aqui.",
      icon: .check)
  }
}
