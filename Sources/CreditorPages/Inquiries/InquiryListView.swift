import Markup
import Pages

/// The table of inquiries.
enum InquiryListView {
  static func table(
    _ model: InquiryListModel, caption: String, showsPerson: Bool
  ) -> HTML {
    let columns =
      [Look.Column("Consulta")] + (showsPerson ? [Look.Column("Pessoa")] : [])
      + [Look.Column("Resultado"), Look.Column("Finalidade")]
      + (model.rights.maySeeCost ? [Look.Column("Custo", isNumber: true)] : [])
      + [Look.Column("Por quem")]
    let note = ListNotices.count(
      model.lines.count, "consulta", "consultas", more: model.nextPath)
    return """
      <div class="stack">\
      \(Look.table(caption: caption, columns: columns, rows: model.lines.map {
        cells($0, model.rights, showsPerson: showsPerson) }))\
      \(Look.pager(note: note, first: model.firstPath, next: model.nextPath))</div>
      """
  }

  private static func cells(
    _ line: InquiryListModel.Line, _ rights: InquiryRights, showsPerson: Bool
  ) -> [HTML] {
    var cells: [HTML] = [
      rights.maySeeReport
        ? Look.mainCell(line.at, to: line.path, under: line.product)
        : Look.cell(line.at, under: line.product)
    ]
    if showsPerson {
      let name: HTML =
        line.personPath.map { "<a href=\"\($0)\">\(line.person)</a>" } ?? HTML(text: line.person)
      cells.append("<span>\(name)<span class=\"under\">\(line.document)</span></span>")
    }
    cells += [
      InquiryWords.badge(line.record), HTML(text: line.purpose),
    ]
    if rights.maySeeCost { cells.append(HTML(text: line.cost)) }
    cells.append(HTML(text: line.by))
    return cells
  }
}
