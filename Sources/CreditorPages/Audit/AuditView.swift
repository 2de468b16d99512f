import HTTPService
import Markup
import Pages

enum AuditView {
  static func page(_ model: AuditModel, token: String) -> HTML {
    let start =
      model.running == nil
      ? [
        Look.buttonForm(
          to: AuditPages.path, token: token,
          Look.button("Conferir agora", .primary, icon: .shield))
      ] : []
    let log = Look.action("Registro de acessos", to: AccessPages.path, icon: .eye)
    return """
      \(Look.heading("Auditoria", about: about, actions: [log] + start))\
      \(running(model))\(checks(model))
      """
  }

  private static let about: HTML = """
    Linhas do tempo, negativações, eventos e acessos são selados com a chave da casa: a \
    conferência prova que nada foi alterado, retirado ou acrescentado.
    """

  private static func running(_ model: AuditModel) -> HTML? {
    model.running.map { running in
      Look.sheet(
        "Em andamento",
        Look.progress(
          label: "Conferência da trilha", done: running.news.done, of: running.news.total,
          stream: running.stream, words: running.news.words))
    }
  }

  private static func checks(_ model: AuditModel) -> HTML? {
    guard !model.lines.isEmpty else {
      guard model.running == nil else { return nil }
      return Look.empty(
        "Nenhuma conferência ainda",
        "“Conferir agora” percorre todas as linhas do tempo e guarda o resultado aqui.",
        icon: .shield)
    }
    return Look.table(
      caption: "Conferências",
      columns: [.init("Início"), .init("Por"), .init("Resultado"), .init("O que foi conferido")],
      rows: model.lines.map(cells))
  }

  private static func cells(_ line: AuditModel.Line) -> [HTML] {
    let points =
      line.points.map { point -> HTML in
        "<li><a href=\"\(point.path)\">\(point.label)</a></li>"
      } + line.findings.map { finding -> HTML in "<li>\(finding)</li>" }
    return [
      HTML(text: line.begun), HTML(text: line.by), Look.badge(line.result.label, line.result.tone),
      "<div>\(line.detail)\(if: !points.isEmpty, "<ul>\(points)</ul>")</div>",
    ]
  }
}
