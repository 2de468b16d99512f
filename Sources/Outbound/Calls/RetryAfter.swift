package import Credit

extension Pause {
  /// Reads `Retry-After` (RFC 9110, 10.2.3): seconds or a date. Nil for what is neither, a negative
  /// number among it; a number of any size is the longest pause, a date in the past none.
  ///
  /// - Parameter now: the time of the answer: its own `Date`, or our clock where it has none.
  package init?(retryAfter text: String, at now: Instant) {
    let value = text.utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed()
    if !value.isEmpty, value.allSatisfy({ (0x30...0x39).contains($0) }) {
      // Six digits hold the longest pause; more are more than it.
      let digits = value.drop { $0 == 0x30 }
      let seconds = digits.prefix(6).reduce(0) { $0 * 10 + Int($1 - 0x30) }
      self.init(seconds: digits.count > 6 ? Self.longestSeconds : seconds)
      return
    }
    guard let until = HTTPDate.parse(text) else { return nil }
    // Dates of HTTP lie in the years 1…9999: their distance fits.
    let wait = until.unixSeconds.subtractingReportingOverflow(now.unixSeconds)
    self.init(seconds: wait.overflow ? 0 : Int(clamping: wait.partialValue))
  }
}

/// Dates in the three forms that a receiver must read (RFC 9110, 5.6.7).
enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Nil for what is no date.
  static func parse(_ text: String) -> Instant? {
    guard text.utf8.count <= 40 else { return nil }
    let words = text.split { " ,-".contains($0) }.map(String.init)
    // `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`,
    // `Sun Nov  6 08:49:37 1994`.
    let day: Substring
    let month: String
    let year: String
    let time: String
    switch words.count {
    case 6 where words[5] == "GMT":
      (day, month, year, time) = (words[1][...], words[2], words[3], words[4])
    case 5: (day, month, year, time) = (words[2][...], words[1], words[4], words[3])
    default: return nil
    }
    guard let index = months.firstIndex(of: month), let dayNumber = number(day, digits: 1...2),
      let yearNumber = fullYear(year[...]),
      let date = CivilDate(year: yearNumber, month: index + 1, day: dayNumber),
      let seconds = secondOfDay(time)
    else { return nil }
    return Instant(microseconds: (Int64(date.daysSinceEpoch) * 86_400 + seconds) * 1_000_000)
  }

  /// Two digits are the obsolete form: from 70 on the last century, as everybody reads them.
  private static func fullYear(_ text: Substring) -> Int? {
    guard let year = number(text, digits: 2...4) else { return nil }
    return text.utf8.count == 4
      ? year : text.utf8.count == 2 ? year + (year < 70 ? 2000 : 1900) : nil
  }

  private static func secondOfDay(_ text: String) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let hour = number(parts[0], digits: 2...2), hour < 24,
      let minute = number(parts[1], digits: 2...2), minute < 60,
      // 60 is a leap second.
      let second = number(parts[2], digits: 2...2), second <= 60
    else { return nil }
    return Int64(hour * 3_600 + minute * 60 + second)
  }

  private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(text)
  }
}
