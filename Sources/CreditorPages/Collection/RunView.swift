import DebtCollection
import HTTPService
import Markup
import Pages

/// The report of one run, while it runs and after.
enum RunView {
  /// Reasons that are drawn.
  private static let reasonsShown = 12

  static func page(_ model: RunModel) -> HTML {
    """
    \(Look.heading(model.name, about: about(model), actions: actions(model)))\
    \(if: model.isRunning, running(model))\
    \(model.problem.map { Look.notice(.bad, "A execução falhou", detail: HTML(text: $0)) })\
    \(Look.tiles(model.figures.map {
      Look.tile($0.label, $0.value, detail: $0.detail, tone: $0.tone)
    }))\
    <div class="columns">\(reasons(model))\
    \(Look.sheet("Dados", Look.facts(model.facts.map { ($0.term, HTML(text: $0.value)) })))</div>\
    \(decisions(model))
    """
  }

  private static func about(_ model: RunModel) -> HTML? {
    model.isDryRun ? "Nada foi gravado nem enviado: é o que aconteceria." : nil
  }

  private static func actions(_ model: RunModel) -> [HTML] {
    guard !model.isRunning else { return [] }
    let export = Look.action(
      "Exportar CSV",
      to: PagePath.to(Contents.runExport.path(model.id), [("resultado", model.outcome?.rawValue)]),
      icon: .download, isDownload: true)
    let run = Look.action(
      "Executar agora", to: CollectionPages.runPath, .primary, icon: .play, opensDialog: true)
    return model.isDryRun && model.mayRun ? [export, run] : [export]
  }

  private static func running(_ model: RunModel) -> HTML {
    Look.sheet(
      nil,
      """
      \(Look.progress(
        label: "Andamento", done: model.progress.done, of: model.progress.total,
        stream: model.streamPath, words: model.progress.words))\
      <p class="hint">Esta página pode ser fechada: o trabalho continua. \
      <a href="\(model.path)">Atualizar</a></p>
      """)
  }

  private static func reasons(_ model: RunModel) -> HTML {
    let marks = model.leftOutReasons.prefix(reasonsShown).map {
      Look.Mark($0.label, Double($0.count), text: $0.text, tone: .waiting)
    }
    let content: HTML =
      marks.isEmpty
      ? "<p class=\"faint\">Ninguém ficou de fora.</p>"
      : Look.bars(Array(marks), title: "Por que títulos ficaram de fora")
    return Look.sheet(
      "Quem ficou de fora e por quê", note: "Um título pode ter mais de um motivo", content)
  }

  private static func decisions(_ model: RunModel) -> HTML {
    let tabs =
      [
        Look.Tab("Todos", model.path, isCurrent: model.outcome == nil)
      ]
      + RunOutcome.allCases.map {
        Look.Tab(
          $0.plural, PagePath.to(model.path, [("resultado", $0.rawValue)]),
          isCurrent: model.outcome == $0)
      }
    let list =
      model.lines.isEmpty
      ? Look.empty(
        "Nenhum título aqui", nothing(model), icon: .listing)
      : table(model)
    return "\(Look.chips(tabs, label: "Resultado"))<div data-list>\(list)</div>"
  }

  /// Why the list is empty.
  private static func nothing(_ model: RunModel) -> String {
    if model.isRunning { return "Os títulos aparecem à medida que são examinados." }
    if model.outcome == .leftOut, !model.leftOutReasons.isEmpty {
      return
        "Os títulos deixados de fora são guardados por \(CreditorRetention.leftOutDays) dias; a "
        + "contagem por motivo fica."
    }
    return "Nenhum título teve este resultado nesta execução."
  }

  private static func table(_ model: RunModel) -> HTML {
    let rows = model.lines.map { line -> [HTML] in
      let reasons = line.reasons.map { reason -> HTML in
        "<li>\(reason.detail) <span class=\"hint\">\(reason.source)</span></li>"
      }
      return [
        Look.mainCell(line.person, to: line.titlePath, under: line.document),
        Look.cell(line.title, under: "venceu em \(line.dueOn)"), HTML(text: line.amount),
        line.outcome.badge(isDryRun: model.isDryRun),
        reasons.isEmpty ? "<span class=\"faint\">nada impede</span>" : "<ul>\(reasons)</ul>",
      ]
    }
    return """
      \(Look.table(
        caption: "O que a execução fez de cada título",
        columns: [
          Look.Column("Pessoa"), Look.Column("Título"), Look.Column("Em aberto", isNumber: true),
          Look.Column("Resultado"), Look.Column("Motivos"),
        ], rows: rows))\
      \(Look.pager(
        note: ListNotices.count(rows.count, "título", "títulos", more: model.nextPath),
        first: model.isFirst
          ? nil : PagePath.to(model.path, [("resultado", model.outcome?.rawValue)]),
        next: model.nextPath))
      """
  }
}

/// CRM › Cobrança › Execuções.
enum RunListView {
  struct Line: Sendable {
    let path: String
    let name: String
    let by: String
    let badge: HTML
    let isRunning: Bool
    let listed: String
    let removed: String
    let leftOut: String
  }

  static func page(
    _ lines: [Line], isFirst: Bool, next: String?, mayRun: Bool, tabs: HTML
  ) -> HTML {
    let actions =
      mayRun
      ? [
        Look.action("Simular", to: CollectionPages.rehearsalPath, icon: .eye),
        Look.action(
          "Executar agora", to: CollectionPages.runPath, .primary, icon: .play,
          opensDialog: true),
      ] : []
    let content =
      lines.isEmpty
      ? Look.empty(
        "Nenhuma execução ainda",
        "A tarefa Atualizar cobranças roda todo dia no horário de Configurações › Tarefas; uma "
          + "simulação mostra antes o que ela faria.", icon: .clock, actions: actions)
      : Look.table(
        caption: "Execuções de Atualizar cobranças",
        columns: [
          Look.Column("Execução"), Look.Column("Situação"), Look.Column("Negativados"),
          Look.Column("Baixados"), Look.Column("De fora"),
        ],
        rows: lines.map {
          [
            Look.mainCell($0.name, to: $0.path, under: $0.by), $0.badge, HTML(text: $0.listed),
            HTML(text: $0.removed), HTML(text: $0.leftOut),
          ]
        })
    return """
      \(Look.heading(
        "Execuções", about: "Cada passada da rotina Atualizar cobranças, com todos os motivos.",
        actions: lines.isEmpty
          ? [] : [ListExport.action(Contents.runsExport.path)] + actions))\
      \(tabs)\
      <div class="stack" data-list\("data-live", is: lines.contains(where: \.isRunning))>\
      \(content)\
      \(if: !lines.isEmpty, Look.pager(
        note: ListNotices.count(lines.count, "execução", "execuções", more: next),
        first: isFirst ? nil : CollectionPages.runsPath, next: next))</div>
      """
  }
}
