import Fictitious
import Testing

@testable import Credit

/// What holds of terms and values whatever the day and the amount, on random ones.
@Suite("Terms and values at random")
struct TermPropertyTests {
  private static let seed: UInt64 = 20_261_124

  /// Days from 2020 to 2039.
  private static func someDay(_ numbers: inout SeededNumbers) -> CivilDate {
    CivilDate(year: 2020, month: 1, day: 1)!
      .adding(days: Int.random(in: 0..<7_300, using: &numbers))
  }

  @Test func fiveBusinessDaysAreFiveAndNeverMoreThanTheStateWouldGive() {
    var numbers = SeededNumbers(seed: Self.seed)
    for round in 0..<2_000 {
      let available = Self.someDay(&numbers)
      let due = RemovalDeadline.dueOn(availableOn: available)
      let note: Comment = "seed \(Self.seed), round \(round), \(available)"
      let national = BusinessCalendar.national
      #expect(national.isBusinessDay(due), note)
      // Counted one by one, the first business day after the money being day one.
      let counted = (1...30).map { available.adding(days: $0) }
        .filter { $0 <= due && national.isBusinessDay($0) }
      #expect(counted.count == RemovalDeadline.businessDays && counted.last == due, note)
      #expect(due <= RemovalDeadline.dueOn(availableOn: available, calendar: .bank), note)
      #expect(due <= RemovalDeadline.dueOn(availableOn: available.adding(days: 1)), note)
    }
  }

  @Test func noticeDaysPassInFullBeforeAnythingShows() {
    var numbers = SeededNumbers(seed: Self.seed)
    for round in 0..<2_000 {
      let posted = Self.someDay(&numbers)
      let days = Int.random(in: 0...60, using: &numbers)
      let shows = NoticeTerm.visibleFrom(noticeOn: posted, days: days)
      let note: Comment = "seed \(Self.seed), round \(round), \(posted) + \(days)"
      let between = (1..<max(shows.days(since: posted), 1)).count
      #expect(between == days, note)
      let business = NoticeTerm.visibleFrom(
        noticeOn: posted, businessDays: days, calendar: .national)
      #expect(business >= shows, note)
      let before = business.adding(days: -1)
      #expect(days == 0 || BusinessCalendar.national.isBusinessDay(before), note)
    }
  }

  @Test func fiveYearsEndOnTheAnniversaryOrTheLastDayOfFebruary() {
    var numbers = SeededNumbers(seed: Self.seed)
    for round in 0..<2_000 {
      let due = Self.someDay(&numbers)
      let limit = FiveYearLimit(dueOn: due)
      let note: Comment = "seed \(Self.seed), round \(round), \(due)"
      let hidden = limit.hiddenFrom
      #expect(hidden.year == due.year + 5 && hidden.month == due.month, note)
      #expect(hidden.day == due.day || (due.month == 2 && due.day == 29 && hidden.day == 28), note)
    }
  }

  @Test func valuesAreThoseOfTheFormulaAndOnlyGrow() throws {
    var numbers = SeededNumbers(seed: Self.seed)
    /// Half-up, from whole numbers.
    func rounded(_ amount: Int64, _ numerator: Int64, _ denominator: Int64) -> Int64 {
      (2 * amount * numerator + denominator) / (2 * denominator)
    }
    for round in 0..<3_000 {
      let principal = Int64.random(in: 1...5_000_000, using: &numbers)
      let days = Int.random(in: 0...1_825, using: &numbers)
      let index = Int.random(in: 1_000_000...1_500_000, using: &numbers)
      let terms = try LateTerms(
        fineBasisPoints: 200, monthlyInterestBasisPoints: 100, indexFactorPPM: index)
      let value = UpdatedValue(principal: Cents(principal), daysLate: days, terms: terms)
      let note: Comment = "seed \(Self.seed), round \(round): \(principal), \(days), \(index)"
      let correction = days == 0 ? 0 : rounded(principal, Int64(index) - 1_000_000, 1_000_000)
      let base = principal + correction
      #expect(value.correction.amount == correction, note)
      #expect(value.fine.amount == (days == 0 ? 0 : rounded(base, 2, 100)), note)
      #expect(value.interest.amount == rounded(base, Int64(days), 3_000), note)
      #expect(
        value.total == value.principal + value.correction + value.fine + value.interest, note)
      let later = UpdatedValue(principal: Cents(principal), daysLate: days + 1, terms: terms)
      #expect(later.total >= value.total, note)
    }
  }
}
