import Credit
import DebtCollection
import Markup
import Pages

/// The list of listings, as it is shown.
struct ListingListModel: Sendable {
  struct Line: Sendable {
    let id: String
    let path: String
    let person: String
    let document: String
    let title: String
    let amount: String
    let dueOn: String
    let state: ShownState
    let requested: String
    let term: Term?
    let canBeRemoved: Bool
  }

  /// A term that runs, with what is left of it.
  struct Term: Sendable {
    let words: String
    let elapsed: Int
    let tone: Tone
  }

  let query: ListingListQuery
  let lines: [Line]
  /// Who the list is narrowed to.
  let personName: String?
  let isCut: Bool
  let nextPath: String?

  /// Whether anything on this page goes on by itself.
  var isMoving: Bool { lines.contains(where: \.state.isMoving) }

  init(
    _ query: ListingListQuery, lines: [ListingSummary], personName: String?, isCut: Bool,
    today: CivilDate
  ) {
    self.query = query
    self.personName = personName
    self.isCut = isCut
    let (shown, last) = lines.part(of: ListingListQuery.pageLimit)
    self.lines = shown.map { Line($0, today: today) }
    nextPath = last.map { query.path(at: query.place(behind: $0)) }
  }
}

extension ListingListModel.Line {
  init(_ line: ListingSummary, today: CivilDate) {
    id = line.id.description
    path = ListingPages.path(of: line.id)
    person = line.personName
    document = line.documentMasked ?? "sem documento"
    title = line.titleNumber
    amount = line.amount.description
    dueOn = line.dueOn.brazilian
    state = ShownState(line)
    requested = line.requestedAt.civilDate.brazilian
    term = ListingListModel.Term(line, today: today)
    canBeRemoved = ListingActions.canBeRemoved(line.state)
  }
}

extension ListingListModel.Term {
  init?(_ line: ListingSummary, today: CivilDate) {
    switch line.state {
    case .inNotice:
      guard let visible = line.visibleFrom else {
        self.init(words: "começa com a carta", elapsed: 0, tone: .info)
        return
      }
      self.init(
        words: "visível \(TermWords.distance(visible, from: today))",
        elapsed: Self.elapsed(from: line.noticeIssuedOn, to: visible, today), tone: .info)
    case .removalQueued, .removalSubmitted:
      guard let due = line.removalDueOn else { return nil }
      self.init(
        removalDueOn: due, requestedOn: line.removalRequestedAt?.civilDate, today: today)
    case .active:
      self.init(
        words: "até \(line.expiresOn.brazilian)",
        elapsed: Self.elapsed(from: line.dueOn, to: line.expiresOn, today), tone: .public)
    default: return nil
    }
  }

  /// The legal term of a removal.
  init(removalDueOn due: CivilDate, requestedOn: CivilDate?, today: CivilDate) {
    let left = due.days(since: today)
    let words =
      left < 0
      ? "fora do prazo \(TermWords.distance(due, from: today))"
      : "prazo \(TermWords.distance(due, from: today))"
    self.init(
      words: words, elapsed: Self.elapsed(from: requestedOn, to: due, today),
      tone: left < 0 ? .bad : left <= 2 ? .waiting : .info)
  }

  private static func elapsed(
    from start: CivilDate?, to end: CivilDate, _ today: CivilDate
  ) -> Int {
    guard let start, end > start else { return 100 }
    return min(100, max(0, today.days(since: start) * 100 / end.days(since: start)))
  }
}
