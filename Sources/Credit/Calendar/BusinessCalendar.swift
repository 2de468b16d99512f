/// Which days are business days: neither Saturday nor Sunday nor a holiday of the calendar.
///
/// The days of 2000...2100 are worked out once, one bit a day, so that no question computes an
/// Easter; days outside are worked out when they are asked for.
package struct BusinessCalendar: Sendable {
  /// The years that are worked out beforehand.
  static let tabulatedYears = 2000...2100

  /// The holidays that apply.
  package let holidays: [Holiday]
  /// One bit a day from `firstDay`: set if there is no business.
  private let closed: [UInt64]
  private let firstDay: Int32
  private let dayCount: Int32

  package init(holidays: [Holiday]) {
    let years = BusinessCalendar.tabulatedYears
    let first = CivilDate(year: years.lowerBound, month: 1, day: 1) ?? .first
    let end = CivilDate(year: years.upperBound + 1, month: 1, day: 1) ?? .last
    let count = end.days(since: first)
    var closed = [UInt64](repeating: 0, count: (count + 63) / 64)
    for day in 0..<count {
      switch first.adding(days: day).weekday {
      case .saturday, .sunday: closed[day / 64] |= 1 << UInt64(day % 64)
      default: break
      }
    }
    for year in years {
      for holiday in holidays {
        // A movable day may fall outside the year that it is reckoned from, and so the table.
        guard let date = holiday.date(in: year), date >= first, date < end else { continue }
        let day = date.days(since: first)
        closed[day / 64] |= 1 << UInt64(day % 64)
      }
    }
    self.holidays = holidays
    self.closed = closed
    self.firstDay = first.daysSinceEpoch
    self.dayCount = Int32(clamping: count)
  }

  /// The holidays of the country alone: the calendar of fewest holidays and so of the earliest
  /// deadlines. Terms that protect the debtor are counted in it.
  package static let national = BusinessCalendar(
    holidays: HolidayTable.standard.holidays.filter { $0.scope == .country })

  /// The days on which banks open (Resolução CMN 4.880/2020): when boletos are credited.
  package static let bank = BusinessCalendar(holidays: HolidayTable.standard.holidays)

  /// The national calendar with the holidays of one state and, if given, of one municipality.
  package static func local(
    state: FederativeUnit, municipality: Int? = nil, table: HolidayTable = .states
  ) -> BusinessCalendar {
    let own = table.holidays.filter { holiday in
      switch holiday.scope {
      case .country, .banks: false
      case .state(let other): other == state
      case .municipality(let code): code == municipality
      }
    }
    return BusinessCalendar(holidays: national.holidays + own)
  }

  package func isBusinessDay(_ date: CivilDate) -> Bool {
    let offset = date.daysSinceEpoch &- firstDay
    if offset >= 0, offset < dayCount {
      return closed[Int(offset) >> 6] >> UInt64(offset & 63) & 1 == 0
    }
    switch date.weekday {
    case .saturday, .sunday: return false
    default: return !holidays.contains { $0.date(in: date.year) == date }
    }
  }

  /// The holiday that falls on a date, for messages; nil on other days, weekends included.
  package func holiday(on date: CivilDate) -> Holiday? {
    holidays.first { $0.date(in: date.year) == date }
  }

  /// The date itself if it is a business day, otherwise the next one; `CivilDate.last` where none
  /// follows.
  package func nextBusinessDay(onOrAfter date: CivilDate) -> CivilDate {
    var day = date
    while !isBusinessDay(day), day < .last { day = day.adding(days: 1) }
    return day
  }

  /// The so-manieth business day after the date (before it if negative); the date itself does not
  /// count. Zero gives the date itself, business day or not. Saturates at `CivilDate.first` and
  /// `last`; it takes time in proportion to the days between, so bound a count from outside.
  package func adding(businessDays count: Int, to date: CivilDate) -> CivilDate {
    let step = count < 0 ? -1 : 1
    let end = count < 0 ? CivilDate.first : .last
    var left = count.magnitude
    var day = date
    while left > 0, day != end {
      day = day.adding(days: step)
      if isBusinessDay(day) { left -= 1 }
    }
    return day
  }

  /// How many business days lie after `start` up to and including `end`; negative, counted from
  /// `end`, if `end` is before `start`.
  package func businessDays(from start: CivilDate, to end: CivilDate) -> Int {
    guard start <= end else { return -businessDays(from: end, to: start) }
    var count = 0
    var day = start
    while day < end {
      day = day.adding(days: 1)
      if isBusinessDay(day) { count += 1 }
    }
    return count
  }
}
