import Credit
import DebtCollection
import Markup
import Pages

/// The tab "Financeiro": the titles of a person.
struct PersonTitlesModel: Sendable {
  struct Line: Sendable {
    let path: String
    let number: String
    let dueOn: String
    let late: String?
    let amount: String
    let open: String
    let status: String
    let tone: Tone
    let listingPath: String?
  }

  let lines: [Line]
  let firstPath: String?
  let nextPath: String?
  let exportPath: String
  let showsListings: Bool

  /// - Parameter showsListings: whether the house uses credit analysis (manual, item 26).
  init(
    _ rows: [ReceivableRow], of person: PersonRow, limit: Int, isFirst: Bool, today: CivilDate,
    showsListings: Bool
  ) {
    let path = PersonPages.path(of: person, .titles)
    firstPath = isFirst ? nil : path
    exportPath = PagePath.to(TitlePages.exportPath, [("pessoa", person.id.description)])
    self.showsListings = showsListings
    let (shown, last) = rows.part(of: limit)
    lines = shown.map { Line($0, today: today, showsListing: showsListings) }
    nextPath = last.map { TabPlace.path(path, behind: $0.id.number) }
  }
}

extension PersonTitlesModel.Line {
  init(_ row: ReceivableRow, today: CivilDate, showsListing: Bool) {
    let isOpen = row.status == .open || row.status == .partiallyPaid
    let days = today.days(since: row.dueOn)
    path = Contents.title.path(row.id)
    number = row.number
    dueOn = row.dueOn.brazilian
    late =
      isOpen && days > 0 ? (days == 1 ? "1 dia em atraso" : "\(days) dias em atraso") : nil
    amount = row.amount.description
    open = row.open.description
    status = row.status.portuguese
    tone =
      switch row.status {
      case .paid: .good
      case .cancelled, .renegotiated: .neutral
      case .open, .partiallyPaid: days > 0 ? .waiting : .info
      }
    listingPath = showsListing ? row.liveListing.map(ListingPages.path(of:)) : nil
  }
}

enum PersonTitlesView {
  static func page(_ model: PersonTitlesModel) -> HTML {
    guard !model.lines.isEmpty else {
      return Look.empty(
        "Nenhum título", "Os títulos chegam por importação, pela API ou pelo Financeiro.",
        icon: .money)
    }
    var columns: [Look.Column] = [
      .init("Título"), .init("Vencimento"), .init("Valor", isNumber: true),
      .init("Em aberto", isNumber: true), .init("Situação"),
    ]
    if model.showsListings { columns.append(.init("Negativação")) }
    let table = Look.table(
      caption: "Títulos", columns: columns,
      rows: model.lines.map { cells($0, showsListing: model.showsListings) })
    return """
      <div class="stack" data-list>\(table)\
      \(Look.pager(
        note: ListNotices.count(model.lines.count, "título", "títulos", more: model.nextPath),
        first: model.firstPath, next: model.nextPath))\
      <div class="actions">\(ListExport.action(model.exportPath))</div></div>
      """
  }

  private static func cells(
    _ line: PersonTitlesModel.Line, showsListing: Bool
  ) -> [HTML] {
    let cells = [
      Look.mainCell(line.number, to: line.path), Look.cell(line.dueOn, under: line.late),
      HTML(text: line.amount), HTML(text: line.open), Look.badge(line.status, line.tone),
    ]
    guard showsListing else { return cells }
    let listing: HTML =
      line.listingPath.map { "<a href=\"\($0)\">ver negativação</a>" } ?? "—"
    return cells + [listing]
  }
}
