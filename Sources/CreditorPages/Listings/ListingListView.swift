import Credit
import Markup
import Pages

/// Negativações: the list.
enum ListingListView {
  static func page(
    _ model: ListingListModel, token: String, mayRemove: Bool, mayApprove: Bool
  ) -> HTML {
    """
    \(Look.heading("Negativações", about: "Tudo o que foi pedido ao birô, do pedido à baixa.",
      actions: actions(model.query, mayApprove: mayApprove)))\
    \(situations(model.query))\
    <div>\(filters(model, token: token))\(list(model, mayRemove: mayRemove))</div>
    """
  }

  private static func actions(_ query: ListingListQuery, mayApprove: Bool) -> [HTML] {
    let approvals = mayApprove ? [Look.action("Aprovar", to: ApprovalPages.path, icon: .check)] : []
    return approvals + [
      Look.action("Conciliação", to: ReconciliationPages.path, icon: .scale),
      Look.action(
        "Exportar CSV", to: query.path(ListingPages.exportPath), icon: .download,
        isDownload: true),
    ]
  }

  private static func situations(_ query: ListingListQuery) -> HTML {
    Look.chips(
      ListingSituation.allCases.map { situation in
        var other = query
        other.situation = situation
        other.sort = nil
        other.place = nil
        return Look.Tab(
          situation.label, other.path(), isCurrent: situation == query.situation)
      }, label: "Situação")
  }

  private static func filters(_ model: ListingListModel, token: String) -> HTML {
    let query = model.query
    let state = FormState([
      ("search", query.name ?? ""), ("origem", query.origin.map { OriginWord($0).rawValue } ?? ""),
    ])
    var clean = ListingListQuery()
    clean.situation = query.situation
    return Look.filters(
      to: ListingPages.searchPath, token: token,
      keep: [
        ("situacao", query.situation.rawValue), ("ordem", query.sort?.rawValue ?? ""),
        ("pessoa", query.person?.description ?? ""),
      ],
      clear: query.isNarrowed ? clean.path() : nil,
      Look.entry(
        .init("search", "Nome ou CPF/CNPJ"), .search, in: state,
        placeholder: model.personName.map { "Só \($0)" } ?? "Começo do nome, ou documento"),
      Look.select(
        .init("origem", "Origem"), OriginWord.allCases.map { .init($0.rawValue, $0.label) },
        none: "Todas", in: state))
  }

  private static func list(_ model: ListingListModel, mayRemove: Bool) -> HTML {
    guard !model.lines.isEmpty else {
      let pace = Look.pace(isMoving: false)
      return "<div data-list\("data-live", is: pace)>\(empty(model))</div>"
    }
    let cut: HTML? =
      model.isCut
      ? Look.notice(
        .waiting, "Muitas pessoas têm esse nome; a lista mostra parte delas. Escreva mais letras.")
      : nil
    let first = model.query.place == nil ? nil : model.query.path()
    return """
      <div class="stack" data-list\("data-live", is: Look.pace(isMoving: model.isMoving))>\(cut)\
      \(form(model, mayRemove: mayRemove))\
      \(Look.pager(note: note(model), first: first, next: model.nextPath))</div>
      """
  }

  /// The table, inside of a form where rows can be picked to be removed together.
  private static func form(_ model: ListingListModel, mayRemove: Bool) -> HTML {
    let hasPicks = mayRemove && model.lines.contains(where: \.canBeRemoved)
    guard hasPicks else { return table(model, hasPicks: false) }
    return """
      <form class="stack" method="get" action="\(ListingPages.removalPath)">\
      \(table(model, hasPicks: true))<div class="bulk"><span data-picked>Escolha negativações \
      para baixar juntas.</span>\(Look.button("Remover negativação", icon: .undo))</div></form>
      """
  }

  private static func note(_ model: ListingListModel) -> String {
    ListNotices.count(model.lines.count, "negativação", "negativações", more: model.nextPath)
  }

  private static func table(_ model: ListingListModel, hasPicks: Bool) -> HTML {
    let query = model.query
    let term = query.situation.dayOrder == nil ? nil : "prazo"
    var columns = [
      Look.Column("Pessoa"), Look.Column("Título"), Look.Column("Valor", isNumber: true),
      Look.Column("Situação"), Look.Column("Prazo", sort: term),
      Look.Column("Pedida em", sort: "pedida"),
    ]
    if hasPicks { columns.append(Look.Column("Escolher")) }
    let sorting = Look.Sorting(
      current: query.sortWord == .term ? "prazo" : "pedida",
      isDescending: query.sortWord == .newest
    ) { sort, isDescending in
      var other = query
      other.place = nil
      other.sort =
        sort == "prazo" ? .term : isDescending ? .newest : .oldest
      return other.path()
    }
    return Look.table(
      caption: "Negativações: \(query.situation.label)", columns: columns, sorting: sorting,
      rows: model.lines.map { cells($0, hasPicks: hasPicks) })
  }

  private static func cells(_ line: ListingListModel.Line, hasPicks: Bool) -> [HTML] {
    var cells: [HTML] = [
      Look.mainCell(line.person, to: line.path, under: line.document),
      Look.cell(line.title, under: "venceu em \(line.dueOn)"), HTML(text: line.amount),
      line.state.badge,
      line.term.map { Look.countdown($0.words, elapsed: $0.elapsed, tone: $0.tone) } ?? "—",
      HTML(text: line.requested),
    ]
    if hasPicks {
      cells.append(
        line.canBeRemoved
          ? Look.pick(
            name: ListingPages.pickName, value: line.id,
            label: "Escolher a negativação de \(line.person), título \(line.title)") : "—")
    }
    return cells
  }

  private static func empty(_ model: ListingListModel) -> HTML {
    var clean = ListingListQuery()
    clean.situation = model.query.situation
    if let miss = model.query.search { return ListNotices.missed(miss, clear: clean.path()) }
    if model.query.isNarrowed {
      return Look.empty(
        "Nada com estes filtros",
        "Tire um filtro ou escreva menos letras do nome; a busca é pelo começo do nome.",
        actions: [Look.action("Limpar os filtros", to: clean.path())])
    }
    let all = [Look.action("Ver todas as negativações", to: ListingPages.path)]
    if model.query.situation == .overdue {
      return Look.empty(
        "Nenhuma baixa fora do prazo",
        "Todas as baixas pedidas ainda estão dentro do prazo legal de cinco dias úteis.",
        icon: .check, actions: all)
    }
    if model.query.situation != .all {
      return Look.empty(
        "Nenhuma negativação nesta situação", "As outras negativações estão em Todas.",
        icon: .listing, actions: all)
    }
    return Look.empty(
      "Nenhuma negativação ainda",
      "Negativações nascem no cadastro do cliente (Análise de crédito › Incluir) ou pela rotina "
        + "Atualizar cobranças.", icon: .listing,
      actions: [Look.action("Abrir os clientes", to: Contents.people(.customer).path)])
  }
}
