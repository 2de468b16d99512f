/// The parts of an agreement (acordo): equal but for cents, a month apart.
package struct AgreementParts: Hashable, Sendable {
  package struct Part: Hashable, Sendable {
    package let dueOn: CivilDate
    package let amount: Cents
  }

  /// Ten years of months.
  package static let largestCount = 120

  package let parts: [Part]

  /// Cents that do not divide are in the first parts. A day that a month does not have is its
  /// last one; the next month has the first part's day again.
  ///
  /// - Parameter count: below one counts as one, above `largestCount` as that.
  package init(total: Cents, count: Int, firstDueOn: CivilDate) {
    let count = min(max(count, 1), Self.largestCount)
    let total = max(total, .zero).amount
    let each = total / Int64(count)
    let rest = total % Int64(count)
    parts = (0..<count).map { index in
      Part(
        dueOn: firstDueOn.adding(months: index),
        amount: Cents(each + (Int64(index) < rest ? 1 : 0)))
    }
  }
}

extension CivilDate {
  /// The same day so many months later; where the month has no such day, its last one. Saturates
  /// at `first` and `last`.
  package func adding(months: Int) -> CivilDate {
    let (year, month, day) = parts
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, sum >= 12 else { return months < 0 ? .first : .last }
    let target = (year: sum / 12, month: sum % 12 + 1)
    let length = CivilDate.length(ofMonth: target.month, year: target.year)
    return CivilDate(year: target.year, month: target.month, day: min(day, length)) ?? .last
  }
}
