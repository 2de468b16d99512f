/// What holds for one listing when the debtor's state and the creditor's differ: of every term the
/// stricter one. Kept with the listing as evidence.
package struct AppliedTerms: Hashable, Sendable {
  /// The rows it was made of: the debtor's first, then the creditor's if it is another.
  package let rules: [StateRule]

  /// - Parameter rules: at least one.
  package init(rules: [StateRule]) {
    precondition(!rules.isEmpty, "no rule of \(rules.count) applies")
    self.rules = rules
  }

  /// The debtor's state, whose rule leads; nil where the federal rule does.
  package var state: FederativeUnit? { rules[0].state }
  package var ruleIDs: [String] { rules.map(\.id) }

  package var minimumDaysOverdue: Int { rules.map(\.minimumDaysOverdue).max() ?? 0 }
  /// The longest term of the rows; compare dates by `visibleFrom`, which knows business days.
  package var noticeDays: Int { rules.map(\.noticeDays).max() ?? NoticeTerm.defaultDays }
  package var lawNoticeDays: Int? { rules.compactMap(\.lawNoticeDays).max() }
  package var countsFrom: StateRule.Start {
    rules.map(\.countsFrom).max { $0.strictness < $1.strictness } ?? .posting
  }
  package var requiresReceipt: Bool { rules.contains(where: \.requiresReceipt) }
  package var blocksDisputed: Bool { rules.contains(where: \.blocksDisputed) }
  /// The media that all rows allow; the letter always is.
  package var media: Set<StateRule.Medium> {
    rules.reduce(Set(StateRule.Medium.allCases)) { $0.intersection($1.media) }.union([.letter])
  }

  /// The laws of the rows, for messages and letters.
  package var law: String {
    var laws: [String] = []
    for rule in rules where !laws.contains(rule.law) { laws.append(rule.law) }
    return laws.joined(separator: "; ")
  }

  /// The day from whose 00:00 (Brasília) the listing may show, under every row.
  package func visibleFrom(
    noticeOn: CivilDate, calendar: BusinessCalendar = .national
  ) -> CivilDate {
    rules.map { $0.visibleFrom(noticeOn: noticeOn, calendar: calendar) }.max()
      ?? NoticeTerm.visibleFrom(noticeOn: noticeOn, days: NoticeTerm.defaultDays)
  }

  /// The same for a letter that is posted on a day: what the law counts from the receipt begins
  /// when the letter is presumed received.
  package func visibleFrom(
    postedOn: CivilDate, calendar: BusinessCalendar = .national
  ) -> CivilDate {
    rules.map { $0.visibleFrom(postedOn: postedOn, calendar: calendar) }.max()
      ?? NoticeTerm.visibleFrom(noticeOn: postedOn, days: NoticeTerm.defaultDays)
  }

  /// The earliest last day for asking for removal.
  package func removalDueOn(availableOn: CivilDate) -> CivilDate {
    rules.map { $0.removalDueOn(availableOn: availableOn) }.min()
      ?? RemovalDeadline.dueOn(availableOn: availableOn)
  }

  /// The earliest last day for correcting a record that was contested on a day.
  package func correctionDueOn(contestedOn: CivilDate) -> CivilDate {
    rules.map { $0.correction.end(from: contestedOn) }.min()
      ?? BusinessCalendar.national.adding(businessDays: 5, to: contestedOn)
  }
}
