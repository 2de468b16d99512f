/// The number of a registered postal item: two letters of the service, eight digits, a check digit
/// and the country (UPU S10). Prefixes are open-ended, none is refused.
package struct TrackingNumber: Hashable, Sendable {
  /// Thirteen capital letters and digits.
  package let text: String

  /// Parses a number in either case; nil where its shape, its check digit or its country (`BR`)
  /// is wrong.
  package init?(_ input: some StringProtocol) {
    let bytes = input.utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }
    guard bytes.count == 13, (65...90).contains(bytes[0]), (65...90).contains(bytes[1]),
      bytes[11] == UInt8(ascii: "B"), bytes[12] == UInt8(ascii: "R"),
      bytes[2..<11].allSatisfy({ (48...57).contains($0) })
    else { return nil }
    let check = TrackingNumber.checkDigit(bytes[2..<10].map { Int($0) - 48 })
    guard Int(bytes[10]) - 48 == check else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Composes the number of an item; nil where the prefix is not two capital letters or the
  /// serial is outside 0...99,999,999.
  package init?(prefix: String, serial: Int) {
    let letters = Array(prefix.utf8)
    guard letters.count == 2, letters.allSatisfy({ (65...90).contains($0) }),
      (0...99_999_999).contains(serial)
    else { return nil }
    let digits = padded(serial, 8)
    text =
      prefix + digits + String(TrackingNumber.checkDigit(digits.utf8.map { Int($0) - 48 }))
      + "BR"
  }

  /// Weights 8, 6, 4, 2, 3, 5, 9, 7 modulo 11; remainder 0 gives 5, remainder 1 gives 0.
  private static func checkDigit(_ digits: [Int]) -> Int {
    let weights = [8, 6, 4, 2, 3, 5, 9, 7]
    let rest = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
    return rest == 0 ? 5 : rest == 1 ? 0 : 11 - rest
  }
}
