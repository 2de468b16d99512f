extension BankSlip {
  /// A bank slip (cobrança) from its parts.
  ///
  /// - Parameters:
  ///   - bank: three digits of the bank in the clearing.
  ///   - dueOn: nil prints factor 0000, a slip without due date.
  ///   - amount: 0...R$ 99.999.999,99; zero leaves the amount open.
  ///   - freeField: the 25 digits that the bank defines.
  package init(
    bank: String, dueOn: CivilDate?, amount: Cents, freeField: String
  ) throws(SlipError) {
    guard let bankDigits = BankSlip.digits(bank, count: 3), bankDigits[0] != 8 else {
      throw .outOfRange(part: "banco")
    }
    guard let free = BankSlip.digits(freeField, count: 25) else {
      throw .outOfRange(part: "campo livre")
    }
    guard amount >= .zero, amount.amount <= 9_999_999_999 else {
      throw .outOfRange(part: "valor")
    }
    var factor = 0
    if let dueOn {
      // Factors below 1000 are not issued: a reader would take them for a slip without due date.
      guard let encoded = DueFactor.encode(dueOn), encoded >= 1_000 else {
        throw .outOfRange(part: "vencimento")
      }
      factor = encoded
    }
    let tail =
      BankSlip.digits(Int64(factor), width: 4) + BankSlip.digits(amount.amount, width: 10) + free
    let head = bankDigits + [9]
    self.init(verified: head + [SlipCheckDigits.bankModulus11(head + tail)] + tail)
  }

  /// A utility slip (arrecadação) with an amount in reais.
  ///
  /// - Parameters:
  ///   - segment: 1...7 or 9; 4 is telecom, 6 carries the root of a CNPJ.
  ///   - modulus11: whether the check digits are modulus 11 (identifier 8) or 10 (identifier 6).
  ///   - company: four digits of the company, eight in segment 6.
  ///   - freeField: what fills the barcode: 25 digits, 21 in segment 6.
  package init(
    segment: Int, modulus11: Bool, amount: Cents, company: String, freeField: String
  ) throws(SlipError) {
    guard (1...9).contains(segment), segment != 8 else { throw .segment }
    guard amount >= .zero, amount.amount <= 99_999_999_999 else {
      throw .outOfRange(part: "valor")
    }
    guard let companyDigits = BankSlip.digits(company, count: segment == 6 ? 8 : 4) else {
      throw .outOfRange(part: "empresa")
    }
    guard let free = BankSlip.digits(freeField, count: segment == 6 ? 21 : 25) else {
      throw .outOfRange(part: "campo livre")
    }
    let identifier: UInt8 = modulus11 ? 8 : 6
    let head = [8, UInt8(segment), identifier]
    let tail = BankSlip.digits(amount.amount, width: 11) + companyDigits + free
    let check = BankSlip.utilityCheckDigit(head + tail, identifier: identifier)
    self.init(verified: head + [check] + tail)
  }

  private static func digits(_ text: String, count: Int) -> [UInt8]? {
    let bytes = Array(text.utf8)
    guard bytes.count == count, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return bytes.map { $0 - 48 }
  }

  private static func digits(_ value: Int64, width: Int) -> [UInt8] {
    padded(Int(value), width).utf8.map { $0 - 48 }
  }
}
