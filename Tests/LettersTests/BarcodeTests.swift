import Letters
import Testing

@Suite struct BarcodeTests {
  @Test func interleavedHasTheModulesOfTheStandard() throws {
    // Start 4, eighteen for each of 22 pairs, stop 5, with wide bars of three modules.
    let symbol = try BarcodeSymbol(.interleaved, Samples.slipBarcode)
    guard case .grid(let grid) = symbol else {
      Issue.record("bars of one height stand on a grid")
      return
    }
    #expect(grid.columns == 405)
    #expect(grid.rows == 1)
    let starts = (0..<405).count { column in
      grid.isDark(column: column, row: 0)
        && (column == 0 || !grid.isDark(column: column - 1, row: 0))
    }
    #expect(starts == 2 + 22 * 5 + 2)
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
    guard case .bars(let bars, let width, _) = symbol else {
      Issue.record("postal bars stand on no grid")
      return
    }
    #expect(bars.map(\.height) == [32, 13, 32])
    #expect(bars.map(\.y) == [0, 19, 0])
    #expect(width == 29)
  }
}
