import Credit
import Markup
import Pages

/// Leads, Prospecções and Clientes: the lists.
enum PersonListView {
  /// What the reader may do with the list.
  struct Rights: Sendable {
    let mayManage: Bool
    let mayInquire: Bool
    let mayList: Bool
  }

  static func page(_ model: PersonListModel, rights: Rights, token: String) -> HTML {
    let query = model.query
    var actions = [
      Look.action(
        "Exportar CSV", to: query.path(Contents.personExport(query.stage)), icon: .download,
        isDownload: true)
    ]
    if rights.mayManage {
      actions.append(
        Look.action(
          PersonListWords.add(query.stage), to: Contents.newPerson(query.stage).path, .primary,
          icon: .plus, key: "i"))
    }
    return """
      \(Look.heading(PersonListWords.title(query.stage), about: about(model),
        actions: actions))\
      <div>\(filters(model, token: token))\(list(model, rights))</div>
      """
  }

  private static func about(_ model: PersonListModel) -> HTML? {
    guard model.usesCreditAnalysis else { return nil }
    return HTML(text: PersonListWords.about(model.query.stage))
  }

  private static func filters(_ model: PersonListModel, token: String) -> HTML {
    let query = model.query
    let state = FormState([("search", query.name ?? "")])
    var clean = PersonListQuery(stage: query.stage)
    clean.sort = query.sort
    return Look.filters(
      to: Contents.personSearch(query.stage).path, token: token,
      keep: [("ordem", query.sort == .name ? "" : query.sort.rawValue)],
      clear: query.isNarrowed ? clean.path() : nil,
      Look.entry(
        .init("search", "Nome ou CPF/CNPJ"), .search, in: state,
        placeholder: "Começo do nome, ou documento"))
  }

  private static func list(_ model: PersonListModel, _ rights: Rights) -> HTML {
    guard !model.lines.isEmpty else { return "<div data-list>\(empty(model, rights))</div>" }
    let first = model.query.place == nil ? nil : model.query.path()
    return """
      <div class="stack" data-list>\(form(model, rights))\
      \(Look.pager(note: note(model), first: first, next: model.nextPath))</div>
      """
  }

  /// The table, inside of a form where one row can be picked for credit analysis.
  private static func form(_ model: PersonListModel, _ rights: Rights) -> HTML {
    guard rights.mayInquire else { return table(model, hasPicks: false) }
    let stage = model.query.stage
    let buttons: [HTML]
    if model.query.stage == .customer {
      buttons = [
        Look.button(
          "Consulta de crédito", .primary, icon: .search,
          formAction: Contents.pickForInquiry(stage).path),
        rights.mayList
          ? Look.button("Incluir", icon: .listing, formAction: Contents.pickForListing(stage).path)
          : .empty,
      ]
    } else {
      buttons = [
        Look.button(
          "Consultar Análise de crédito", .primary, icon: .search,
          formAction: Contents.pickForInquiry(stage).path)
      ]
    }
    let label: HTML? =
      stage == .customer
      ? "<strong>Análise de crédito</strong>" : nil
    return """
      <form class="stack" method="get" action="\(Contents.pickForInquiry(stage).path)">\
      \(table(model, hasPicks: true))\
      <div class="bulk">\(label)<span data-picked>Marque uma linha</span>\
      \(buttons)</div></form>
      """
  }

  private static func note(_ model: PersonListModel) -> String {
    let count = model.lines.count
    let words = count == 1 ? "1 nesta página" : "\(count) nesta página"
    return model.nextPath == nil ? words : words + "; há mais"
  }

