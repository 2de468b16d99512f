import Testing

@testable import Credit

@Suite("Amounts")
struct AmountTests {
  @Test func sumsAndRests() {
    var amount = Cents(1_000)
    amount += Cents(1)
    #expect(amount == Cents(1_001))
    amount -= Cents(2)
    #expect(amount == Cents(999))
    amount -= Cents(-1)
    #expect(amount == Cents(1_000))
    #expect(Cents(5) + Cents(-7) == Cents(-2) && Cents(5) - Cents(7) == Cents(-2))
    #expect(Cents(1) < Cents(2) && !(Cents(2) < Cents(2)) && !(Cents(3) < Cents(2)))
    var most = Cents(.max)
    most += Cents(1)
    #expect(most == Cents(.max))
    var least = Cents(.min)
    least -= Cents(1)
    #expect(least == Cents(.min))
  }

  @Test(
    arguments: [
      (0, "R$ 0,00"), (1, "R$ 0,01"), (10, "R$ 0,10"), (99, "R$ 0,99"), (100, "R$ 1,00"),
      (99_999, "R$ 999,99"), (100_000, "R$ 1.000,00"), (123_456_789, "R$ 1.234.567,89"),
      (99_999_999, "R$ 999.999,99"), (-5, "-R$ 0,05"), (-123_456, "-R$ 1.234,56"),
    ] as [(Int64, String)])
  func written(_ amount: Int64, _ text: String) {
    #expect(Cents(amount).description == text)
  }

  @Test(
    arguments: [
      ("1.234,56", 123_456), ("1234,56", 123_456), ("1234.56", 123_456), ("1234", 123_400),
      ("0,5", 50), ("0.5", 50), ("1.234", 123_400), ("1.234.567", 123_456_700), ("-0,01", -1),
      ("12.345,6", 1_234_560), ("9.999.999.999,99", 999_999_999_999),
      ("9999999999", 999_999_999_900),
      ("000000000012", 1_200), ("0000000000012", nil), ("10000000000", nil),
      ("10000000000,00", nil),
      ("-9.999.999.999,99", -999_999_999_999), ("1,234", nil), ("1.23,45", nil), ("1.2345", nil),
      ("12.34.567", nil), ("1234.567", nil), ("1.", nil), ("1,", nil), (",5", nil), (".5", nil),
      ("", nil), ("-", nil), ("--1", nil), ("1,2,3", nil), ("1..234", nil), ("R$ 1", nil),
      ("1e3", nil), ("+1", nil), ("1 000", nil), ("1.234.56", 123_456), ("123.456,789", nil),
    ] as [(String, Int64?)])
  func read(_ text: String, _ amount: Int64?) {
    #expect(Cents(parsing: text)?.amount == amount, "\(text)")
  }

  @Test func fractionsAreRoundedHalfUpAndAwayFromZero() {
    #expect(Cents(1).scaled(by: 1, over: 2) == Cents(1))
    #expect(Cents(-1).scaled(by: 1, over: 2) == Cents(-1))
    #expect(Cents(1).scaled(by: -1, over: 2) == Cents(-1))
    #expect(Cents(1).scaled(by: 49, over: 100) == .zero)
    #expect(Cents(1).scaled(by: 1, over: 3) == .zero)
    #expect(Cents(2).scaled(by: 1, over: 3) == Cents(1))
    #expect(Cents(100).scaled(by: 3, over: 7) == Cents(43))
    #expect(Cents(7).scaled(by: 0, over: 5) == .zero)
    #expect(Cents(7).scaled(by: 3, over: 1) == Cents(21))
    #expect(Cents(7).scaled(by: 3, over: -4) == Cents(21))
  }

  /// Lei 7.089/1983: what falls due on a day without business is in time on the next business day;
  /// a day later its days count from the due date.
  @Test func interestCountsFromTheDueDate() throws {
    func days(_ due: String, _ paid: String) throws -> Int {
      UpdatedValue(principal: Cents(9_990), dueOn: try day(due), paidOn: try day(paid)).days
    }
    // 2026-11-14 is a Saturday; the Monday is a business day of banks, the 20th a holiday (Friday).
    #expect(try days("2026-11-14", "2026-11-16") == 0)
    #expect(try days("2026-11-14", "2026-11-17") == 3)
    #expect(try days("2026-11-20", "2026-11-23") == 0)
    #expect(try days("2026-11-20", "2026-11-24") == 4)
    #expect(try days("2026-11-16", "2026-11-16") == 0)
    #expect(try days("2026-11-16", "2026-11-17") == 1)
    #expect(try days("2026-11-16", "2026-11-10") == 0)
    // Carnival closes banks alone.
    #expect(try days("2026-02-16", "2026-02-18") == 0)
    #expect(try days("2026-02-16", "2026-02-19") == 3)
  }

  @Test func anAgreementIsCutEvenly() throws {
    func amounts(_ total: Int64, _ count: Int) throws -> [Int64] {
      AgreementParts(total: Cents(total), count: count, firstDueOn: try day("2026-01-31"))
        .parts.map(\.amount.amount)
    }
    #expect(try amounts(10_001, 3) == [3_334, 3_334, 3_333])
    #expect(try amounts(100, 4) == [25, 25, 25, 25])
    #expect(try amounts(2, 3) == [1, 1, 0])
    #expect(try amounts(-5, 2) == [0, 0])
    #expect(try amounts(7, 0) == [7] && amounts(7, -3) == [7])
    #expect(try amounts(240, 121).count == 120)
    #expect(try day("2026-12-15").adding(months: 1).description == "2027-01-15")
    #expect(try day("2026-01-15").adding(months: -1).description == "2025-12-15")
    #expect(try day("2024-02-29").adding(months: 12).description == "2025-02-28")
    #expect(try day("0001-01-15").adding(months: -1) == .first)
    #expect(try day("0001-02-15").adding(months: -1).description == "0001-01-15")
    #expect(try day("9999-11-30").adding(months: 1).description == "9999-12-30")
    #expect(try day("9999-11-30").adding(months: 2) == .last)
  }
}
