/// A day on which there is no business, given by a rule that holds for a span of years.
package struct Holiday: Hashable, Sendable {
  /// How the date of a year is found.
  package enum Rule: Hashable, Sendable {
    case fixed(month: Int, day: Int)
    /// Days after Easter Sunday; negative before it.
    case easter(offset: Int)
    /// A single day, such as the centenary of a municipality.
    case once(CivilDate)
  }

  /// Where it holds.
  package enum Scope: Hashable, Sendable {
    case country
    /// Days on which banks do not open though the law knows no holiday.
    case banks
    case state(FederativeUnit)
    /// A municipality by its IBGE code of seven digits.
    case municipality(Int)
  }

  package let rule: Rule
  package let scope: Scope
  package let name: String
  package let law: String
  let firstYear: Int
  let lastYear: Int

  package init(
    rule: Rule, scope: Scope, name: String, law: String, firstYear: Int = 1,
    lastYear: Int = 9999
  ) {
    self.rule = rule
    self.scope = scope
    self.name = name
    self.law = law
    self.firstYear = firstYear
    self.lastYear = lastYear
  }

  /// The day in a year; nil where the holiday did not exist in it.
  package func date(in year: Int) -> CivilDate? {
    guard year >= firstYear, year <= lastYear else { return nil }
    switch rule {
    case .fixed(let month, let day): return CivilDate(year: year, month: month, day: day)
    case .easter(let offset): return Easter.sunday(of: year)?.adding(days: offset)
    case .once(let date): return date.year == year ? date : nil
    }
  }
}

/// The date of Easter, on which Carnival, Good Friday and Corpus Christi hang.
package enum Easter {
  /// Easter Sunday of a year by the Gregorian reckoning of Meeus, Jones and Butcher; nil outside
  /// 1...9999.
  package static func sunday(of year: Int) -> CivilDate? {
    guard (1...9999).contains(year) else { return nil }
    let golden = year % 19
    let century = year / 100
    let yearOfCentury = year % 100
    let moonCorrection = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - century / 4 - moonCorrection + 15) % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
    let late = (golden + 11 * epact + 22 * weekday) / 451
    let monthAndDay = epact + weekday - 7 * late + 114
    return CivilDate(year: year, month: monthAndDay / 31, day: monthAndDay % 31 + 1)
  }
}
