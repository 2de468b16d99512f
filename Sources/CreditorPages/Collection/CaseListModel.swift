import Credit
import DebtCollection
import Markup
import Pages

/// The list of cases, as it is shown.
struct CaseListModel: Sendable {
  struct Line: Sendable {
    let personPath: String
    let titlesPath: String
    let person: String
    let under: String
    let delay: String
    let since: String
    let titles: String
    let open: String
    let stages: [ListingState.Word]
    let isDisputed: Bool
    let next: NextStep
  }

  let query: CaseListQuery
  let lines: [Line]
  let personName: String?
  let isCut: Bool
  let nextPath: String?

  init(
    _ query: CaseListQuery, _ page: CasePage, rules: [CollectionRuleRow], personName: String?,
    today: CivilDate, mayRun: Bool
  ) {
    self.query = query
    self.personName = personName
    isCut = page.isCut
    let (shown, last) = page.cases.part(of: CaseListQuery.pageLimit)
    lines = shown.map { Line($0, rules: rules, today: today, mayRun: mayRun) }
    nextPath =
      last.map { query.path(at: query.place(behind: $0)) }
      ?? page.resume.map { query.path(at: $0) }
  }
}

extension CaseListModel.Line {
  /// - Parameter mayRun: whether the reader may rehearse the routine.
  init(
    _ found: CollectionCase, rules: [CollectionRuleRow], today: CivilDate, mayRun: Bool
  ) {
    personPath = Contents.person(.customer).path(found.person)
    titlesPath = PagePath.to(
      TitlePages.path,
      [("pessoa", found.person.description), ("situacao", TitleSituation.overdue.rawValue)])
    person = found.personName
    let place = found.city.isEmpty ? "" : " · \(found.city)/\(found.state)"
    under = (found.documentMasked ?? "sem documento") + place
    let days = today.days(since: found.oldestDueOn)
    delay = days == 1 ? "1 dia" : "\(days) dias"
    since = "desde\u{A0}\(found.oldestDueOn.brazilian)"
    titles = found.titleCount == 1 ? "1\u{A0}título" : "\(found.titleCount)\u{A0}títulos"
    open = found.open.description
    stages = found.listings.keys.sorted { $0.rawValue < $1.rawValue }
    isDisputed = found.disputedCount > 0
    next = NextStep.of(found, rules: rules, today: today, mayRun: mayRun)
  }
}
