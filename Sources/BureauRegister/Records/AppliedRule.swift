package import Credit

/// What was applied of the table of state terms, kept with the record as evidence: where debtor and
/// creditor are of two states, of each term the stricter.
package struct AppliedRule: Hashable, Sendable {
  /// The term of one row of the table.
  package struct Term: Hashable, Sendable {
    /// Two letters; the debtor's state or the creditor's.
    package var state: String
    /// The row and its version; nil in records from before the table could be edited.
    package var ruleID: String?
    /// Full days between the start and visibility.
    package var noticeDays: Int
    package var inBusinessDays = false
    package var countsFrom = StateRule.Start.posting

    /// The day on which the term of a letter begins.
    package func start(postedOn: CivilDate) -> CivilDate { clock.start(postedOn: postedOn) }

    package func visibleFrom(startingOn day: CivilDate) -> CivilDate {
      clock.visibleFrom(startingOn: day)
    }

    var clock: NoticeClock {
      NoticeClock(
        noticeDays: noticeDays, inBusinessDays: inBusinessDays, countsFrom: countsFrom)
    }
  }

  /// The debtor's row, then the creditor's if it is another; never empty.
  package private(set) var terms: [Term]
  package var minimumDaysOverdue: Int
  /// The laws or practices, as a citation.
  package var law: String
  /// The same as the letter cites it, without what is only practice or still to be confirmed.
  package var citation = AppliedTerms.federalCitation
  /// Whether the law asks for a receipt signed by the addressee (aviso de recebimento, AR).
  package var requiresReceipt = false
  /// Whether the notice may go out by e-mail there.
  package var allowsEmail = true

  package init(state: String, noticeDays: Int, minimumDaysOverdue: Int, law: String) {
    self.init(
      terms: [Term(state: state, noticeDays: noticeDays)], minimumDaysOverdue: minimumDaysOverdue,
      law: law)
  }

  package init(terms: [Term], minimumDaysOverdue: Int, law: String) {
    precondition(!terms.isEmpty, "a rule of no row was applied: \(law)")
    self.terms = terms
    self.minimumDaysOverdue = minimumDaysOverdue
    self.law = law
  }

  /// - Parameter units: of the debtor and of the creditor, for rows that hold in all states.
  package init(_ applied: AppliedTerms, debtor: FederativeUnit, creditor: FederativeUnit) {
    let units = [debtor, creditor]
    self.init(
      terms: zip(applied.rules, units).map { rule, unit in
        Term(
          state: (rule.state ?? unit).code, ruleID: rule.id, noticeDays: rule.noticeDays,
          inBusinessDays: rule.noticeInBusinessDays, countsFrom: rule.countsFrom)
      },
      minimumDaysOverdue: applied.minimumDaysOverdue, law: applied.law)
    citation = applied.citation
    requiresReceipt = applied.requiresReceipt
    allowsEmail = applied.media.contains(.email)
  }

  /// The state of the debtor's address.
  package var state: String { terms[0].state }
  /// The debtor's row.
  package var ruleID: String? { terms[0].ruleID }
  private var longest: Term { terms.max { $0.noticeDays < $1.noticeDays } ?? terms[0] }
  package var noticeDays: Int { longest.noticeDays }
  package var inBusinessDays: Bool { longest.inBusinessDays }
  package var countsFrom: StateRule.Start {
    terms.map(\.countsFrom).first { $0 != .posting } ?? .posting
  }

  /// The term that ends last for a letter that is posted on a day: the letter tells of it.
  func deciding(postedOn: CivilDate) -> Term {
    func end(_ term: Term) -> CivilDate {
      term.visibleFrom(startingOn: term.start(postedOn: postedOn))
    }
    return terms.max { end($0) < end($1) } ?? terms[0]
  }

  /// The first day on which the record may be seen after a letter: the full days of every row pass
  /// after its start, and the debt is overdue for `minimumDaysOverdue` (Paraná has both clocks).
  package func visibleFrom(postedOn: CivilDate, dueOn: CivilDate) -> CivilDate {
    NoticeClock.visibleFrom(
      terms.map(\.clock), postedOn: postedOn, dueOn: dueOn,
      minimumDaysOverdue: minimumDaysOverdue)
  }

  /// The same after an electronic notice: it is received when it is delivered.
  package func visibleFrom(deliveredOn: CivilDate, dueOn: CivilDate) -> CivilDate {
    NoticeClock.visibleFrom(
      terms.map(\.clock), deliveredOn: deliveredOn, dueOn: dueOn,
      minimumDaysOverdue: minimumDaysOverdue)
  }
}
