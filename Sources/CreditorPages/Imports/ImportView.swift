import DebtCollection
import HTTPService
import Markup
import Pages

/// The page of one import.
enum ImportView {
  static func page(_ model: ImportModel, token: String) -> HTML {
    """
    \(Look.heading(model.title, about: about(model), actions: actions(model)))\
    \(if: model.isRunning, running(model))\
    \(model.problem.map { Look.notice(.bad, "O arquivo foi recusado", detail: HTML(text: $0)) })\
    \(model.again.map { Look.notice(.waiting, $0) })\
    \(model.notices.map { Look.notice(.info, $0) })\
    \(confirmation(model, token: token))\
    \(Look.tiles(model.figures.map {
      Look.tile($0.label, $0.value, detail: $0.detail, tone: $0.tone)
    }))\
    \(faults(model))\(lines(model, token: token))\
    \(Look.sheet("Arquivo", Look.facts(model.facts.map { ($0.term, HTML(text: $0.value)) })))
    """
  }

  private static func about(_ model: ImportModel) -> HTML? {
    model.isPreview && model.confirmedPath == nil
      ? "Nada foi gravado: é o que o arquivo faria." : nil
  }

  private static func actions(_ model: ImportModel) -> [HTML] {
    guard !model.isRunning else { return [] }
    var actions: [HTML] = []
    if model.isBankReturn {
      actions.append(
        Look.action(
          "Exportar CSV", to: Contents.importLines.path(model.id), icon: .download, isDownload: true
        ))
    }
    if !model.faults.isEmpty {
      actions.append(
        Look.action(
          "Baixar as linhas recusadas", to: Contents.importFaults.path(model.id), icon: .download,
          isDownload: true))
    }
    return actions
  }

  private static func running(_ model: ImportModel) -> HTML {
    Look.sheet(
      nil,
      """
      \(Look.progress(
        label: "Andamento", done: model.progress.done, of: model.progress.total,
        stream: Contents.importStream.path(model.id), words: model.progress.words))\
      <p class="hint">Esta página pode ser fechada: o trabalho continua. \
      <a href="\(model.path)">Atualizar</a></p>
      """)
  }

  private static func confirmation(_ model: ImportModel, token: String) -> HTML? {
    if let path = model.confirmedPath {
      return Look.notice(
        .good, "Esta conferência foi confirmada.",
        detail: "<a href=\"\(path)\">Ver o que a importação fez</a>")
    }
    guard let sentence = model.confirmation else { return nil }
    return Look.sheet(
      "Confirmar",
      """
      <p class="lead">\(sentence)</p><div class="actions">\
      \(Look.buttonForm(
        to: Contents.confirmImport.path(model.id), token: token,
        Look.button("Confirmar importação", .primary, icon: .check)))\
      \(Look.buttonForm(
        to: Contents.dismissImport.path(model.id), token: token,
        Look.button("Descartar o arquivo")))</div>
      """)
  }

  private static func faults(_ model: ImportModel) -> HTML? {
    guard !model.faults.isEmpty else { return nil }
    let table = Look.table(
      caption: "Linhas recusadas",
      columns: [
        Look.Column("Linha", isNumber: true), Look.Column("Pessoa"), Look.Column("Motivo"),
      ],
      rows: model.faults.map {
        [HTML(text: $0.line), HTML(text: $0.subject), HTML(text: $0.detail)]
      })
    return Look.sheet(
      "Linhas recusadas",
      note: model.isBankReturn
        ? nil : "Baixe as linhas recusadas, corrija-as e envie só esse arquivo",
      "\(table)\(model.faultsNext.map { Look.action("Mais linhas recusadas", to: $0) })")
  }

  /// The choice that a line is of no title of this house.
  static let notOurs = "nao-e-nosso"

  static let titleName = "titulo"
  static let keepName = "guardar"

  /// What a person may say of a line: one of the titles, once or for good, or none of the house.
  private static func decision(_ decision: ImportModel.Decision, token: String) -> HTML {
    func button(_ label: String, _ id: String, keeps: Bool = false) -> HTML {
      let kept = keeps ? [(name: keepName, value: "sim")] : []
      return Look.buttonForm(
        to: decision.path, token: token, fields: [(name: titleName, value: id)] + kept,
        Look.button(label))
    }
    let candidates = decision.candidates.map { candidate -> HTML in
      """
      <p>\(candidate.label)</p>\(button("É o título \(candidate.number)", candidate.id))\
      \(button("É sempre o título \(candidate.number)", candidate.id, keeps: true))
      """
    }
    return """
      <details><summary>Decidir</summary>\(candidates)\
      \(button("Não é nosso", notOurs))</details>
      """
  }

  private static func lines(_ model: ImportModel, token: String) -> HTML? {
    guard model.isBankReturn, !model.outcomes.isEmpty else { return nil }
    let chips =
      [Look.Tab("Todas", model.path, isCurrent: model.outcome == nil)]
      + model.outcomes.map {
        Look.Tab(
          $0.label, PagePath.to(model.path, [("resultado", $0.outcome.rawValue)]),
          isCurrent: model.outcome == $0.outcome)
      }
    let table = Look.table(
      caption: model.isPreview ? "O que cada linha faria" : "O que cada linha fez",
      columns: [
        Look.Column("Linha"), Look.Column("Título"), Look.Column("Pago", isNumber: true),
        Look.Column("Datas"), Look.Column("Resultado"), Look.Column("Negativação"),
        Look.Column("Detalhe"),
      ], rows: model.lines.map { cells($0, token: token) })
    return """
      \(Look.chips(chips, label: "Resultado"))<div class="stack" data-list>\(table)\
      \(Look.pager(
        note: ListNotices.count(model.lines.count, "linha", "linhas", more: model.linesNext),
        first: nil, next: model.linesNext))</div>
      """
  }

  private static func cells(_ line: ImportModel.Line, token: String) -> [HTML] {
    let title: HTML =
      line.titlePath.map { Look.mainCell(line.title, to: $0, under: line.person) }
      ?? HTML(text: line.title)
    return [
      HTML(text: line.line), title, HTML(text: line.paid), HTML(text: line.days),
      Look.badge(ImportWords.label(line.outcome), ImportWords.tone(line.outcome)),
      HTML(text: line.effect),
      "\(line.detail)\(line.decision.map { decision($0, token: token) })",
    ]
  }
}
