import Testing

@testable import Credit

@Suite("What becomes of a payment")
struct PaymentSplitTests {
  @Test func partsAddUpForEveryBasis() {
    for basis in SettlementBasis.allCases {
      for amount: Int64 in [-5, 0, 1, 449, 450, 9_990, 10_440, 12_000, .max] {
        for open: Int64 in [-1, 0, 1, 9_990] {
          for charges: Int64 in [-1, 0, 453] {
            let split = PaymentSplit(
              of: Cents(amount), open: Cents(open), charges: Cents(charges), basis: basis)
            let sum = split.applied + split.charges + split.excess
            #expect(sum == Cents(max(amount, 0)), "\(basis) \(amount) \(open) \(charges)")
            #expect(split.applied <= Cents(max(open, 0)))
            #expect(split.charges <= Cents(max(charges, 0)))
            #expect(split.excess >= .zero)
          }
        }
      }
    }
  }

  @Test func theBasisSaysWhatComesFirst() {
    func split(_ amount: Int64, _ basis: SettlementBasis) -> [Int64] {
      let split = PaymentSplit(
        of: Cents(amount), open: Cents(9_990), charges: Cents(453), basis: basis)
      return [split.applied, split.charges, split.excess].map(\.amount)
    }
    #expect(split(10_443, .principal) == [9_990, 0, 453])
    #expect(split(10_443, .updated) == [9_990, 453, 0])
    #expect(split(10_443, .received) == [9_990, 453, 0])
    #expect(split(9_990, .principal) == [9_990, 0, 0])
    #expect(split(9_990, .updated) == [9_537, 453, 0])
    #expect(split(9_990, .received) == [9_990, 0, 0])
  }

  @Test func farAboveIsMoreThanATenthOfWhatWasDue() {
    func isFar(_ amount: Int64, due: Int64) -> Bool {
      PaymentSplit(of: Cents(amount), open: Cents(due), charges: .zero, basis: .principal)
        .isFarAbove
    }
    #expect(!isFar(11_000, due: 10_000))
    #expect(isFar(11_001, due: 10_000))
    #expect(isFar(123_450, due: 11_457))
    #expect(isFar(1, due: 0))
    #expect(!isFar(5_000, due: 10_000))
  }

  @Test func chargesThatWerePaidAreNotAskedForTwice() throws {
    let due = try day("2026-08-24")
    func charges(_ paid: Int64) throws -> Int64 {
      PaymentSplit.charges(
        open: Cents(9_990), dueOn: due, paidOn: try day("2026-11-08"), alreadyPaid: Cents(paid)
      ).amount
    }
    #expect(try charges(0) == 453)
    #expect(try charges(400) == 53)
    #expect(try charges(500) == 0)
  }

  @Test func partsOfAnAgreementAddUpAndFallDueEachMonth() throws {
    for (total, count) in [(10_001, 3), (1, 1), (120, 120), (999_999, 7)] as [(Int64, Int)] {
      let parts = AgreementParts(
        total: Cents(total), count: count, firstDueOn: try day("2027-01-31")
      ).parts
      #expect(parts.count == count)
      #expect(parts.reduce(Cents.zero) { $0 + $1.amount } == Cents(total))
      #expect(parts.allSatisfy { $0.amount > .zero })
    }
    let days = AgreementParts(
      total: Cents(400), count: 4, firstDueOn: try day("2027-12-31")
    ).parts.map(\.dueOn.description)
    #expect(days == ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"])
    #expect(CivilDate.last.adding(months: 5) == .last)
    #expect(CivilDate.first.adding(months: .min) == .first)
  }
}
