import Letters
import Testing

@Suite struct BarcodeTests {
  @Test func interleavedHasTheModulesOfTheStandard() throws {
    // Start 4, eighteen for each of 22 pairs, stop 5, with wide bars of three modules.
    let symbol = try BarcodeSymbol(.interleaved, Samples.slipBarcode)
    #expect(symbol.width == 405)
    #expect(symbol.bars.count == 2 + 22 * 5 + 2)
  }

  @Test func wrongContentIsRefusedWithItsReason() {
    #expect(throws: BarcodeError.self) { try BarcodeSymbol(.interleaved, "12A4") }
    #expect(throws: BarcodeError.self) {
      try BarcodeSymbol(.dataMatrix, String(repeating: "x", count: 4_000))
    }
    #expect(throws: BarcodeError.self) { try BarcodeSymbol(.qr, "") }
  }

  @Test func postalBarsAreTallAndShort() {
    let symbol = BarcodeSymbol(postalBars: "101")
    #expect(symbol.bars.map(\.height) == [32, 13, 32])
    #expect(symbol.bars.map(\.y) == [0, 19, 0])
    #expect(symbol.width == 29)
  }
}
