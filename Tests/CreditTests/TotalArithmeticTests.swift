import Fictitious
import Testing

@testable import Credit

/// Arithmetic on days, instants and amounts answers for every value: it saturates, it never traps.
@Suite("Total arithmetic")
struct TotalArithmeticTests {
  private static let seed: UInt64 = 20_261_129

  private static let daySteps = [
    Int.min, Int.min + 1, Int(Int32.min), -4_000_000, -1, 0, 1, 4_000_000, Int(Int32.max),
    Int.max - 1, Int.max,
  ]

  @Test func theEndsAreTheDaysOfTheYears1And9999() throws {
    #expect(CivilDate.first.description == "0001-01-01")
    #expect(CivilDate.last.description == "9999-12-31")
    #expect(CivilDate.first == CivilDate(year: 1, month: 1, day: 1))
    #expect(CivilDate.last == CivilDate(year: 9999, month: 12, day: 31))
    #expect(Instant.first.description == "0001-01-01T00:00:00Z")
    #expect(Instant.last.description == "9999-12-31T23:59:59.999999Z")
    #expect(Instant(rfc3339: Instant.first.description) == .first)
    #expect(Instant(rfc3339: Instant.last.description) == .last)
    // In UTC these lie outside.
    #expect(Instant(rfc3339: "0001-01-01T00:00:00+00:01") == nil)
    #expect(Instant(rfc3339: "9999-12-31T23:59:59-00:01") == nil)
    #expect(CivilDate(daysSinceEpoch: .min) == .first)
    #expect(CivilDate(daysSinceEpoch: .max) == .last)
    #expect(CivilDate(saturating: .min) == .first)
    #expect(CivilDate(saturating: .max) == .last)
    #expect(Instant(microseconds: .min) == .first)
    #expect(Instant(microseconds: .max) == .last)
  }

  /// The date of the finding that ended the bureau, and its neighbours.
  @Test(arguments: [
    ("9994-12-31", 5, "9999-12-31"), ("9995-01-01", 5, "9999-12-31"),
    ("9996-02-29", 5, "9999-12-31"), ("9500-01-01", 1_000, "9999-12-31"),
    ("9999-12-31", Int.max, "9999-12-31"), ("0001-01-01", -1, "0001-01-01"),
    ("0001-01-01", Int.min, "0001-01-01"), ("2024-02-29", 1, "2025-02-28"),
    ("2026-11-23", -2_025, "0001-11-23"), ("2026-11-23", 7_973, "9999-11-23"),
  ])
  func yearsSaturate(_ start: String, _ years: Int, _ end: String) throws {
    #expect(try day(start).adding(years: years).description == end)
  }

  @Test(arguments: ["0001-01-01", "2026-11-23", "9999-12-31"])
  func everyStepFromEveryEndHasAnAnswer(_ text: String) throws {
    let date = try day(text)
    for step in Self.daySteps {
      let day = date.adding(days: step)
      let year = date.adding(years: step)
      for end in [day, year] {
        #expect(end >= .first && end <= .last, "\(text) + \(step)")
        #expect(CivilDate(iso: end.description) == end)
        #expect(step >= 0 ? end >= date : end <= date, "\(text) + \(step)")
      }
      let instant = date.startOfDay
      for moved in [
        instant.adding(seconds: step), instant.adding(microseconds: Int64(step)),
      ] {
        #expect(moved >= .first && moved <= .last)
        #expect(step >= 0 ? moved >= instant : moved <= instant, "\(text) + \(step)")
        #expect(Instant(rfc3339: moved.description) == moved)
        #expect((0..<86_400).contains(moved.secondOfDay))
        #expect(moved.brazilian.utf8.count == 16)
      }
    }
  }

  @Test func businessDaysEndAtTheEndsOfTheCalendar() {
    let calendar = BusinessCalendar.bank
    for end in [CivilDate.first, .last] { _ = calendar.nextBusinessDay(onOrAfter: end) }
    #expect(calendar.adding(businessDays: 3, to: .last) == .last)
    #expect(calendar.adding(businessDays: Int.min, to: .first) == .first)
    #expect(calendar.adding(businessDays: Int.max, to: .last.adding(days: -9)) == .last)
    // A calendar without any business at its end does not search for ever.
    let closed = BusinessCalendar(holidays: [
      Holiday(
        rule: .once(.last), scope: .country, name: "Fim", law: "nenhuma")
    ])
    #expect(closed.nextBusinessDay(onOrAfter: .last) == .last)
    #expect(RemovalDeadline.dueOn(availableOn: .last) == .last)
    #expect(FiveYearLimit(dueOn: .last).hiddenFrom == .last)
    #expect(Easter.sunday(of: 0) == nil && Easter.sunday(of: 10_000) == nil)
    #expect(Easter.sunday(of: Int.min) == nil && Easter.sunday(of: 9_999) != nil)
  }

