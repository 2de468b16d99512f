/// How long a debt may show in a register: five years from the day after it fell due, whenever it
/// was listed (CDC, art. 43, §1º; STJ, Súmula 323 and REsp 1.316.117/SC).
///
/// Each instalment has its own term. Assignment, listing again or a broken agreement do not begin
/// it anew.
package struct FiveYearLimit: Hashable, Sendable {
  package static let years = 5

  package let dueOn: CivilDate

  package init(dueOn: CivilDate) {
    self.dueOn = dueOn
  }

  /// The day from whose 00:00 (Brasília) the product no longer shows the debt: the fifth
  /// anniversary itself, one day before the law demands it. 29 February has it on the 28th.
  package var hiddenFrom: CivilDate { dueOn.adding(years: FiveYearLimit.years) }
}
