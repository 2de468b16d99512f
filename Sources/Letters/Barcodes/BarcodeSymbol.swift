import CZint

/// A bar code, in modules (the width of the narrowest bar), without quiet zone.
package enum BarcodeSymbol: Hashable, Sendable {
  /// Modules on a grid: a matrix (QR, DataMatrix), or bars of one height as a single row.
  case grid(ModuleGrid)
  /// Bars of different heights, which stand on no grid.
  case bars([Bar], width: Double, height: Double)

  package struct Bar: Hashable, Sendable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double
  }

  package var width: Double {
    switch self {
    case .grid(let grid): Double(grid.columns)
    case .bars(_, let width, _): width
    }
  }

  package var height: Double {
    switch self {
    case .grid(let grid): Double(grid.rows)
    case .bars(_, _, let height): height
    }
  }
}

/// Dark and light modules.
package struct ModuleGrid: Hashable, Sendable {
  package let columns: Int
  package let rows: Int
  /// Words of 32 modules in a row.
  let stride: Int
  /// The rows one after the other, each from the lowest bit of its first word on.
  let words: [UInt32]

  package func isDark(column: Int, row: Int) -> Bool {
    words[row * stride + column / 32] >> UInt32(column % 32) & 1 == 1
  }
}

/// What can be asked of the encoder.
package enum BarcodeKind: Hashable, Sendable {
  /// Interleaved 2 of 5, the FEBRABAN's bar code of a boleto (44 digits).
  case interleaved
  /// Code 128, the Correios' bar code of a tracking number.
  case code128
  /// QR code with error correction M, the BACEN's Pix code.
  case qr
  /// DataMatrix ECC200, square, the Correios' sorting code.
  case dataMatrix
}

/// A content that the bar code asked for cannot hold.
package struct BarcodeError: Error, Hashable, Sendable, CustomStringConvertible {
  package let kind: BarcodeKind
  package let detail: String

  package var description: String {
    "O código de barras (\(kind)) não pôde ser gerado: \(detail). Confira o conteúdo."
  }
}

extension BarcodeSymbol {
  /// Encodes `content`; throws `BarcodeError` where it does not fit or has a wrong character.
  package init(_ kind: BarcodeKind, _ content: String) throws(BarcodeError) {
    guard let symbol = ZBarcode_Create() else {
      throw BarcodeError(kind: kind, detail: "sem memória")
    }
    defer { ZBarcode_Delete(symbol) }
    symbol.pointee.show_hrt = 0
    symbol.pointee.input_mode = UNICODE_MODE
    switch kind {
    case .interleaved: symbol.pointee.symbology = BARCODE_C25INTER
    case .code128: symbol.pointee.symbology = BARCODE_CODE128
    case .qr:
      symbol.pointee.symbology = BARCODE_QRCODE
      symbol.pointee.option_1 = 2  // Level M, as the Pix manual asks.
    case .dataMatrix:
      symbol.pointee.symbology = BARCODE_DATAMATRIX
      symbol.pointee.option_3 = DM_SQUARE
    }
    let bytes = Array(content.utf8)
    // The modules alone: zint's own drawing compares every rectangle with every other one.
    let result = bytes.withUnsafeBufferPointer {
      ZBarcode_Encode(symbol, $0.baseAddress, Int32($0.count))
    }
    // Below this are warnings (a size outside a recommendation), which leave a usable symbol.
    guard result < ZINT_ERROR_TOO_LONG else {
      throw BarcodeError(kind: kind, detail: BarcodeSymbol.message(of: symbol))
    }
    self = .grid(ModuleGrid(symbol))
  }

  private static func message(of symbol: UnsafeMutablePointer<zint_symbol>) -> String {
    withUnsafeBytes(of: symbol.pointee.errtxt) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

extension ModuleGrid {
  fileprivate init(_ symbol: UnsafeMutablePointer<zint_symbol>) {
    columns = Int(symbol.pointee.width)
    rows = Int(symbol.pointee.rows)
    stride = (columns + 31) / 32
    var words = [UInt32](repeating: 0, count: rows * stride)
    for row in 0..<rows {
      guard let bytes = zint_row(symbol, Int32(row)) else { continue }
      for column in 0..<columns where bytes[column >> 3] >> UInt8(column & 7) & 1 == 1 {
        words[row * stride + column / 32] |= 1 << UInt32(column % 32)
      }
    }
    self.words = words
  }
}

extension BarcodeSymbol {
  /// The CEPNet bars of a string of `1` (tall) and `0` (short), standing on one line; pitch and
  /// heights in the proportion that the Correios print (bars of 0.5 mm, 1.2 mm apart, 3.2 and
  /// 1.3 mm high), in tenths of a millimetre.
  package init(postalBars text: String) {
    let tall = 32.0
    let short = 13.0
    let bars = text.utf8.enumerated().map { index, byte in
      let height = byte == UInt8(ascii: "1") ? tall : short
      return Bar(x: Double(index) * 12, y: tall - height, width: 5, height: height)
    }
    self = .bars(bars, width: Double(max(0, bars.count - 1)) * 12 + 5, height: tall)
  }
}
