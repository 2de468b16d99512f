/// The term of one row of the state terms as it is applied to a record. Whoever names a first
/// visible day, the creditor's side before it asks and the bureau when it shows, counts it here.
package struct NoticeClock: Hashable, Sendable {
  /// Full days between the start and visibility.
  package let noticeDays: Int
  package let inBusinessDays: Bool
  package let countsFrom: StateRule.Start

  package init(noticeDays: Int, inBusinessDays: Bool, countsFrom: StateRule.Start) {
    self.noticeDays = noticeDays
    self.inBusinessDays = inBusinessDays
    self.countsFrom = countsFrom
  }

  /// The day on which the term of a letter begins: its posting, or its presumed receipt where the
  /// law counts from delivery or receipt.
  package func start(
    postedOn: CivilDate, calendar: BusinessCalendar = .national
  ) -> CivilDate {
    switch countsFrom {
    case .posting: postedOn
    case .delivery, .receipt: NoticeTerm.presumedReceipt(postedOn: postedOn, calendar: calendar)
    }
  }

  /// The day from whose 00:00 (Brasília) the record may show, of a term that begins on a day.
  package func visibleFrom(
    startingOn day: CivilDate, calendar: BusinessCalendar = .national
  ) -> CivilDate {
    inBusinessDays
      ? NoticeTerm.visibleFrom(noticeOn: day, businessDays: noticeDays, calendar: calendar)
      : NoticeTerm.visibleFrom(noticeOn: day, days: noticeDays)
  }

  /// The first day on which a record may be seen whose letter is posted on a day: the full days of
  /// every row pass, and the debt is overdue for `minimumDaysOverdue` (Paraná has both clocks).
  package static func visibleFrom(
    _ clocks: [NoticeClock], postedOn: CivilDate, dueOn: CivilDate, minimumDaysOverdue: Int,
    calendar: BusinessCalendar = .national
  ) -> CivilDate {
    visibleFrom(clocks, dueOn: dueOn, minimumDaysOverdue: minimumDaysOverdue, calendar) {
      $0.start(postedOn: postedOn, calendar: calendar)
    }
  }

  /// The same after an electronic notice: it is received when it is delivered.
  package static func visibleFrom(
    _ clocks: [NoticeClock], deliveredOn: CivilDate, dueOn: CivilDate, minimumDaysOverdue: Int,
    calendar: BusinessCalendar = .national
  ) -> CivilDate {
    visibleFrom(clocks, dueOn: dueOn, minimumDaysOverdue: minimumDaysOverdue, calendar) { _ in
      deliveredOn
    }
  }

  private static func visibleFrom(
    _ clocks: [NoticeClock], dueOn: CivilDate, minimumDaysOverdue: Int,
    _ calendar: BusinessCalendar, start: (NoticeClock) -> CivilDate
  ) -> CivilDate {
    clocks.map { $0.visibleFrom(startingOn: start($0), calendar: calendar) }
      .reduce(dueOn.adding(days: minimumDaysOverdue)) { max($0, $1) }
  }
}

extension StateRule {
  package var clock: NoticeClock {
    NoticeClock(
      noticeDays: noticeDays, inBusinessDays: noticeInBusinessDays, countsFrom: countsFrom)
  }

  /// The law as a letter to the person cites it: only what is known well enough, without our
  /// doubts; nil for practice and for texts that are still to be confirmed.
  package var citation: String? {
    status == .inForce || status == .doubtful
      ? confidence == .low || state == nil ? nil : law : nil
  }
}

extension AppliedTerms {
  /// What every letter rests on, whatever the state says besides.
  package static let federalCitation = "CDC, art. 43, § 2º"

  /// The laws that a letter to the person cites.
  package var citation: String {
    var laws = [Self.federalCitation]
    for law in rules.compactMap(\.citation) where !laws.contains(law) { laws.append(law) }
    return laws.joined(separator: "; ")
  }

  /// The first day on which a record may be seen whose letter is posted on a day.
  package func visibleFrom(
    postedOn: CivilDate, dueOn: CivilDate, calendar: BusinessCalendar = .national
  ) -> CivilDate {
    NoticeClock.visibleFrom(
      rules.map(\.clock), postedOn: postedOn, dueOn: dueOn,
      minimumDaysOverdue: minimumDaysOverdue, calendar: calendar)
  }
}
