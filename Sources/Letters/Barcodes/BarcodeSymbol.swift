import CZint

/// A bar code as rectangles, in modules (the width of the narrowest bar).
package struct BarcodeSymbol: Hashable, Sendable {
  package struct Bar: Hashable, Sendable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double
  }

  /// Size in modules, without quiet zone.
  package let width: Double
  package let height: Double
  package let bars: [Bar]
  /// Rows of modules: that of a matrix (QR, DataMatrix), one for bars of one height; zero where
  /// the bars are of different heights and stand on no grid.
  package let gridRows: Int
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
    symbol.pointee.output_options = BARCODE_NO_QUIET_ZONES
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
    let result = bytes.withUnsafeBufferPointer {
      ZBarcode_Encode_and_Buffer_Vector(symbol, $0.baseAddress, Int32($0.count), 0)
    }
    // Below this are warnings (a size outside a recommendation), which leave a usable symbol.
    guard result < ZINT_ERROR_TOO_LONG, let vector = symbol.pointee.vector else {
      throw BarcodeError(kind: kind, detail: BarcodeSymbol.message(of: symbol))
    }
    var bars: [Bar] = []
    // Zint's vectors count two units to the module at its scale of one.
    let unit = Double(vector.pointee.width) / Double(symbol.pointee.width)
    var next = vector.pointee.rectangles
    while let rectangle = next {
      let bar = rectangle.pointee
      bars.append(
        Bar(
          x: Double(bar.x) / unit, y: Double(bar.y) / unit, width: Double(bar.width) / unit,
          height: Double(bar.height) / unit))
      next = bar.next
    }
    self.init(
      width: Double(symbol.pointee.width), height: Double(vector.pointee.height) / unit,
      bars: bars,
      gridRows: kind == .qr || kind == .dataMatrix ? Int(symbol.pointee.rows) : 1)
  }

  private static func message(of symbol: UnsafeMutablePointer<zint_symbol>) -> String {
    withUnsafeBytes(of: symbol.pointee.errtxt) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
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
    self.init(
      width: Double(max(0, bars.count - 1)) * 12 + 5, height: tall, bars: bars, gridRows: 0)
  }
}
