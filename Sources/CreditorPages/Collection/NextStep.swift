import Credit
import DebtCollection
import Pages

/// What comes next in a case, and where it is done.
struct NextStep: Sendable {
  let words: String
  let path: String?

  /// - Parameters:
  ///   - rules: the active rules of the routine; the general one speaks for all.
  ///   - mayRun: whether the reader may rehearse the routine.
  static func of(
    _ found: CollectionCase, rules: [CollectionRuleRow], today: CivilDate, mayRun: Bool
  ) -> NextStep {
    let listings = ListingPages.path
    func person(_ situation: ListingSituation?) -> String {
      PagePath.to(
        listings, [("pessoa", found.person.description), ("situacao", situation?.rawValue)])
    }
    let states = found.listings
    if states[.awaitingApproval] != nil || states[.draft] != nil {
      return NextStep(words: "Aguarda aprovação", path: person(.approval))
    }
    if [.noticeProblem, .uncertain, .outOfSync].contains(where: { states[$0] != nil }) {
      return NextStep(words: "Uma negativação precisa de uma pessoa", path: person(.problem))
    }
    if states[.removalQueued] != nil || states[.removalSubmitted] != nil {
      return NextStep(words: "Baixa em andamento", path: person(.removing))
    }
    if states[.active] != nil || states[.suspended] != nil {
      return NextStep(words: "Visível no birô: cobrar até receber", path: person(.active))
    }
    if states[.inNotice] != nil {
      let day = found.visibleFrom.map { "Fica visível em \($0.brazilian) se não pagar" }
      return NextStep(words: day ?? "A carta será postada", path: person(.notice))
    }
    if !states.isEmpty { return NextStep(words: "Em envio ao birô", path: person(.sending)) }
    return unlisted(found, rules: rules, today: today, mayRun: mayRun)
  }

  private static func unlisted(
    _ found: CollectionCase, rules: [CollectionRuleRow], today: CivilDate, mayRun: Bool
  ) -> NextStep {
    if found.disputedCount > 0, found.disputedCount == found.titleCount {
      return NextStep(words: "Contestado: encerrar a contestação antes", path: nil)
    }
    let automatic = rules.filter { $0.isActive && $0.listAutomatically }
    guard let rule = automatic.first(where: { $0.branch == nil }) ?? automatic.first else {
      return NextStep(words: "Sem regra automática: negativar à mão", path: nil)
    }
    let day = found.oldestDueOn.adding(days: rule.daysToRun)
    if day > today {
      return NextStep(
        words: "Entra na rotina em \(day.brazilian) (dia \(rule.daysToRun))", path: nil)
    }
    return NextStep(
      words: "A próxima execução decide", path: mayRun ? CollectionPages.rehearsalPath : nil)
  }
}
