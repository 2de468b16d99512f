import Testing

@testable import Credit

@Suite("Updated value")
struct UpdatedValueTests {
  @Test func everyVectorIsComputedToTheCent() throws {
    for row in try fixtureTable("updated-values.txt") {
      let number = try row.map { try #require(Int($0)) }
      let terms = try LateTerms(
        fineBasisPoints: 200, monthlyInterestBasisPoints: 100, indexFactorPPM: number[2])
      let value = UpdatedValue(
        principal: Cents(Int64(number[0])), daysLate: number[1], terms: terms)
      #expect(value.correction == Cents(Int64(number[3])), "\(row)")
      #expect(value.fine == Cents(Int64(number[4])), "\(row)")
      #expect(value.interest == Cents(Int64(number[5])), "\(row)")
      #expect(value.total == Cents(Int64(number[6])), "\(row)")
    }
  }

  @Test func aDueDateWithoutBusinessIsPaidInTimeOnTheNextBusinessDay() throws {
    let saturday = try day("2026-11-21")
    func total(paidOn text: String) throws -> Int64 {
      UpdatedValue(principal: Cents(9990), dueOn: saturday, paidOn: try day(text)).total.amount
    }
    #expect(try total(paidOn: "2026-11-20") == 9990)
    #expect(try total(paidOn: "2026-11-23") == 9990)
    // Paid a day later, three days count: 2,00 of fine and 0,10 of interest.
    #expect(try total(paidOn: "2026-11-24") == 10_200)
  }

  @Test func halvesAreRoundedUp() {
    #expect(Cents(25).scaled(by: 200, over: 10_000) == Cents(1))
    #expect(Cents(24).scaled(by: 200, over: 10_000) == Cents(0))
    #expect(Cents(-25).scaled(by: 200, over: 10_000) == Cents(-1))
    #expect(Cents.largest.scaled(by: 3, over: 3) == Cents.largest)
  }

  @Test func termsBeyondTheLawAreRefusedTogether() throws {
    let faults = try #require(throws: LateTerms.Faults.self) {
      try LateTerms(fineBasisPoints: 201, monthlyInterestBasisPoints: 101, indexFactorPPM: 0)
    }
    #expect(
      faults.faults.map(\.code) == [
        "late-fine-out-of-range", "late-interest-out-of-range", "index-factor-out-of-range",
      ])
  }
}
