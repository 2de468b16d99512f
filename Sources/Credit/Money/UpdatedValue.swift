/// What a debt is worth on the day of payment, component by component, as the memo of the
/// calculation shows it. What is listed at a bureau is the principal, not this.
///
/// correction = P × (index − 1); base = P + correction; fine = base × fine rate;
/// interest = base × monthly rate ÷ 30 × days, simple. Each component is rounded half-up to cents.
package struct UpdatedValue: Hashable, Sendable {
  package let principal: Cents
  package let correction: Cents
  package let fine: Cents
  package let interest: Cents
  /// Days of delay that bear interest.
  package let days: Int
  package let terms: LateTerms

  package var total: Cents { principal + correction + fine + interest }

  /// The value after so many days of delay; none below one day. A principal below zero counts as
  /// zero, one above the largest amount as that, and more days than the calendar has as those.
  package init(principal: Cents, daysLate: Int, terms: LateTerms = .standard) {
    let principal = min(max(principal, .zero), .largest)
    let daysLate = min(daysLate, CivilDate.last.days(since: .first))
    self.principal = principal
    self.terms = terms
    guard daysLate > 0 else {
      self.correction = .zero
      self.fine = .zero
      self.interest = .zero
      self.days = 0
      return
    }
    let unit = LateTerms.unitIndexPPM
    let correction = principal.scaled(by: terms.indexFactorPPM - unit, over: unit)
    let base = principal + correction
    self.correction = correction
    self.fine = base.scaled(by: terms.fineBasisPoints, over: 10_000)
    self.interest = base.scaled(
      by: terms.monthlyInterestBasisPoints * daysLate, over: 10_000 * 30)
    self.days = daysLate
  }

  /// The value on a day of payment.
  ///
  /// A debt that falls due on a day without business and is paid on the next business day is paid
  /// in time and bears nothing (Lei 7.089/1983); paid later, its days count from the due date.
  package init(
    principal: Cents, dueOn: CivilDate, paidOn: CivilDate, terms: LateTerms = .standard,
    calendar: BusinessCalendar = .bank
  ) {
    let inTime = paidOn <= calendar.nextBusinessDay(onOrAfter: dueOn)
    self.init(
      principal: principal, daysLate: inTime ? 0 : paidOn.days(since: dueOn), terms: terms)
  }
}

extension Cents {
  /// This amount times a fraction, rounded half-up to cents; halves of negative amounts are
  /// rounded away from zero. The product is exact (128 bits); the result saturates at the ends of
  /// 64 bits. A denominator below one, which is a mistake of the caller, counts as one.
  package func scaled(by numerator: Int, over denominator: Int) -> Cents {
    let denominator = max(denominator, 1)
    let product = Int128(amount) * Int128(numerator)
    let half = Int128(denominator / 2)
    // An odd denominator has no exact half; adding its floor rounds to nearest all the same.
    let rounded = (product.magnitude + half.magnitude) / UInt128(denominator)
    let value = Int64(clamping: rounded)
    return Cents(product < 0 ? -value : value)
  }
}
