import Testing

@testable import Credit

@Suite("Edges of what banks mean by paid")
struct PaidExtentEdgeTests {
  private func extent(
    _ paid: Int64, _ meaning: PaidMeaning = .total, face: Int64 = 10_000, discount: Int64 = 0,
    rebate: Int64 = 0, charges: Int64 = 0, fee: Int64 = 0
  ) -> PaidExtent {
    PaidExtent(
      ReturnAmounts(
        paid: Cents(paid), face: Cents(face), discount: Cents(discount), rebate: Cents(rebate),
        charges: Cents(charges), fee: Cents(fee)), meaning: meaning)
  }

  @Test func ofAllThatWasHandedOver() {
    #expect(extent(10_000) == .full && extent(9_999) == .short(Cents(1)))
    #expect(extent(10_001) == .above(Cents(1)) && extent(10_300, charges: 300) == .full)
    #expect(extent(10_301, charges: 300) == .above(Cents(1)))
    #expect(extent(9_300, discount: 500, rebate: 200) == .full)
    #expect(extent(9_299, discount: 500, rebate: 200) == .short(Cents(1)))
    #expect(extent(1, face: 0) == .unknown && extent(1, face: 1) == .full)
    // More was conceded than the title is worth.
    #expect(extent(5, discount: 10_500) == .above(Cents(5)))
    #expect(extent(9_750, fee: 250) == .shortByFee && extent(9_751, fee: 250) == .short(Cents(249)))
    #expect(extent(10_000, fee: 250) == .full)
  }

  @Test func ofWhatWasCredited() {
    #expect(
      extent(9_750, .net, fee: 250) == .full && extent(9_749, .net, fee: 250) == .short(Cents(1)))
    #expect(extent(10_000, .net, fee: 250) == .above(Cents(250)))
  }

  @Test func ofThePrincipal() {
    #expect(extent(10_000, .principal, charges: 300) == .full)
    #expect(extent(9_700, .principal, charges: 300) == .full)
    #expect(extent(9_600, .principal, charges: 300) == .short(Cents(100)))
    #expect(extent(9_700, .principal) == .short(Cents(300)))
    #expect(extent(10_400, .principal, charges: 300) == .above(Cents(100)))
    let amounts = ReturnAmounts(paid: Cents(9_900), face: Cents(10_000), charges: Cents(300))
    #expect(amounts.received(.principal) == Cents(10_000))
    #expect(amounts.received(.total) == Cents(9_900) && amounts.received(.net) == Cents(9_900))
  }

  @Test func ofOneOfSeveralContents() {
    #expect(extent(9_750, .byContract, fee: 250) == .full)
    #expect(extent(9_700, .byContract, fee: 250) == .short(Cents(300)))
  }

  @Test func nothingIsAboveTheLargest() {
    let most = ReturnAmounts(paid: .largest, face: Cents(1), fee: Cents(1))
    #expect(most.received(.net) == .largest)
  }

  @Test func inWordsOfTheReport() {
    #expect(ReturnDateSource.allCases.map { $0.words == nil } == [true, false, false, false])
    func reading(_ group: OccurrenceClass, _ amounts: ReturnAmounts) -> ReturnReading {
      ReturnReading(
        SettlementTable.Meaning(group: group, bankListing: nil, detail: "X"), amounts, .total)
    }
    let whole = ReturnAmounts(paid: Cents(100), face: Cents(100))
    #expect(reading(.full, whole).kind == .full && reading(.full, whole).detail(.credit) == "X")
    #expect(reading(.full, whole).detail(.occurrence).hasPrefix("X. Sem data de crédito"))
    let short = ReturnAmounts(paid: Cents(99), face: Cents(100))
    #expect(reading(.full, short).kind == .partial && reading(.full, short).isSettlement)
    #expect(
      reading(.full, short).detail(nil) == "X. O valor pago é menor que o título: faltam R$ 0,01.")
    let fee = ReturnAmounts(paid: Cents(90), face: Cents(100), fee: Cents(10))
    #expect(reading(.full, fee).kind == .waiting && !reading(.full, fee).isSettlement)
    #expect(reading(.full, fee).detail(.credit).contains("a tarifa (R$ 0,10)"))
    #expect(reading(.part, short).kind == .partial && reading(.part, short).detail(nil) == "X")
    #expect(reading(.unknown, short).detail(nil) == "X. Há valor pago: confirme com o banco.")
    let nothing = ReturnAmounts(paid: .zero, face: Cents(100))
    #expect(reading(.unknown, nothing).detail(.file) == "X")
    #expect(reading(.full, nothing).kind == .full && reading(.full, nothing).extent == .unknown)
  }
}
