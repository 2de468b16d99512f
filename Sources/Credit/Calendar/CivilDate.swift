/// A day of the civil calendar (proleptic Gregorian), without time or zone.
///
/// Debts, terms and deadlines are civil dates in the time of Brasília; instants are `Instant`.
/// Held as days since 1970-01-01, so that comparing and adding days is integer arithmetic. Every
/// value lies in the years 1...9999: arithmetic saturates at `first` and `last`, it never traps.
package struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before it.
  package let daysSinceEpoch: Int32

  /// 0001-01-01.
  package static let first = CivilDate(daysSinceEpoch: -719_162)
  /// 9999-12-31.
  package static let last = CivilDate(daysSinceEpoch: 2_932_896)

  /// The day so many days after 1970-01-01; saturates at 0001-01-01 and 9999-12-31.
  package init(daysSinceEpoch: Int32) {
    self.daysSinceEpoch = min(max(daysSinceEpoch, -719_162), 2_932_896)
  }

  /// The same for a number that is stored, of any size.
  package init(saturating daysSinceEpoch: Int64) {
    self.init(daysSinceEpoch: Int32(clamping: daysSinceEpoch))
  }

  /// A date by its parts; nil where the day does not exist or the year is outside 1...9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.length(ofMonth: month, year: year)
    else { return nil }
    // Howard Hinnant's days-from-civil: eras of 400 years, years that begin in March.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(daysSinceEpoch: Int32(clamping: era * 146_097 + dayOfEra - 719_468))
  }

  /// Year, month (1...12) and day (1...31).
  package var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(daysSinceEpoch) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  package var year: Int { parts.year }
  package var month: Int { parts.month }
  package var day: Int { parts.day }

  /// The day of the week.
  package var weekday: Weekday {
    // 1970-01-01 was a Thursday.
    switch (Int(daysSinceEpoch) % 7 + 7 + 4) % 7 {
    case 0: .sunday
    case 1: .monday
    case 2: .tuesday
    case 3: .wednesday
    case 4: .thursday
    case 5: .friday
    default: .saturday
    }
  }

  static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.daysSinceEpoch < right.daysSinceEpoch
  }

  /// The date so many calendar days later (earlier if negative); saturates at `first` and `last`.
  package func adding(days: Int) -> CivilDate {
    let (sum, overflow) = Int(daysSinceEpoch).addingReportingOverflow(days)
    return overflow
      ? days < 0 ? .first : .last : CivilDate(daysSinceEpoch: Int32(clamping: sum))
  }

  /// Calendar days from `other` to this date; positive if this date is later.
  package func days(since other: CivilDate) -> Int {
    Int(daysSinceEpoch) - Int(other.daysSinceEpoch)
  }

  /// The same day and month so many years later; 29 February becomes 28 in a common year. Before
  /// the year 1 and after 9999 it saturates at `first` and `last`.
  package func adding(years: Int) -> CivilDate {
    let (year, month, day) = parts
    let nearest = years < 0 ? CivilDate.first : CivilDate.last
    let (target, overflow) = year.addingReportingOverflow(years)
    guard !overflow else { return nearest }
    let length = CivilDate.length(ofMonth: month, year: target)
    return CivilDate(year: target, month: month, day: min(day, length)) ?? nearest
  }
}

/// The days of the week; Sunday is 0.
package enum Weekday: Int, Sendable {
  case sunday, monday, tuesday, wednesday, thursday, friday, saturday
}

extension CivilDate: CustomStringConvertible {
  /// ISO 8601, `yyyy-MM-dd`.
  package var description: String {
    let (year, month, day) = parts
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  /// As a Brazilian reads it, `dd/MM/yyyy`.
  package var brazilian: String {
    let (year, month, day) = parts
    return padded(day, 2) + "/" + padded(month, 2) + "/" + padded(year, 4)
  }

  /// Parses exactly `yyyy-MM-dd`; nil otherwise.
  package init?(iso text: some StringProtocol) {
    var bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return nil
    }
    bytes.remove(at: 7)
    bytes.remove(at: 4)
    guard let year = CivilDate.number(bytes[0..<4]), let month = CivilDate.number(bytes[4..<6]),
      let day = CivilDate.number(bytes[6..<8])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Parses exactly `dd/MM/yyyy`; nil otherwise.
  package init?(brazilian text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[2] == UInt8(ascii: "/"), bytes[5] == UInt8(ascii: "/"),
      let day = CivilDate.number(bytes[0..<2]), let month = CivilDate.number(bytes[3..<5]),
      let year = CivilDate.number(bytes[6..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The value of ASCII digits; nil where any byte is not one, and where the value is too large.
  package static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in digits {
      guard byte >= 48, byte <= 57 else { return nil }
      let (tens, isLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isLarger) = tens.addingReportingOverflow(Int(byte &- 48))
      guard !isLarge, !isLarger else { return nil }
      value = sum
    }
    return value
  }
}

/// A number with leading zeros up to a width.
package func padded(_ value: Int, _ width: Int) -> String {
  let text = String(value)
  return text.utf8.count >= width
    ? text : String(repeating: "0", count: width - text.utf8.count) + text
}
