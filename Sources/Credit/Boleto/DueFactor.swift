/// The due-date factor of a bank slip (fator de vencimento).
///
/// Days since 1997-10-07 until 9999 on 2025-02-21; from 2025-02-22 it starts again at 1000. A
/// factor alone is therefore ambiguous, and is read within the window that FEBRABAN published:
/// 3,000 days back and 5,500 days ahead of the day on which it is read.
package enum DueFactor {
  /// 1997-10-07, day zero of the first cycle.
  package static let base = CivilDate(daysSinceEpoch: 10_141)
  package static let cycle = 9_000
  static let daysBack = 3_000
  static let daysAhead = 5_500

  /// The factor of a due date; nil before 1997-10-07 and after 2049-10-13, the end of the second
  /// cycle.
  package static func encode(_ due: CivilDate) -> Int? {
    let days = due.days(since: base)
    guard days >= 0, days <= 9_999 + cycle else { return nil }
    return days < 1_000 ? days : (days - 1_000) % cycle + 1_000
  }

  /// The due date that a factor stands for when read on `today`.
  ///
  /// Nil for 0 (no due date), for 1...999 (not issued any more), for what is no factor, and in the
  /// gap between the two ends of the window. Check digits do not depend on it: the due date that
  /// counts for a listing is the one of the title, this one is a cross-check.
  package static func decode(_ factor: Int, today: CivilDate) -> CivilDate? {
    guard (1_000...9_999).contains(factor) else { return nil }
    let earliest = today.adding(days: -daysBack)
    let latest = today.adding(days: daysAhead)
    // Later cycles repeat the rule; the window is shorter than a cycle, so at most one fits.
    var candidate = base.adding(days: factor)
    while candidate < earliest { candidate = candidate.adding(days: cycle) }
    return candidate <= latest ? candidate : nil
  }
}
