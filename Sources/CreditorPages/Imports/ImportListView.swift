import Credit
import DebtCollection
import HTTPService
import Markup
import Pages

/// Where files are sent: Importações and Importar retorno bancário.
enum ImportListView {
  struct Line: Sendable {
    let path: String
    let kind: String
    let by: String
    let badge: HTML
    let isRunning: Bool
    let counts: String
    let refused: String
  }

  /// The files that were sent before, a page of them.
  struct History: Sendable {
    let lines: [Line]
    let export: String
    let first: String?
    let next: String?
  }

  static func line(_ report: ImportReport) -> Line {
    Line(
      path: ImportPages.path(of: report.id),
      kind: report.fileName ?? ImportWords.label(report.kind),
      by: ImportWords.label(report.kind) + (report.isDryRun ? " (conferência)" : "")
        + " · \(report.startedAt.brazilian), \(ActorWords.name(report.startedBy))",
      badge: ImportWords.badge(report), isRunning: report.state == .running,
      counts: "\(report.created) novos · \(report.updated) alterados · "
        + "\(report.unchanged) sem mudança",
      refused: report.refused == 0 ? "nenhuma" : String(report.refused))
  }

  static func tables(
    _ past: History, tabs: HTML, _ state: FormState, token: String
  ) -> HTML {
    """
    \(Look.heading(
      "Importações", about: "Traz pessoas, contratos, títulos e recebimentos do seu sistema."))\
    \(tabs)<div class="columns wide-first">\
    \(Look.sheet(
      "Enviar um arquivo", note: "CSV em UTF-8, UTF-16 ou Windows-1252, até \(limit)",
      tableForm(state, token: token)))\(Look.sheet("Colunas de cada arquivo", columns))</div>\
    \(history(past))
    """
  }

  static func bankReturn(
    _ past: History, tabs: HTML, _ state: FormState, token: String
  ) -> HTML {
    let form = Look.form(
      to: ImportPages.bankReturnPath, token: token, state: state, shown: ["file"],
      isUpload: true, isWide: true,
      """
      <div class="drop">\(Look.icon(.upload))\(Look.file(
        .init("file", "Arquivo de retorno (CNAB 240 ou 400)", isRequired: true),
        accept: ".ret,.txt,.cnab,text/plain", in: state))\
      <p class="hint">Arraste o arquivo para cá, ou escolha.</p></div>\
      <p>Primeiro você vê, linha por linha, o que o arquivo faria; nada é gravado até que você \
      confirme. O mesmo arquivo de novo não muda nada.</p>\
      \(Look.formEnd(Look.button("Conferir o arquivo", .primary, icon: .eye)))
      """)
    return """
      \(Look.heading(
        "Importar retorno bancário",
        about: "O que o banco recebeu: cada linha acha o seu título, baixa o que foi pago e pede "
          + "a baixa da negativação."))\
      \(tabs)\(Look.sheet(nil, form))\(history(past))
      """
  }

  private static var limit: String { ImportWords.size(BodyLimit.file) }

  private static func tableForm(_ state: FormState, token: String) -> HTML {
    Look.form(
      to: ImportPages.path, token: token, state: state, shown: ["kind", "file"], isUpload: true,
      isWide: true,
      """
      \(Look.select(
        .init("kind", "O que o arquivo traz", isRequired: true),
        ImportWords.tables.map { .init($0.rawValue, ImportWords.label($0)) },
        none: "Escolha", in: state))\
      <div class="drop">\(Look.icon(.upload))\(Look.file(
        .init("file", "Arquivo CSV", isRequired: true), accept: ".csv,text/csv,text/plain",
        in: state))<p class="hint">Arraste o arquivo para cá, ou escolha.</p></div>\
      <p>O arquivo é conferido primeiro, sem gravar nada; depois você confirma.</p>\
      \(Look.formEnd(Look.button("Conferir o arquivo", .primary, icon: .eye)))
      """)
  }

  private static var columns: HTML {
    let items = ImportWords.tables.map { kind -> HTML in
      let names = kind.columns.map { "<code>\($0)</code>" as HTML }.joined(by: " ")
      return """
        <details><summary>\(ImportWords.label(kind))</summary><p>\(names)</p>\
        <p>\(Look.action(
          "Baixar um modelo", to: ImportPages.modelPath(of: kind), .quiet, icon: .download,
          isDownload: true))</p></details>
        """
    }
    return """
      <p>As colunas vêm em qualquer ordem; as que sobram são ignoradas com um aviso. \
      <code>codigo</code> é a chave do seu sistema: o mesmo código altera, nunca duplica.</p>\
      \(items)
      """
  }

  private static func history(_ past: History) -> HTML {
    let lines = past.lines
    guard !lines.isEmpty else {
      return Look.empty(
        "Nada foi importado ainda", "Os arquivos enviados aparecem aqui, com o que fizeram.",
        icon: .upload)
    }
    let table = Look.table(
      caption: "Arquivos enviados",
      columns: [
        Look.Column("Arquivo"), Look.Column("Situação"), Look.Column("Linhas"),
        Look.Column("Recusadas"),
      ],
      rows: lines.map {
        [
          Look.mainCell($0.kind, to: $0.path, under: $0.by), $0.badge, HTML(text: $0.counts),
          HTML(text: $0.refused),
        ]
      })
    return """
      <div class="stack" data-list\("data-live", is: lines.contains(where: \.isRunning))>\
      \(table)\(Look.pager(
        note: ListNotices.count(lines.count, "arquivo", "arquivos", more: past.next),
        first: past.first, next: past.next))\
      <div class="actions">\(ListExport.action(past.export))</div></div>
      """
  }
}
