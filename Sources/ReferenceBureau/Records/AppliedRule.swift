package import Credit

/// The row of the table of state rules that was applied, kept with the record as evidence.
package struct AppliedRule: Hashable, Sendable {
  /// Two letters; the state of the debtor's address.
  package var state: String
  /// Full days between posting and visibility.
  package var noticeDays: Int
  package var inBusinessDays = false
  package var minimumDaysOverdue: Int
  /// The law or practice, as a citation.
  package var law: String
  /// The row and its version; nil in records from before the table could be edited.
  package var ruleID: String?
  package var countsFrom = StateRule.Start.posting
  /// Whether the law asks for a receipt signed by the addressee (aviso de recebimento, AR).
  package var requiresReceipt = false
  /// Whether the notice may go out by e-mail there.
  package var allowsEmail = true

  package init(state: String, noticeDays: Int, minimumDaysOverdue: Int, law: String) {
    self.state = state
    self.noticeDays = noticeDays
    self.minimumDaysOverdue = minimumDaysOverdue
    self.law = law
  }

  package init(_ rule: StateRule, for unit: FederativeUnit) {
    self.init(
      state: unit.code, noticeDays: rule.noticeDays,
      minimumDaysOverdue: rule.minimumDaysOverdue, law: rule.law)
    inBusinessDays = rule.noticeInBusinessDays
    ruleID = rule.id
    countsFrom = rule.countsFrom
    requiresReceipt = rule.requiresReceipt
    allowsEmail = rule.media.contains(.email)
  }

  /// The first day on which the record may be seen: `noticeDays` full days pass after the day of
  /// posting, and the debt is overdue for `minimumDaysOverdue` (Paraná has both clocks).
  package func visibleFrom(postedOn: CivilDate, dueOn: CivilDate) -> CivilDate {
    let announced =
      inBusinessDays
      ? NoticeTerm.visibleFrom(noticeOn: postedOn, businessDays: noticeDays, calendar: .national)
      : NoticeTerm.visibleFrom(noticeOn: postedOn, days: noticeDays)
    return max(announced, dueOn.adding(days: minimumDaysOverdue))
  }
}
