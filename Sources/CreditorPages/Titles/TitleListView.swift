import Credit
import Markup
import Pages

/// Financeiro › Títulos.
enum TitleListView {
  static func page(_ model: TitleListModel, tabs: HTML, token: String) -> HTML {
    let export = Look.action(
      "Exportar CSV", to: model.query.path(TitlePages.exportPath), icon: .download,
      isDownload: true)
    return """
      \(Look.heading(
        "Títulos",
        about: model.showsListings
          ? "O que cada cliente deve, com vencimento, saldo e negativação."
          : "O que cada cliente deve, com vencimento e saldo.",
        actions: [export]))\(tabs)\(situations(model))\
      <div>\(filters(model, token: token))\(list(model))</div>
      """
  }

  private static func situations(_ model: TitleListModel) -> HTML {
    let query = model.query
    let shown = TitleSituation.allCases.filter { model.showsListings || $0 != .listed }
    return Look.chips(
      shown.map { situation in
        var other = query
        other.situation = situation
        other.isDescending = nil
        other.place = nil
        return Look.Tab(situation.label, other.path(), isCurrent: situation == query.situation)
      }, label: "Situação")
  }

  private static func filters(_ model: TitleListModel, token: String) -> HTML {
    let query = model.query
    let state = FormState([("search", query.name ?? ""), ("numero", query.number ?? "")])
    var clean = TitleListQuery()
    clean.situation = query.situation
    let order = query.isDescending.map { ($0 ? DueOrder.latest : .oldest).rawValue } ?? ""
    return Look.filters(
      to: TitlePages.searchPath, token: token,
      keep: [
        ("situacao", query.situation.rawValue), ("ordem", order),
        ("pessoa", query.person?.description ?? ""),
      ],
      clear: query.isNarrowed ? clean.path() : nil,
      Look.entry(
        .init("search", "Nome ou CPF/CNPJ"), .search, in: state,
        placeholder: model.personName.map { "Só \($0)" } ?? "Começo do nome, ou documento"),
      Look.entry(
        .init("numero", "Número do título"), .text(limit: 60), in: state,
        placeholder: "Número ou nosso número"))
  }

  private static func list(_ model: TitleListModel) -> HTML {
    guard !model.lines.isEmpty else { return "<div data-list>\(empty(model))</div>" }
    let first = model.query.place == nil ? nil : firstPath(model.query)
    return """
      <div class="stack" data-list>\(ListNotices.cut(model.isCut))\(table(model))\
      \(Look.pager(
        note: ListNotices.count(model.lines.count, "título", "títulos", more: model.nextPath),
        first: first, next: model.nextPath))</div>
      """
  }

  private static func firstPath(_ query: TitleListQuery) -> String {
    var first = query
    first.place = nil
    return first.path()
  }

  private static func table(_ model: TitleListModel) -> HTML {
    let query = model.query
    let sorting = Look.Sorting(
      current: "vencimento", isDescending: query.isLatestFirst
    ) { _, isDescending in
      var other = query
      other.place = nil
      other.isDescending = isDescending
      return other.path()
    }
    var columns = [
      Look.Column("Cliente"), Look.Column("Título"),
      Look.Column("Vencimento", sort: "vencimento"), Look.Column("Valor", isNumber: true),
      Look.Column("Em aberto", isNumber: true), Look.Column("Situação"),
    ]
    if model.showsListings { columns.append(Look.Column("Negativação")) }
    return Look.table(
      caption: "Títulos: \(query.situation.label)", columns: columns, sorting: sorting,
      rows: model.lines.map { cells($0, showsListing: model.showsListings) })
  }

  private static func cells(_ line: TitleListModel.Line, showsListing: Bool) -> [HTML] {
    let cells: [HTML] = [
      Look.mainCell(line.person, to: line.path, under: line.document),
      Look.cell(line.number, under: line.bankNumber.map { "nosso nº \($0)" }),
      Look.cell(line.dueOn, under: line.delay), HTML(text: line.amount), HTML(text: line.open),
      """
      \(Look.badge(line.status, line.tone))\
      \(if: line.isDisputed, Look.badge("Contestado", .bad))\
      \(if: line.hasCourtOrder, Look.badge("Ordem judicial", .bad))
      """,
    ]
    return showsListing ? cells + [line.listing?.badge ?? "—"] : cells
  }

  private static func empty(_ model: TitleListModel) -> HTML {
    var clean = TitleListQuery()
    clean.situation = model.query.situation
    if let miss = model.query.search { return ListNotices.missed(miss, clear: clean.path()) }
    if model.query.isNarrowed {
      return Look.empty(
        "Nada com estes filtros",
        "Tire um filtro ou escreva menos letras do nome; o número do título é procurado inteiro.",
        actions: [Look.action("Limpar os filtros", to: clean.path())])
    }
    return empty(model.query.situation)
  }

  private static func empty(_ situation: TitleSituation) -> HTML {
    let all = [Look.action("Ver todos os títulos", to: TitleListQuery().path())]
    switch situation {
    case .overdue:
      return Look.empty(
        "Nenhum título vencido", "Todos os títulos em aberto ainda estão no prazo.", icon: .check,
        actions: all)
    case .disputed:
      return Look.empty(
        "Nenhum título contestado",
        "Um título contestado não é negativado enquanto a contestação estiver aberta.",
        icon: .scale, actions: all)
    case .listed:
      return Look.empty(
        "Nenhum título negativado",
        "Negativações nascem no cadastro do cliente ou pela rotina Atualizar cobranças.",
        icon: .listing, actions: all)
    case .open, .paid, .renegotiated, .cancelled:
      return Look.empty(
        "Nenhum título nesta situação", "Os outros títulos estão em Todos.", icon: .money,
        actions: all)
    case .all:
      return Look.empty(
        "Nenhum título ainda", "Importe os títulos do seu sistema, ou crie-os pela API.",
        icon: .money, actions: [Look.action("Importar", to: FinanceTab.imports.rawValue)])
    }
  }
}
