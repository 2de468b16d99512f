/// A point in time: microseconds since 1970-01-01T00:00:00Z.
///
/// Every value lies between `first` and `last`, so that the difference of two never overflows;
/// adding saturates there, it never traps.
package struct Instant: Hashable, Comparable, Sendable {
  package let microseconds: Int64

  /// 0001-01-01T00:00:00Z.
  package static let first = Instant(microseconds: -62_135_596_800_000_000)
  /// 9999-12-31T23:59:59.999999Z.
  package static let last = Instant(microseconds: 253_402_300_799_999_999)

  /// Saturates at `first` and `last`.
  package init(microseconds: Int64) {
    self.microseconds = min(
      max(microseconds, -62_135_596_800_000_000), 253_402_300_799_999_999)
  }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.microseconds < right.microseconds
  }

  /// So many microseconds later (earlier if negative); saturates at `first` and `last`.
  package func adding(microseconds delta: Int64) -> Instant {
    let (sum, overflow) = microseconds.addingReportingOverflow(delta)
    return overflow ? delta < 0 ? .first : .last : Instant(microseconds: sum)
  }

  /// So many seconds later (earlier if negative); saturates at `first` and `last`.
  package func adding(seconds: Int) -> Instant {
    let (delta, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000)
    return overflow ? seconds < 0 ? .first : .last : adding(microseconds: delta)
  }

  /// Whole seconds since 1970, rounded down.
  package var unixSeconds: Int64 {
    microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
  }

  /// Microseconds from `other` to this instant.
  package func microseconds(since other: Instant) -> Int64 {
    microseconds - other.microseconds
  }
}

/// The civil time of Brasília (America/Sao_Paulo), in which all terms are counted.
///
/// Brazil has had no summer time since 2019 (Decreto 9.772/2019), so the offset is a constant
/// −3 h. States further west keep later clocks; the earliest deadline is the one of Brasília.
package enum BrasiliaTime {
  /// Microseconds that Brasília is behind UTC.
  package static let offsetMicroseconds: Int64 = 3 * 3_600 * 1_000_000
  static let dayMicroseconds: Int64 = 86_400 * 1_000_000
}

extension Instant {
  /// The civil date in Brasília at this instant.
  package var civilDate: CivilDate {
    let local = microseconds - BrasiliaTime.offsetMicroseconds
    let day =
      local >= 0
      ? local / BrasiliaTime.dayMicroseconds
      : (local - BrasiliaTime.dayMicroseconds + 1) / BrasiliaTime.dayMicroseconds
    return CivilDate(saturating: day)
  }

  /// Seconds since midnight in Brasília, 0..<86,400; 0 in the three hours before 0001-01-01 there,
  /// whose day is no civil date.
  package var secondOfDay: Int {
    max(0, Int(microseconds(since: civilDate.startOfDay) / 1_000_000))
  }
}

extension CivilDate {
  /// 00:00 of this day in Brasília.
  package var startOfDay: Instant {
    Instant(
      microseconds: Int64(daysSinceEpoch) * BrasiliaTime.dayMicroseconds
        + BrasiliaTime.offsetMicroseconds)
  }

  /// A time of this day in Brasília.
  package func at(hour: Int, minute: Int = 0, second: Int = 0) -> Instant {
    startOfDay.adding(seconds: hour * 3_600 + minute * 60 + second)
  }
}

extension Instant: CustomStringConvertible {
  /// RFC 3339 in UTC; the fraction only where there is one (`2026-11-23T12:00:00.250000Z`).
  package var description: String {
    let seconds = unixSeconds
    let fraction = Int(microseconds - seconds * 1_000_000)
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let second = Int(seconds - days * 86_400)
    let clock =
      padded(second / 3_600, 2) + ":" + padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2)
    let date = CivilDate(saturating: days).description
    return date + "T" + clock + (fraction == 0 ? "" : "." + padded(fraction, 6)) + "Z"
  }

  /// `dd/MM/yyyy HH:mm` in Brasília.
  package var brazilian: String {
    let second = secondOfDay
    return civilDate.brazilian + " " + padded(second / 3_600, 2) + ":"
      + padded(second / 60 % 60, 2)
  }

  /// Parses RFC 3339 with `Z` or a numeric offset, up to nine digits of fraction, of which six are
  /// kept; nil otherwise, and where it lies outside `first` to `last` in UTC.
  package init?(rfc3339 text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20,
      let date = CivilDate(iso: String(decoding: bytes[0..<10], as: UTF8.self)),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = CivilDate.number(bytes[11..<13]), hour < 24,
      let minute = CivilDate.number(bytes[14..<16]), minute < 60,
      let second = CivilDate.number(bytes[17..<19]), second < 60
    else { return nil }
    var position = 19
    var fraction: Int64 = 0
    if bytes[position] == UInt8(ascii: ".") {
      let start = position + 1
      position = start
      while position < bytes.count, bytes[position] >= 48, bytes[position] <= 57 { position += 1 }
      let digits = position - start
      guard digits >= 1, digits <= 9, let value = CivilDate.number(bytes[start..<position]) else {
        return nil
      }
      fraction = Int64(value)
      for _ in 0..<max(0, 6 - digits) { fraction *= 10 }
      for _ in 0..<max(0, digits - 6) { fraction /= 10 }
    }
    guard position < bytes.count, let offset = Instant.offset(bytes[position...]) else {
      return nil
    }
    let days = Int64(date.daysSinceEpoch)
    let seconds = days * 86_400 + Int64(hour * 3_600 + minute * 60 + second - offset)
    let microseconds = seconds * 1_000_000 + fraction
    guard microseconds >= Instant.first.microseconds, microseconds <= Instant.last.microseconds
    else { return nil }
    self.init(microseconds: microseconds)
  }

  /// Seconds east of UTC of a `Z` or `±hh:mm` suffix.
  private static func offset(_ suffix: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(suffix)
    if bytes.count == 1, bytes[0] == UInt8(ascii: "Z") || bytes[0] == UInt8(ascii: "z") {
      return 0
    }
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
      let hour = CivilDate.number(bytes[1..<3]), hour < 24,
      let minute = CivilDate.number(bytes[4..<6]), minute < 60
    else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "+"): return hour * 3_600 + minute * 60
    case UInt8(ascii: "-"): return -(hour * 3_600 + minute * 60)
    default: return nil
    }
  }
}