  private static func table(_ model: PersonListModel, hasPicks: Bool) -> HTML {
    let query = model.query
    let isCustomer = query.stage == .customer
    var columns = [Look.Column("Nome", sort: "nome")]
    columns +=
      isCustomer
      ? [Look.Column("Cidade"), Look.Column("Em atraso", isNumber: true)]
      : [Look.Column("Contato"), Look.Column("Cidade")]
    if model.usesCreditAnalysis {
      if isCustomer { columns.append(Look.Column("Negativações", isNumber: true)) }
      columns.append(Look.Column("Última consulta"))
    }
    columns.append(Look.Column("Cadastro", sort: query.name == nil ? "cadastro" : nil))
    if hasPicks { columns.append(Look.Column("Escolher")) }
    let sorting = Look.Sorting(
      current: query.sort == .name ? "nome" : "cadastro", isDescending: query.sort == .newest
    ) { sort, _ in
      var other = query
      other.place = nil
      other.sort = sort == "nome" ? .name : .newest
      return other.path()
    }
    return Look.table(
      caption: PersonListWords.title(query.stage), columns: columns, sorting: sorting,
      rows: model.lines.map {
        cells(
          $0, isCustomer: isCustomer, showsAnalysis: model.usesCreditAnalysis, hasPicks: hasPicks)
      })
  }

  private static func cells(
    _ line: PersonListModel.Line, isCustomer: Bool, showsAnalysis: Bool, hasPicks: Bool
  ) -> [HTML] {
    let main = Look.mainCell(line.name, to: line.path, under: line.document)
    let inquiry: HTML = """
      <span>\(line.inquired)\
      \(line.inquiry.map { " \(Look.badge($0.words, $0.tone))" as HTML })</span>
      """
    var cells =
      isCustomer
      ? [main, HTML(text: line.place), Look.cell(line.overdue, under: line.overdueUnder)]
      : [main, Look.cell(line.contact, under: line.contactUnder), HTML(text: line.place)]
    if showsAnalysis {
      if isCustomer { cells.append(line.listings.map { Look.badge($0, .public) } ?? "—") }
      cells.append(inquiry)
    }
    cells.append(HTML(text: line.since))
    if hasPicks {
      cells.append(
        Look.pickOne(
          name: PersonPages.pickName, value: line.id, label: "Escolher \(line.name)"))
    }
    return cells
  }

  private static func empty(_ model: PersonListModel, _ rights: Rights) -> HTML {
    let query = model.query
    let all = PersonListQuery(stage: query.stage).path()
    if let miss = query.search { return ListNotices.missed(miss, clear: all) }
    if query.isNarrowed {
      return Look.empty(
        "Ninguém com este nome aqui",
        "A busca é pelo começo do nome. Escreva menos letras, ou o CPF/CNPJ inteiro.",
        actions: [Look.action("Limpar a busca", to: all)])
    }
    let add =
      rights.mayManage
      ? [
        Look.action(
          PersonListWords.add(query.stage), to: Contents.newPerson(query.stage).path,
          .primary, icon: .plus)
      ] : []
    return Look.empty(
      PersonListWords.nobody(query.stage), PersonListWords.hint(query.stage), icon: .people,
      actions: add)
  }
}

/// The words of the three lists.
enum PersonListWords {
  /// The manual page calls the first one "Leads/Contatos" (item 29).
  static func title(_ stage: PersonStage) -> String {
    stage == .lead ? "Leads/Contatos" : PersonPages.plural(stage)
  }

  static func about(_ stage: PersonStage) -> String {
    switch stage {
    case .lead: "Quem pediu contato e ainda não é cliente; consulte antes de vender."
    case .prospect: "Quem está em negociação; as consultas do lead vieram junto."
    case .customer: "Quem tem contrato; daqui se consulta, negativa e baixa."
    }
  }

  static func add(_ stage: PersonStage) -> String {
    switch stage {
    case .lead: "Novo lead"
    case .prospect: "Nova prospecção"
    case .customer: "Novo cliente"
    }
  }

  static func nobody(_ stage: PersonStage) -> String {
    switch stage {
    case .lead: "Nenhum lead ainda"
    case .prospect: "Nenhuma prospecção ainda"
    case .customer: "Nenhum cliente ainda"
    }
  }

  static func hint(_ stage: PersonStage) -> String {
    switch stage {
    case .lead:
      "Cadastre quem pediu contato; depois marque-o aqui e use Consultar Análise de crédito."
    case .prospect: "Abra um lead e use Converter em prospecção, ou cadastre aqui."
    case .customer: "Cadastre aqui, ou importe a base de clientes em CSV."
    }
  }
}
