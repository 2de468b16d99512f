import Testing

@testable import Credit

@Suite("Instants")
struct InstantTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1, "1970-01-01T00:00:00.000001Z"),
      (-1, "1969-12-31T23:59:59.999999Z"), (-1_000_000, "1969-12-31T23:59:59Z"),
      (86_399_999_999, "1970-01-01T23:59:59.999999Z"), (86_400_000_000, "1970-01-02T00:00:00Z"),
      (-86_400_000_000, "1969-12-31T00:00:00Z"), (-86_400_000_001, "1969-12-30T23:59:59.999999Z"),
      (3_661_000_000, "1970-01-01T01:01:01Z"),
      (1_795_910_400_250_000, "2026-11-29T00:00:00.250000Z"),
    ] as [(Int64, String)])
  func written(_ microseconds: Int64, _ text: String) {
    #expect(Instant(microseconds: microseconds).description == text)
    #expect(Instant(rfc3339: text)?.microseconds == microseconds)
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00.1Z", 100_000), ("1970-01-01t00:00:00.12z", 120_000),
      ("1970-01-01T00:00:00.123456789Z", 123_456), ("1970-01-01T00:00:00.1234567Z", 123_456),
      ("1970-01-01T00:00:00.000000999Z", 0), ("1970-01-01T00:00:00+00:01", -60_000_000),
      ("1970-01-01T01:30:00+01:30", 0), ("1969-12-31T21:00:00-03:00", 0),
      ("1970-01-01T00:00:00-00:00", 0), ("1970-01-01T23:59:59-23:59", 172_739_000_000),
      ("1970-01-01T24:00:00Z", nil), ("1970-01-01T00:60:00Z", nil), ("1970-01-01T00:00:60Z", nil),
      ("1970-01-01T00:00:00", nil), ("1970-01-01 00:00:00Z", nil), ("1970-01-01T00:00:00.Z", nil),
      ("1970-01-01T00:00:00.1234567890Z", nil), ("1970-01-01T00:00:00+24:00", nil),
      ("1970-01-01T00:00:00+00:60", nil), ("1970-01-01T00:00:00+0000", nil),
      ("1970-01-01T00:00:00*00:00", nil), ("1970-01-01T00:00:00ZZ", nil),
      ("1970-01-01T00-00:00Z", nil), ("1970-01-01T00:00-00Z", nil), ("1970-02-30T00:00:00Z", nil),
      ("1970-01-01T00:00:00.5", nil), ("1970-01-01T00:00:00+00-00", nil), ("", nil),
    ] as [(String, Int64?)])
  func read(_ text: String, _ microseconds: Int64?) {
    #expect(Instant(rfc3339: text)?.microseconds == microseconds, "\(text)")
  }

  @Test(arguments: [
    ("2026-11-23T02:59:59Z", "22/11/2026 23:59", 86_399),
    ("2026-11-23T03:00:00Z", "23/11/2026 00:00", 0),
    ("2026-11-23T15:07:09Z", "23/11/2026 12:07", 43_629),
    ("1970-01-01T02:59:59.999999Z", "31/12/1969 23:59", 86_399),
    ("1970-01-01T03:00:00Z", "01/01/1970 00:00", 0),
    ("1969-12-31T03:00:00Z", "31/12/1969 00:00", 0),
    ("1969-12-31T02:59:59Z", "30/12/1969 23:59", 86_399),
    ("0001-01-01T00:00:00Z", "01/01/0001 00:00", 0),
  ])
  func inBrasilia(_ text: String, _ shown: String, _ second: Int) throws {
    let instant = try #require(Instant(rfc3339: text))
    #expect(instant.brazilian == shown)
    #expect(instant.secondOfDay == second)
    #expect(instant.civilDate.brazilian == String(shown.prefix(10)))
  }

  @Test func seconds() throws {
    #expect(Instant(microseconds: 1_999_999).unixSeconds == 1)
    #expect(Instant(microseconds: 0).unixSeconds == 0)
    #expect(Instant(microseconds: -1).unixSeconds == -1)
    #expect(Instant(microseconds: -1_000_000).unixSeconds == -1)
    #expect(Instant(microseconds: -1_000_001).unixSeconds == -2)
    let start = Instant(microseconds: 5)
    #expect(start.adding(seconds: 2).microseconds == 2_000_005)
    #expect(start.adding(seconds: -2).microseconds == -1_999_995)
    #expect(start.adding(microseconds: 7).microseconds(since: start) == 7)
    #expect(start < start.adding(microseconds: 1) && !(start < start))
    #expect(
      try day("2026-11-23").at(hour: 18, minute: 30, second: 7).description
        == "2026-11-23T21:30:07Z")
    #expect(try day("2026-11-23").startOfDay.description == "2026-11-23T03:00:00Z")
  }

  @Test func daysOfTheWeek() throws {
    let week: [Weekday] = [
      .sunday, .monday, .tuesday, .wednesday, .thursday, .friday, .saturday,
    ]
    for (offset, weekday) in week.enumerated() {
      #expect(try day("2026-11-22").adding(days: offset).weekday == weekday)
      #expect(try day("1969-12-28").adding(days: offset).weekday == weekday)
      #expect(weekday.rawValue == offset)
    }
    #expect(CivilDate.first.weekday == .monday && CivilDate.last.weekday == .friday)
  }

  /// Easter Sundays as almanacs print them, the earliest and the latest day among them.
  @Test(arguments: [
    "1818-03-22", "1913-03-23", "1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19",
    "2000-04-23", "2008-03-23", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05",
    "2027-03-28", "2028-04-16", "2035-03-25", "2038-04-25", "2049-04-18", "2076-04-19",
    "2100-03-28", "2285-03-22",
  ])
  func easter(_ text: String) throws {
    let date = try day(text)
    #expect(Easter.sunday(of: date.year) == date)
  }
}
