import Credit
import DebtCollection
import Markup

/// The registro de acessos, as it is shown.
struct AccessLogModel {
  struct Line {
    let at: String
    let actor: String
    let action: String
    let subject: String
    let purpose: String
  }

  let query: AccessLogQuery
  let lines: [Line]
  let personName: String?
  let actors: [Look.Option]
  let nextPath: String?

  init(
    _ query: AccessLogQuery, entries: [AccessLogEntry], personName: String?,
    choices: AccessChoices
  ) {
    self.query = query
    self.personName = personName
    actors = choices.options.map { .init($0.word, $0.label) }
    let shown = entries.prefix(AccessLogQuery.pageLimit)
    lines = shown.map {
      Line(
        at: $0.at.brazilian, actor: ActorWords.name($0.actor),
        action: AccessAction.label($0.action), subject: $0.subject,
        purpose: Self.purpose($0.purpose))
    }
    nextPath =
      entries.count > shown.count
      ? shown.last.map { query.path(at: AccessLogQuery.place(behind: $0)) } : nil
  }

  static func csv(_ entry: AccessLogEntry) -> [String] {
    [
      entry.id.description, entry.at.brazilian, ActorWords.name(entry.actor),
      AccessAction.label(entry.action), entry.subject, purpose(entry.purpose),
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
  static func page(_ model: AccessLogModel, hasTrail: Bool, token: String) -> HTML {
    """
    \(Look.heading(
      "Registro de acessos", about: "Quem viu ou fez o quê, com quem e para quê (LGPD, art. 37).",
      actions: [
        Look.action(
          "Exportar CSV", to: model.query.path(AuditPages.accessExportPath), icon: .download,
          isDownload: true)
      ]))\
    \(if: hasTrail, AuditView.tabs(isLog: true))<div>\(filters(model, token))\(list(model))</div>
    """
  }

  private static func filters(_ model: AccessLogModel, _ token: String) -> HTML {
    let query = model.query
    let state = FormState([
      ("quem", query.actor ?? ""), ("acao", query.action?.rawValue ?? ""),
      ("de", query.from?.description ?? ""), ("ate", query.to?.description ?? ""),
    ])
    return Look.filters(
      to: AuditPages.accessSearchPath, token: token,
      keep: [("pessoa", query.person?.description ?? "")],
      clear: query.isNarrowed ? AuditPages.accessPath : nil,
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

  private static func list(_ model: AccessLogModel) -> HTML {
    guard !model.lines.isEmpty else {
      let detail =
        model.query.search?.sentence
        ?? "Nada foi feito com estes filtros; tire um deles ou aumente o período."
      return "<div data-list>\(Look.empty("Nada no registro", detail, icon: .eye))</div>"
    }
    let count = model.lines.count
    return """
      <div class="stack" data-list>\(table(model))\
      \(Look.pager(
        note: count == 1 ? "1 acesso nesta página" : "\(count) acessos nesta página",
        first: model.query.place == nil ? nil : model.query.path(), next: model.nextPath))</div>
      """
  }

  private static func table(_ model: AccessLogModel) -> HTML {
    Look.table(
      caption: "Registro de acessos",
      columns: [.init("Quando"), .init("Quem"), .init("O quê"), .init("Sobre"), .init("Para quê")],
      rows: model.lines.map { line in
        [
          HTML(text: line.at), HTML(text: line.actor), HTML(text: line.action),
          "<span class=\"code\">\(line.subject)</span>",
          HTML(text: line.purpose.isEmpty ? "—" : line.purpose),
        ]
      })
  }
}