  @Test func amountsSaturate() {
    let (least, most) = (Cents(.min), Cents(.max))
    #expect(most + Cents(1) == most)
    #expect(least + Cents(-1) == least)
    #expect(least - Cents(1) == least)
    #expect(most - Cents(-1) == most)
    #expect(Cents.zero - least == most)
    #expect(most.scaled(by: .max, over: 1) == most)
    #expect(most.scaled(by: .min, over: 1) == Cents(-.max))
    #expect(least.scaled(by: .min, over: 1) == most)
    #expect(Cents(10).scaled(by: 1, over: 0) == Cents(10))
    #expect(least.description == "-R$ 92.233.720.368.547.758,08")
    for principal in [least, Cents(-1), .zero, .largest, most] {
      for days in [Int.min, -1, 0, 1, Int.max] {
        let value = UpdatedValue(principal: principal, daysLate: days)
        #expect(value.principal >= .zero && value.principal <= .largest)
        #expect(value.total >= value.principal)
      }
    }
  }

  @Test func digitsOfAnyLengthAreReadOrRefused() {
    #expect(CivilDate.number(Array("9223372036854775807".utf8)[...]) == Int.max)
    #expect(CivilDate.number(Array("9223372036854775808".utf8)[...]) == nil)
    #expect(CivilDate.number(Array(repeating: 57, count: 400)[...]) == nil)
    #expect(Cents(parsing: String(repeating: "9", count: 400)) == nil)
  }

  @Test func rulesWithoutEndThatBeginLateAreOneRule() throws {
    let rules = StateTerms.standard.rules
    let federal = try #require(rules.first { $0.state == nil })
    for text in ["0001-01-01", "9000-01-01", "9999-12-31"] {
      let late = StateRule(
        id: "tarde", state: nil, validFrom: try day(text), validTo: nil, status: .inForce,
        confidence: .low, minimumDaysOverdue: 0, lawNoticeDays: nil, noticeInBusinessDays: false,
        countsFrom: .posting, requiresReceipt: false, media: [.letter],
        correction: federal.correction, removal: nil, blocksDisputed: false, law: "", note: "")
      #expect(throws: TextTable.Faults.self) { try StateTerms(rules: rules + [late]) }
    }
  }

  @Test func whatIsAddedAtRandomIsOrderedAndWithinTheEnds() {
    var numbers = SeededNumbers(seed: Self.seed)
    for round in 0..<5_000 {
      let note: Comment = "seed \(Self.seed), round \(round)"
      let date = CivilDate(daysSinceEpoch: Int32.random(in: .min ... .max, using: &numbers))
      let step = Int.random(in: .min ... .max, using: &numbers) >> (round % 64)
      let moved = date.adding(days: step)
      #expect(moved >= .first && moved <= .last, note)
      if moved != .first, moved != .last { #expect(moved.days(since: date) == step, note) }
      let instant = Instant(microseconds: Int64.random(in: .min ... .max, using: &numbers))
      let later = instant.adding(seconds: step)
      #expect((later >= instant) == (step >= 0) || later == instant, note)
      #expect(later.civilDate >= .first && later.civilDate <= .last, note)
      let (left, right) = (
        Cents(Int64.random(in: .min ... .max, using: &numbers)), Cents(Int64(step))
      )
      #expect((left + right >= left) == (step >= 0) || step == 0, note)
      #expect((left - right <= left) == (step >= 0) || step == 0, note)
    }
  }

  @Test(arguments: DateBound.allCases.filter { $0 != .judged })
  func everyBoundIsARangeOfItsDays(_ bound: DateBound) {
    #expect(bound.days.lowerBound > .first && bound.days.upperBound < .last)
    #expect(bound.contains(bound.days.lowerBound) && bound.contains(bound.days.upperBound))
    #expect(!bound.contains(bound.days.lowerBound.adding(days: -1)))
    #expect(!bound.contains(bound.days.upperBound.adding(days: 1)))
    #expect(bound.detail.contains(bound.days.upperBound.brazilian))
  }
}
