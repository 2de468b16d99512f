import DebtCollection
import Letters
import Markup

/// The report of an inquiry: first what it means, then why, then everything.
enum ReportView {
  static func page(_ model: ReportModel) -> HTML {
    """
    \(Look.heading("Relatório da consulta", actions: actions(model)))\
    \(Look.result(model.tone, model.verdict, about: whom(model), advice: model.advice,
      reasons: model.reasons))\
    \(model.warning.map { Look.notice(.bad, $0) })\
    \(model.nameWarning.map { Look.notice(.waiting, $0) })\
    \(model.problem.map { Look.notice(.waiting, $0) })\
    \(if: model.isErased, erased)\
    \(if: !model.messages.isEmpty, Look.notice(.info, "O birô informa", points: model.messages))\
    \(if: model.hasReport, figures(model))\
    \(model.sections.map(section))\
    \(origin(model))
    """
  }

  private static func actions(_ model: ReportModel) -> [HTML] {
    var actions: [HTML] = []
    if let path = model.againPath {
      actions.append(Look.action("Consultar de novo", to: path, icon: .search))
    }
    if model.hasReport {
      actions.append(
        Look.action("Imprimir (PDF)", to: model.pdfPath, .primary, icon: .print, key: "i"))
    }
    return actions
  }

  private static func whom(_ model: ReportModel) -> HTML {
    let name: HTML =
      model.personPath.map { "<a href=\"\($0)\">\(model.whom)</a>" } ?? HTML(text: model.whom)
    return "\(name) · \(model.document)<br>\(model.age)"
  }

  private static var erased: HTML {
    Look.notice(
      .info,
      "As listas deste relatório foram eliminadas no fim do prazo de guarda; o resumo "
        + "continua aqui.")
  }

  /// Score and summary side by side.
  private static func figures(_ model: ReportModel) -> HTML {
    let found = Look.sheet("Resumo", summary(model))
    guard let score = model.score else { return found }
    let points = score.reasons.map { "<li>\($0)</li>" as HTML }
    let scale = Look.gauge(
      score.value, from: score.minimum, to: score.maximum, zones: zones(score),
      words: score.band)
    return """
      <div class="columns wide-first">\(found)\
      \(Look.sheet("Pontuação", "\(scale)<ul class=\"reasons\">\(points)</ul>"))</div>
      """
  }

  /// Where the house looks closer, and where the better half begins.
  private static func zones(_ score: InquiryReport.Score) -> [Look.Zone] {
    [
      Look.Zone(below: Int(Recommendation.reviewBelowScore), .bad), Look.Zone(below: 700, .waiting),
      Look.Zone(below: score.maximum, .good),
    ]
  }

  private static func summary(_ model: ReportModel) -> HTML {
    let found = Look.table(
      caption: "Resumo por tipo de registro",
      columns: [
        .init("Tipo"), .init("Quantidade", isNumber: true), .init("Total", isNumber: true),
        .init("Período"),
      ],
      rows: model.summary.map { line in
        [
          HTML(text: line.block),
          line.count.map { "\($0)" as HTML } ?? Look.badge("não respondeu", .bad),
          HTML(text: line.total), HTML(text: line.period),
        ]
      })
    let empty: HTML =
      model.empty.isEmpty
      ? .empty
      : """
      <p><strong>Sem registros</strong> nas fontes que responderam: \
      \(model.empty.joined(separator: ", ")).\
      \(if: model.isIncomplete, " A consulta está incompleta.")</p>
      """
    return "\(if: !model.summary.isEmpty, found)\(empty)"
  }

  private static func section(_ section: InquiryReport.Section) -> HTML {
    if section.isRecord, let row = section.rows.first {
      return Look.sheet(
        section.name,
        Look.facts(zip(section.columns, row).map { (term: $0, value: HTML(text: $1)) }))
    }
    let count = section.rows.count
    return Look.sheet(
      section.name, note: count == 1 ? "1 registro" : "\(count) registros",
      Look.table(
        caption: section.name,
        columns: section.columns.enumerated().map {
          .init($0.element, isNumber: section.amountColumns.contains($0.offset))
        },
        rows: section.rows.map { row in row.map { HTML(text: $0) } }))
  }

  private static func origin(_ model: ReportModel) -> HTML {
    let facts = model.facts.map { (term: $0.term, value: HTML(text: $0.value)) }
    return Look.sheet(
      "Sobre esta consulta",
      """
      \(Look.facts(facts))\
      <p class="hint">Uso restrito à finalidade declarada; contém dados pessoais (Lei nº \
      13.709/2018). A decisão é de uma pessoa: a recomendação explica a regra, não a substitui.</p>
      """)
  }
}
