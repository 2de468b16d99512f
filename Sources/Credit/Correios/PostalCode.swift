/// A Brazilian postal code (CEP), eight digits.
package struct PostalCode: Hashable, Sendable {
  /// The eight digits, values 0...9.
  let digits: [UInt8]

  /// Parses `80010000`, `80010-000` or `80.010-000`; nil for anything else.
  package init?(_ text: some StringProtocol) {
    var bytes = Array(text.utf8)
    if bytes.count >= 9, bytes[2] == UInt8(ascii: ".") { bytes.remove(at: 2) }
    if bytes.count == 9, bytes[5] == UInt8(ascii: "-") { bytes.remove(at: 5) }
    guard bytes.count == 8, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
    digits = bytes.map { $0 - 48 }
  }

  /// Eight digits without hyphen.
  package var text: String { String(decoding: digits.map { $0 + 48 }, as: UTF8.self) }

  /// `80010-000`.
  package var printed: String {
    let text = text
    return text.prefix(5) + "-" + text.suffix(3)
  }

  /// The digit that brings the sum of the digits to a multiple of ten: the validator of the FAC
  /// DataMatrix and the ninth digit of the CEPNet bars.
  package var validator: Int {
    (10 - digits.reduce(0) { $0 + Int($1) } % 10) % 10
  }

  /// The 47 CEPNet bars: start, eight digits and the validator with five bars each, stop.
  /// True is a tall bar. Correios, "Requisitos técnicos CEPNet e DataMatrix 2D".
  package var bars: [Bool] {
    // Two tall bars of five; their weights 7, 4, 2, 1, 0 sum to the digit, and 0 is 7 + 4.
    let weights = [7, 4, 2, 1, 0]
    var bars = [true]
    for digit in digits.map(Int.init) + [validator] {
      let value = digit == 0 ? 11 : digit
      for index in 0..<5 {
        bars.append(
          (0..<5).contains { $0 != index && weights[$0] + weights[index] == value })
      }
    }
    bars.append(true)
    return bars
  }
}
