import Fictitious
import Testing

@testable import Credit

func day(_ text: String) throws -> CivilDate {
  try #require(CivilDate(iso: text), "\(text) is not a date")
}

@Suite("Calendar")
struct CalendarTests {
  static let seed: UInt64 = 735

  @Test func holidaysOf2024To2031AreThoseOfTheTable() throws {
    let rows = try fixtureTable("holidays.txt")
    let national = Set(rows.filter { $0[0] == "national" }.map { $0[1] })
    let all = Set(rows.map { $0[1] })
    #expect(all.count == 104)
    var date = try day("2024-01-01")
    while date.year <= 2031 {
      let text = date.description
      let weekend = date.weekday == .saturday || date.weekday == .sunday
      #expect(
        (BusinessCalendar.national.holiday(on: date) != nil) == national.contains(text), "\(text)")
      #expect((BusinessCalendar.bank.holiday(on: date) != nil) == all.contains(text), "\(text)")
      #expect(
        BusinessCalendar.national.isBusinessDay(date) == !(weekend || national.contains(text)))
      #expect(BusinessCalendar.bank.isBusinessDay(date) == !(weekend || all.contains(text)))
      date = date.adding(days: 1)
    }
  }

  @Test func blackAwarenessDayBeganIn2024() throws {
    #expect(BusinessCalendar.national.isBusinessDay(try day("2023-11-20")))
    #expect(!BusinessCalendar.national.isBusinessDay(try day("2024-11-20")))
  }

  @Test func daysOutsideTheTableFollowTheSameRules() throws {
    // 2101-12-25 is a Sunday; 2101-09-07 a Wednesday; 1999-12-31 a Friday.
    #expect(!BusinessCalendar.national.isBusinessDay(try day("2101-09-07")))
    #expect(BusinessCalendar.national.isBusinessDay(try day("2101-09-08")))
    #expect(BusinessCalendar.national.isBusinessDay(try day("1999-12-31")))
    #expect(!BusinessCalendar.national.isBusinessDay(try day("1999-10-12")))
  }

  @Test func localHolidaysAddToTheNationalOnes() throws {
    let revolution = try day("2026-07-09")
    #expect(BusinessCalendar.national.isBusinessDay(revolution))
    #expect(!BusinessCalendar.local(state: .sp).isBusinessDay(revolution))
    #expect(BusinessCalendar.local(state: .rj).isBusinessDay(revolution))
    let table = try HolidayTable(
      parsing: """
        scope|day|from|to|name|law
        3550308|01-25|1954||Aniversário de São Paulo|lei municipal
        """)
    let anniversary = try day("2027-01-25")
    let city = BusinessCalendar.local(state: .sp, municipality: 3_550_308, table: table)
    #expect(!city.isBusinessDay(anniversary))
    #expect(
      BusinessCalendar.local(state: .sp, municipality: 3_509_502, table: table)
        .isBusinessDay(anniversary))
  }

  @Test func everyFaultOfAHolidayTableIsTold() throws {
    let faults = try #require(throws: TextTable.Faults.self) {
      try HolidayTable(
        parsing: """
          scope|day|from|to|name|law
          XX|02-30|0|1|a|b
          BR|01-01|x
          """)
    }
    #expect(
      faults.faults.map(\.code) == ["cell-count"],
      "a table whose lines do not fit its header is refused before its cells are read")
    let cells = try #require(throws: TextTable.Faults.self) {
      try HolidayTable(parsing: "scope|day|from|to|name|law\nXX|02-30|0|1|a|b")
    }
    #expect(cells.faults.map(\.code) == ["holiday-scope", "holiday-day", "holiday-from"])
  }

  @Test func addingAndSubtractingBusinessDaysAreInverse() throws {
    var generator = SeededNumbers(seed: Self.seed)
    let calendars = [BusinessCalendar.national, .bank, .local(state: .rj)]
    for round in 0..<2_000 {
      let calendar = calendars[round % 3]
      let offset = Int32.random(in: 11_000...46_000, using: &generator)
      let start = calendar.nextBusinessDay(onOrAfter: CivilDate(daysSinceEpoch: offset))
      let count = Int.random(in: 0...60, using: &generator)
      let end = calendar.adding(businessDays: count, to: start)
      #expect(calendar.isBusinessDay(end))
      #expect(calendar.adding(businessDays: -count, to: end) == start, "seed \(Self.seed)")
      #expect(calendar.businessDays(from: start, to: end) == count)
      #expect(calendar.businessDays(from: end, to: start) == -count)
    }
  }

  @Test func civilDatesSurviveTheRoundTrip() throws {
    var generator = SeededNumbers(seed: Self.seed)
    for _ in 0..<5_000 {
      let year = Int.random(in: 1...9999, using: &generator)
      let month = Int.random(in: 1...12, using: &generator)
      let length = CivilDate.length(ofMonth: month, year: year)
      let dayOfMonth = Int.random(in: 1...length, using: &generator)
      let date = try #require(CivilDate(year: year, month: month, day: dayOfMonth))
      #expect(date.parts == (year, month, dayOfMonth), "seed \(Self.seed)")
      #expect(CivilDate(iso: date.description) == date)
      #expect(CivilDate(brazilian: date.brazilian) == date)
      #expect(date.adding(days: 1).days(since: date) == 1)
      #expect(date.startOfDay.civilDate == date)
    }
    #expect(CivilDate(year: 2025, month: 2, day: 29) == nil)
  }
}
