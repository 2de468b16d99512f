import Credit
import DebtCollection
import Markup
import Pages

/// The list of titles, as it is shown.
struct TitleListModel: Sendable {
  struct Line: Sendable {
    let path: String
    let person: String
    let document: String
    let number: String
    let bankNumber: String?
    let dueOn: String
    let delay: String?
    let amount: String
    let open: String
    let status: String
    let tone: Tone
    let isDisputed: Bool
    let hasCourtOrder: Bool
    let listing: ShownState?
  }

  let query: TitleListQuery
  let lines: [Line]
  let personName: String?
  let isCut: Bool
  /// Whether the house uses credit analysis (manual, item 26).
  var showsListings = true
  let nextPath: String?

  init(
    _ query: TitleListQuery, lines: [TitleSummary], personName: String?, isCut: Bool,
    today: CivilDate
  ) {
    self.query = query
    self.personName = personName
    self.isCut = isCut
    let (shown, last) = lines.part(of: TitleListQuery.pageLimit)
    self.lines = shown.map { Line($0, today: today) }
    nextPath = last.map { query.path(at: query.place(behind: $0)) }
  }
}

extension TitleListModel.Line {
  init(_ line: TitleSummary, today: CivilDate) {
    let isOverdue = TitleWords.isOverdue(line.status, dueOn: line.dueOn, today: today)
    path = TitlePages.path(of: line.id)
    person = line.personName
    document = line.documentMasked ?? "sem documento"
    number = line.number
    bankNumber = line.bankNumber
    dueOn = line.dueOn.brazilian
    delay = isOverdue ? DelayWords.overdue(line.dueOn, today: today) : nil
    amount = line.amount.description
    open = line.open.description
    status = TitleWords.label(line.status, isOverdue: isOverdue)
    tone = TitleWords.tone(line.status, isOverdue: isOverdue)
    isDisputed = line.isDisputed
    hasCourtOrder = line.hasCourtOrder
    listing = ShownState(line)
  }
}

/// Days of delay in words.
enum DelayWords {
  /// "há 1 dia", "há 64 dias".
  static func overdue(_ dueOn: CivilDate, today: CivilDate) -> String {
    let days = today.days(since: dueOn)
    return days == 1 ? "há 1 dia" : "há \(days) dias"
  }
}
