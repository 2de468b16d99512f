import Credit

/// The business days of the whole country, reckoned here a second time: the product's calendar is
/// what is judged by it. Leis 662/1949, 6.802/1980, 9.093/1995 and 14.759/2023.
enum LawfulDays {
  private static let fixed: Set<Int> = [101, 421, 501, 907, 1_012, 1_102, 1_115, 1_120, 1_225]

  static func isBusiness(_ day: CivilDate) -> Bool {
    // 1970-01-01 was a Thursday.
    let weekday = (Int(day.daysSinceEpoch) + 3) % 7
    guard weekday < 5 else { return false }
    guard !fixed.contains(day.month * 100 + day.day) else { return false }
    return day != goodFriday(day.year)
  }

  /// The last day of a term of business days that begins on the day after.
  static func end(of count: Int, after day: CivilDate) -> CivilDate {
    var day = day
    var left = count
    while left > 0 {
      day = day.adding(days: 1)
      if isBusiness(day) { left -= 1 }
    }
    return day
  }

  /// Two days before Easter (Meeus, Jones and Butcher).
  private static func goodFriday(_ year: Int) -> CivilDate? {
    let (a, b, c) = (year % 19, year / 100, year % 100)
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let sum = h + l - 7 * m + 114
    return CivilDate(year: year, month: sum / 31, day: sum % 31 + 1)?.adding(days: -2)
  }
}
