extension BankSlip {
  /// The longest text that is looked at; what is longer is no slip.
  package static let maximumTextBytes = 256

  /// Parses a typed line or a barcode, with or without the usual punctuation, and verifies every
  /// check digit. Only the first fault is thrown: the later digits of a wrong line mean nothing.
  package init(parsing text: some StringProtocol) throws(SlipError) {
    var digits: [UInt8] = []
    digits.reserveCapacity(48)
    guard text.utf8.count <= BankSlip.maximumTextBytes else {
      throw .wrongLength(digits: text.utf8.count)
    }
    for byte in text.utf8 {
      switch byte {
      case 48...57: digits.append(byte - 48)
      case 9, 10, 13, 32, UInt8(ascii: "."), UInt8(ascii: "-"): continue
      default: throw .notNumeric
      }
    }
    switch digits.count {
    case 0: throw .empty
    case 44: try self.init(barcode: digits)
    case 47 where digits[0] != 8: try self.init(collectionLine: digits)
    case 47: throw .utilityDigitMissing
    case 48 where digits[0] == 8: try self.init(utilityLine: digits)
    case 48: throw .collectionDigitTooMuch
    default: throw .wrongLength(digits: digits.count)
    }
  }

  private init(barcode digits: [UInt8]) throws(SlipError) {
    if digits[0] == 8 {
      guard digits[1] >= 1, digits[1] != 8 else { throw .segment }
      guard digits[2] >= 6 else { throw .valueIdentifier }
      let rest = digits[0..<3] + digits[4...]
      guard digits[3] == BankSlip.utilityCheckDigit(rest, identifier: digits[2]) else {
        throw .generalCheckDigit
      }
    } else {
      guard digits[3] == 9 else { throw .currency }
      let rest = digits[0..<4] + digits[5...]
      guard digits[4] == SlipCheckDigits.bankModulus11(rest) else { throw .generalCheckDigit }
    }
    self.init(verified: digits)
  }

  private init(collectionLine line: [UInt8]) throws(SlipError) {
    let fields = [line[0..<9], line[10..<20], line[21..<31]]
    for (index, field) in fields.enumerated() {
      guard SlipCheckDigits.modulus10(field) == line[field.endIndex] else {
        throw .fieldCheckDigit(field: index + 1)
      }
    }
    let head = line[0..<4] + line[32..<47]
    let free = line[4..<9] + line[10..<20] + line[21..<31]
    try self.init(barcode: Array(head + free))
  }

  private init(utilityLine line: [UInt8]) throws(SlipError) {
    guard line[2] >= 6 else { throw .valueIdentifier }
    var digits: [UInt8] = []
    for block in 0..<4 {
      let part = line[block * 12..<block * 12 + 11]
      guard BankSlip.utilityCheckDigit(part, identifier: line[2]) == line[part.endIndex] else {
        throw .fieldCheckDigit(field: block + 1)
      }
      digits += part
    }
    try self.init(barcode: digits)
  }
}
