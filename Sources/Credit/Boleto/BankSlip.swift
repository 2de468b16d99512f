/// A payment slip (boleto): 44 digits that a scanner reads and 47 or 48 that a person types.
///
/// A value of this type has correct check digits. FEBRABAN, "Layout padrão de arrecadação" for
/// utility slips, Carta Circular BCB 2.926/2000 for bank slips.
package struct BankSlip: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Cobrança: issued by a bank, 47 digits.
    case collection
    /// Arrecadação: issued by a utility or public body, first digit 8, 48 digits.
    case utility
  }

  /// The 44 digits of the barcode, values 0...9.
  let digits: [UInt8]

  /// Digits whose check digits were verified by the caller.
  init(verified digits: [UInt8]) {
    precondition(digits.count == 44, "a barcode has 44 digits, not \(digits.count)")
    self.digits = digits
  }

  package var kind: Kind { digits[0] == 8 ? .utility : .collection }

  /// The 44 digits of the barcode.
  package var barcode: String { BankSlip.text(digits) }

  /// Three digits of the bank; nil on a utility slip.
  package var bank: String? {
    kind == .collection ? BankSlip.text(digits[0..<3]) : nil
  }

  /// The due-date factor 0...9999; nil on a utility slip.
  package var factor: Int? {
    kind == .collection ? BankSlip.value(digits[5..<9]) : nil
  }

  /// The free field (campo livre) of 25 digits.
  package var freeField: String { BankSlip.text(digits[19...]) }

  /// The segment of a utility slip (4 is telecom); nil on a bank slip.
  package var segment: Int? { kind == .utility ? Int(digits[1]) : nil }

  /// The amount; zero where the slip leaves it open, nil where it carries a quantity.
  package var amount: Cents? {
    switch kind {
    case .collection: Cents(Int64(BankSlip.value(digits[9..<19])))
    case .utility:
      digits[2] == 6 || digits[2] == 8 ? Cents(Int64(BankSlip.value(digits[4..<15]))) : nil
    }
  }

  /// The due date as read on `today`; see `DueFactor.decode`.
  package func dueOn(today: CivilDate) -> CivilDate? {
    factor.flatMap { DueFactor.decode($0, today: today) }
  }

  /// The typed line (linha digitável), digits only: 47 or 48.
  package var line: String {
    BankSlip.text(kind == .collection ? collectionLine : utilityLine)
  }

  /// The typed line as it is printed.
  package var printedLine: String {
    let text = line
    func part(_ from: Int, _ length: Int) -> Substring {
      let start = text.index(text.startIndex, offsetBy: from)
      return text[start..<text.index(start, offsetBy: length)]
    }
    switch kind {
    case .collection:
      return "\(part(0, 5)).\(part(5, 5)) \(part(10, 5)).\(part(15, 6)) "
        + "\(part(21, 5)).\(part(26, 6)) \(part(32, 1)) \(part(33, 14))"
    case .utility:
      return stride(from: 0, to: 48, by: 12)
        .map { "\(part($0, 11))-\(part($0 + 11, 1))" }
        .joined(separator: " ")
    }
  }

  private var collectionLine: [UInt8] {
    let fields = [
      Array(digits[0..<4] + digits[19..<24]), Array(digits[24..<34]), Array(digits[34..<44]),
    ]
    return fields.flatMap { $0 + [SlipCheckDigits.modulus10($0)] } + [digits[4]] + digits[5..<19]
  }

  private var utilityLine: [UInt8] {
    stride(from: 0, to: 44, by: 11).flatMap { start in
      let block = Array(digits[start..<start + 11])
      return block + [BankSlip.utilityCheckDigit(block, identifier: digits[2])]
    }
  }

  /// The check digit that the value identifier of a utility slip asks for: 6 and 7 modulus 10,
  /// 8 and 9 modulus 11.
  static func utilityCheckDigit(
    _ digits: some BidirectionalCollection<UInt8>, identifier: UInt8
  ) -> UInt8 {
    identifier < 8
      ? SlipCheckDigits.modulus10(digits) : SlipCheckDigits.utilityModulus11(digits)
  }

  static func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + 48 }, as: UTF8.self)
  }

  static func value(_ digits: some Sequence<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1) }
  }
}
