import Credit

/// The printed report of an inquiry. The same report gives the same bytes.
package enum InquiryReportPDF {
  /// Throws `DrawingError`.
  package static func render(_ report: InquiryReport) throws -> [UInt8] {
    let typesetter = Typesetter()
    let sheet = ReportSheet(
      typesetter: typesetter, title: "Relatório de consulta de crédito",
      owner: printable(report.requester),
      foot: "Protocolo \(printable(report.protocolNumber)). Uso restrito à finalidade declarada; "
        + "contém dados pessoais (Lei nº 13.709/2018).")
    var items = head(report, sheet)
    if let score = report.score { items += scoreItems(score, sheet) }
    if let recommendation = report.recommendation { items += advice(recommendation, sheet) }
    items += summary(report, sheet)
    items += report.messages.map {
      sheet.paragraph(RichText(printable($0)), sheet.body, space: 6)
    }
    items += report.sections.filter { !$0.rows.isEmpty }.flatMap { list($0, sheet) }
    items += empty(report, sheet)
    return try sheet.write(
      items,
      DocumentProperties(
        title: "Consulta " + printable(report.protocolNumber), author: printable(report.requester),
        subject: "Relatório de consulta de crédito", createdAt: report.printedAt))
  }

  private static func head(_ report: InquiryReport, _ sheet: ReportSheet) -> [FlowItem] {
    var items = [sheet.paragraph(RichText(report.verdictSentence), sheet.verdict)]
    if let warning = report.sourcesWarning { items.append(sheet.notice(RichText(warning))) }
    if let warning = report.nameWarning { items.append(sheet.notice(RichText(warning))) }
    let facts = [
      ("Nome", report.personName.map(printable) ?? "não informado"),
      (PrintedDocument.kind(report.document), PrintedDocument.masked(report.document)),
      ("Produto", printable(report.product)), ("Finalidade", printable(report.purpose)),
      ("Protocolo", printable(report.protocolNumber)), ("Resposta", report.costSentence),
    ]
    return items + facts.enumerated().map { sheet.fact($1.0, $1.1, first: $0 == 0) }
  }

  /// A bar from the least to the greatest score with a mark at the value.
  private static func scoreItems(
    _ score: InquiryReport.Score, _ sheet: ReportSheet
  ) -> [FlowItem] {
    let value = sheet.typesetter.set(
      "\(strong: score.value) de \(score.maximum): \(printable(score.band))", sheet.body)
    let first = sheet.typesetter.set(RichText(String(score.minimum)), sheet.label)
    let most = sheet.typesetter.set(RichText(String(score.maximum)), sheet.label)
    let width = millimetres(110)
    let least = Double(score.minimum)
    let share = min(
      1, max(0, (Double(score.value) - least) / max(1, Double(score.maximum) - least)))
    let bar = FlowItem(
      height: value.height + 10 + first.height, spaceBefore: 4
    ) { canvas, y in
      let left = ReportSheet.left
      canvas.draw(value, x: left, y: y)
      let top = y + value.height + 3
      canvas.wash(Area(x: left, y: top, width: width, height: 5), ink: 0.87)
      canvas.wash(Area(x: left, y: top, width: width * share, height: 5), ink: 0.35)
      canvas.draw(first, x: left, y: top + 7, ink: Ink.quiet)
      canvas.draw(most, x: left + width - most.width, y: top + 7, ink: Ink.quiet)
    }
    let reasons = score.reasons.map {
      sheet.paragraph(RichText("– " + printable($0)), sheet.body, space: 1.5)
    }
    return [sheet.heading("Pontuação"), bar] + reasons
  }

  private static func advice(
    _ recommendation: InquiryReport.Recommendation, _ sheet: ReportSheet
  ) -> [FlowItem] {
    var items = [
      sheet.heading("Recomendação"),
      sheet.paragraph(RichText(strong: printable(recommendation.decision)), sheet.body, space: 3),
    ]
    items += recommendation.reasons.map {
      sheet.paragraph(RichText("– " + printable($0)), sheet.body, space: 1.5)
    }
    return items
  }

  private static func summary(_ report: InquiryReport, _ sheet: ReportSheet) -> [FlowItem] {
    let counted = report.summary.filter { !report.silentSources.contains($0.name) }
    let silent = report.silentSources.map { [$0, "não respondeu", "—", "—", "—"] }
    guard !counted.isEmpty || !silent.isEmpty else { return [] }
    let rows = counted.map { block in
      [
        block.name, String(block.count), block.total?.description ?? "—",
        block.firstOn?.brazilian ?? "—", block.lastOn?.brazilian ?? "—",
      ]
    }
    return [sheet.heading("Resumo")]
      + sheet.table(
        ["Tipo", "Quantidade", "Total", "Primeira", "Última"], rows + silent,
        shares: [40, 15, 17, 14, 14], amounts: [1, 2])
  }

  /// The lists without an entry in one line: what is there must not drown.
  private static func empty(_ report: InquiryReport, _ sheet: ReportSheet) -> [FlowItem] {
    let names = report.sections.filter(\.rows.isEmpty).map { printable($0.name) }
    guard !names.isEmpty else { return [] }
    let words =
      "Sem registros nas fontes que responderam: \(names.joined(separator: ", "))."
      + (report.silentSources.isEmpty ? "" : " A consulta está incompleta.")
    return [sheet.paragraph(RichText(words), sheet.body, space: 13)]
  }

  private static func list(
    _ section: InquiryReport.Section, _ sheet: ReportSheet
  ) -> [FlowItem] {
    let heading = sheet.heading(printable(section.name))
    if section.isRecord {
      return [heading]
        + section.rows.flatMap { row in
          zip(section.columns, row).enumerated().map { index, pair in
            sheet.fact(printable(pair.0), printable(pair.1), first: index == 0)
          }
        }
    }
    return [heading]
      + sheet.table(
        section.columns, section.rows, shares: section.columns.map { _ in 1 },
        amounts: section.amountColumns)
  }
}
