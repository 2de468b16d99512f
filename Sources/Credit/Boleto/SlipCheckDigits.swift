/// The check digits of payment slips (FEBRABAN). Digits are values 0...9, not ASCII.
enum SlipCheckDigits {
  /// Modulus 10: weights 2, 1, 2, 1… from the right, the digits of each product summed.
  static func modulus10(_ digits: some BidirectionalCollection<UInt8>) -> UInt8 {
    var sum = 0
    var doubled = true
    for digit in digits.reversed() {
      let product = Int(digit) * (doubled ? 2 : 1)
      sum += product > 9 ? product - 9 : product
      doubled.toggle()
    }
    return UInt8((10 - sum % 10) % 10)
  }

  /// The remainder of modulus 11 with weights 2...9 from the right.
  private static func remainder11(_ digits: some BidirectionalCollection<UInt8>) -> Int {
    var sum = 0
    var weight = 2
    for digit in digits.reversed() {
      sum += Int(digit) * weight
      weight = weight == 9 ? 2 : weight + 1
    }
    return sum % 11
  }

  /// Modulus 11 of a bank slip: 0, 10 and 11 are written as 1.
  static func bankModulus11(_ digits: some BidirectionalCollection<UInt8>) -> UInt8 {
    let digit = 11 - remainder11(digits)
    return digit == 0 || digit > 9 ? 1 : UInt8(digit)
  }

  /// Modulus 11 of a utility slip: remainders 0 and 1 are written as 0, remainder 10 as 1.
  static func utilityModulus11(_ digits: some BidirectionalCollection<UInt8>) -> UInt8 {
    let rest = remainder11(digits)
    return rest < 2 ? 0 : UInt8(11 - rest)
  }
}
