import Credit
import DebtCollection
import Markup
import Pages

/// Relatórios › Acessos, as it is shown.
struct AccessLogModel {
  struct Line {
    let at: String
    let actor: String
    let action: String
    let subject: Subject
    let purpose: String
    let place: String
    /// Old and new values, a field a line.
    let changes: [String]
  }

  /// What it was done to: whom, where that is known, and the page of it.
  struct Subject {
    let name: String
    let path: String?
  }

  let query: AccessLogQuery
  let lines: [Line]
  let personName: String?
  let actors: [Look.Option]
  let nextPath: String?

  init(
    _ query: AccessLogQuery, entries: [AccessLogEntry], personName: String?,
    choices: AccessChoices, names: [ID<Person>: String]
  ) {
    self.query = query
    self.personName = personName
    actors = choices.options.map { .init($0.word, $0.label) }
    let (shown, last) = entries.part(of: AccessLogQuery.pageLimit)
    lines = shown.map {
      Line(
        at: $0.at.brazilian, actor: ActorWords.name($0.actor),
        action: AccessAction.label($0.action),
        subject: Self.subject($0.subject, names), purpose: Self.purpose($0.purpose),
        place: $0.place ?? "", changes: $0.changes.map(AccessChangeWords.sentence))
    }
    nextPath = last.map { query.path(at: AccessLogQuery.place(behind: $0)) }
  }

  /// The people among the subjects, whose names are read for the page.
  static func people(_ entries: some Sequence<AccessLogEntry>) -> [ID<Person>] {
    entries.compactMap { ID<Person>($0.subject) }
  }

  private static func subject(_ word: String, _ names: [ID<Person>: String]) -> Subject {
    if let person = ID<Person>(word), let name = names[person] {
      return Subject(name: name, path: PersonPages.path(of: person, .customer))
    }
    if let inquiry = ID<Inquiry>(word) {
      return Subject(name: "consulta \(word)", path: InquiryPages.path(of: inquiry))
    }
    return Subject(name: word, path: nil)
  }

  static func csv(_ entry: AccessLogEntry, _ names: [ID<Person>: String]) -> [String] {
    [
      entry.id.description, entry.at.brazilian, ActorWords.name(entry.actor),
      AccessAction.label(entry.action), entry.subject,
      ID<Person>(entry.subject).flatMap { names[$0] } ?? "", purpose(entry.purpose),
      entry.place ?? "",
      entry.changes.map(AccessChangeWords.sentence).joined(separator: "; "),
    ]
  }

  private static func purpose(_ word: String?) -> String {
    switch word {
    case "credit-granting": "Concessão de crédito"
    case "collection": "Cobrança"
    case "registration-update": "Atualização cadastral"
    default: word ?? ""
    }
  }
}

enum AccessLogView {
  static func page(_ model: AccessLogModel, showsInquiries: Bool, token: String) -> HTML {
    """
    \(Look.heading(
      "Acessos", about: "Quem viu ou fez o quê, com quem e para quê (LGPD, art. 37).",
      actions: [
        Look.action(
          "Exportar CSV", to: model.query.path(AccessPages.exportPath), icon: .download,
          isDownload: true),
        Look.action("PDF", to: model.query.path(AccessPages.printPath), icon: .print),
      ]))\
    <div>\(filters(model, token))\(list(model, showsInquiries: showsInquiries))</div>
    """
  }

  private static func filters(_ model: AccessLogModel, _ token: String) -> HTML {
    let query = model.query
    let state = FormState([
      ("quem", query.actor ?? ""), ("acao", query.action?.rawValue ?? ""),
      ("de", query.from?.description ?? ""), ("ate", query.to?.description ?? ""),
    ])
    return Look.filters(
      to: AccessPages.searchPath, token: token,
      keep: [("pessoa", query.person?.description ?? "")],
      clear: query.isNarrowed ? AccessPages.path : nil,
      Look.entry(
        .init("search", "CPF/CNPJ da pessoa"), .search, in: state,
        placeholder: model.personName.map { "Só \($0)" } ?? "Documento inteiro"),
      Look.select(.init("quem", "Quem"), model.actors, none: "Todos", in: state),
      Look.select(
        .init("acao", "O quê"), AccessAction.allCases.map { .init($0.rawValue, $0.label) },
        none: "Tudo", in: state),
      Look.entry(.init("de", "De"), .date, in: state),
      Look.entry(.init("ate", "Até"), .date, in: state))
  }

  private static func list(_ model: AccessLogModel, showsInquiries: Bool) -> HTML {
    guard !model.lines.isEmpty else {
      let detail =
        model.query.search?.sentence()
        ?? (model.query.isNarrowed
          ? "Nada foi feito com estes filtros; tire um deles ou aumente o período."
          : "Cada acesso a dados de pessoas aparece aqui assim que acontece.")
      let clear =
        model.query.isNarrowed ? [Look.action("Limpar os filtros", to: AccessPages.path)] : []
      return """
        <div data-list>\(Look.empty(
          "Nada no registro", detail, icon: .eye, actions: clear))</div>
        """
    }
    let count = model.lines.count
    return """
      <div class="stack" data-list>\(table(model, showsInquiries: showsInquiries))\
      \(Look.pager(
        note: count == 1 ? "1 acesso nesta página" : "\(count) acessos nesta página",
        first: model.query.place == nil ? nil : model.query.path(), next: model.nextPath))</div>
      """
  }

  private static func table(_ model: AccessLogModel, showsInquiries: Bool) -> HTML {
    Look.table(
      caption: "Acessos",
      columns: [
        .init("Quando"), .init("Quem"), .init("O quê"), .init("Sobre"), .init("Para quê"),
        .init("De onde"),
      ],
      rows: model.lines.map { line in
        [
          HTML(text: line.at), HTML(text: line.actor), action(line),
          subject(line.subject, showsInquiries: showsInquiries),
          HTML(text: line.purpose.isEmpty ? "—" : line.purpose),
          HTML(text: line.place.isEmpty ? "—" : line.place),
        ]
      })
  }

  /// What was done, and below it what it changed.
  private static func action(_ line: AccessLogModel.Line) -> HTML {
    guard !line.changes.isEmpty else { return HTML(text: line.action) }
    let items = line.changes.map { "<li>\($0)</li>" as HTML }
    return "<div>\(line.action)<ul class=\"hint\">\(items)</ul></div>"
  }

  /// A link where the reader may follow it.
  private static func subject(
    _ subject: AccessLogModel.Subject, showsInquiries: Bool
  ) -> HTML {
    guard let path = subject.path, showsInquiries || !path.hasPrefix(InquiryPages.path) else {
      return "<span class=\"code\">\(subject.name)</span>"
    }
    return "<a href=\"\(path)\">\(subject.name)</a>"
  }
}
