/// An amount of Brazilian reais in centavos. Never a floating-point number.
///
/// Arithmetic saturates at the ends of 64 bits instead of trapping. What enters is bounded by
/// `largest`, so that an end is met by no sum of fewer than nine million largest amounts.
package struct Cents: Hashable, Comparable, Sendable {
  package let amount: Int64

  package init(_ amount: Int64) {
    self.amount = amount
  }

  package static let zero = Cents(0)
  /// The largest amount that is accepted anywhere: R$ 9.999.999.999,99 (CNAB 240's 13+2 digits
  /// allow more, a boleto's ten digits allow R$ 99.999.999,99).
  package static let largest = Cents(999_999_999_999)

  package static func < (left: Cents, right: Cents) -> Bool { left.amount < right.amount }
  /// Saturates at the ends of 64 bits.
  package static func + (left: Cents, right: Cents) -> Cents {
    let (sum, overflow) = left.amount.addingReportingOverflow(right.amount)
    return overflow ? Cents(right.amount < 0 ? .min : .max) : Cents(sum)
  }

  /// Saturates at the ends of 64 bits.
  package static func - (left: Cents, right: Cents) -> Cents {
    let (rest, overflow) = left.amount.subtractingReportingOverflow(right.amount)
    return overflow ? Cents(right.amount < 0 ? .max : .min) : Cents(rest)
  }

  package static func += (left: inout Cents, right: Cents) { left = left + right }
  package static func -= (left: inout Cents, right: Cents) { left = left - right }
}

extension Cents: CustomStringConvertible {
  /// `R$ 1.234,56`, with a minus sign before the R for negative amounts.
  package var description: String {
    (amount < 0 ? "-" : "") + "R$ " + digits
  }

  /// `1.234,56` without sign or symbol.
  package var digits: String {
    let magnitude = amount.magnitude
    var text = String(magnitude / 100)
    var position = text.utf8.count - 3
    while position > 0 {
      text.insert(".", at: text.index(text.startIndex, offsetBy: position))
      position -= 3
    }
    return text + "," + padded(Int(magnitude % 100), 2)
  }

  /// Parses what people and files write: `1.234,56`, `1234,56`, `1234.56`, `1234`.
  ///
  /// A comma is always decimal. A point is decimal if one or two digits follow the last one and
  /// no comma is present, otherwise it separates thousands and must stand in groups of three.
  /// Nil for anything else, for more than two decimals, and beyond `largest`.
  package init?(parsing text: some StringProtocol) {
    var bytes = Array(text.utf8)
    let negative = bytes.first == UInt8(ascii: "-")
    if negative { bytes.removeFirst() }
    let comma = bytes.lastIndex(of: UInt8(ascii: ","))
    let point = bytes.lastIndex(of: UInt8(ascii: "."))
    let decimal: Int?
    if let comma {
      decimal = comma
    } else if let point, bytes.count - point - 1 <= 2 {
      decimal = point
    } else {
      decimal = nil
    }
    let whole = decimal.map { Array(bytes[..<$0]) } ?? bytes
    let fraction = decimal.map { Array(bytes[($0 + 1)...]) } ?? []
    guard fraction.count <= 2, decimal == nil || !fraction.isEmpty,
      let units = Cents.wholePart(whole),
      let small = CivilDate.number(fraction[...])
    else { return nil }
    let cents = units * 100 + Int64(fraction.count == 1 ? small * 10 : small)
    guard cents <= Cents.largest.amount else { return nil }
    self.init(negative ? -cents : cents)
  }

  private static func wholePart(_ bytes: [UInt8]) -> Int64? {
    let groups = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let first = groups.first, !first.isEmpty else { return nil }
    if groups.count > 1 {
      guard first.count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    }
    let digits = groups.flatMap { Array($0) }
    guard digits.count <= 12 else { return nil }
    return CivilDate.number(digits[...]).map(Int64.init)
  }
}
