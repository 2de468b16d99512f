import Fictitious
import Testing

@testable import Credit

/// Check digits as FEBRABAN's papers work them out, digit by digit.
private enum SlowDigits {
  static func modulus10(_ text: String) -> String {
    var sum = 0
    for (index, digit) in text.utf8.reversed().map({ Int($0) - 48 }).enumerated() {
      let product = digit * (index % 2 == 0 ? 2 : 1)
      sum += product / 10 + product % 10
    }
    return String((sum + 9) / 10 * 10 - sum)
  }

  static func sum11(_ text: String) -> Int {
    var sum = 0
    for (index, digit) in text.utf8.reversed().map({ Int($0) - 48 }).enumerated() {
      sum += digit * (2 + index % 8)
    }
    return sum
  }

  static func bank(_ text: String) -> String {
    let digit = 11 - sum11(text) % 11
    return [0, 10, 11].contains(digit) ? "1" : String(digit)
  }

  static func utility(_ text: String, _ identifier: Int) -> String {
    if identifier < 8 { return modulus10(text) }
    let rest = sum11(text) % 11
    return rest == 0 || rest == 1 ? "0" : String(11 - rest)
  }
}

@Suite("Rules of payment slips")
struct SlipRuleTests {
  private static let seed: UInt64 = 6_103

  private func digits(_ count: Int, _ numbers: inout SeededNumbers) -> String {
    (0..<count).map { _ in String(numbers.below(10)) }.joined()
  }

  private func fault(_ text: String) -> SlipError? {
    do throws(SlipError) {
      _ = try BankSlip(parsing: text)
      return nil
    } catch {
      return error
    }
  }

  @Test func bankSlipsAtRandom() throws {
    var numbers = SeededNumbers(seed: Self.seed)
    for _ in 0..<400 {
      let bank = String(numbers.below(8)) + digits(2, &numbers)
      let tail = digits(14, &numbers)
      let free = digits(25, &numbers)
      let general = SlowDigits.bank(bank + "9" + tail + free)
      let barcode = bank + "9" + general + tail + free
      let one = bank + "9" + free.prefix(5)
      let two = String(free.dropFirst(5).prefix(10))
      let three = String(free.dropFirst(15))
      let line =
        one + SlowDigits.modulus10(one) + two + SlowDigits.modulus10(two) + three
        + SlowDigits.modulus10(three) + general + tail
      let slip = try BankSlip(parsing: barcode)
      #expect(slip.line == line, "seed \(Self.seed): \(barcode)")
      #expect(try BankSlip(parsing: line) == slip)
      #expect(slip.barcode == barcode && slip.bank == bank && slip.freeField == free)
      #expect(slip.factor == Int(tail.prefix(4)) && slip.kind == .collection)
      #expect(slip.amount == Int64(tail.dropFirst(4)).map(Cents.init) && slip.segment == nil)
      let other = bank + "9" + (general == "9" ? "1" : String((Int(general) ?? 0) + 1))
      #expect(fault(other + tail + free) == .generalCheckDigit)
      #expect(fault(bank + "8" + general + tail + free) == .currency)
    }
  }

  @Test func utilitySlipsAtRandom() throws {
    var numbers = SeededNumbers(seed: Self.seed)
    for round in 0..<400 {
      let segment = [1, 2, 3, 4, 5, 6, 7, 9][round % 8]
      let identifier = 6 + numbers.below(4)
      let rest = digits(40, &numbers)
      let head = "8\(segment)\(identifier)"
      let general = SlowDigits.utility(head + rest, identifier)
      let barcode = head + general + rest
      var line = ""
      for block in 0..<4 {
        let part = String(barcode.dropFirst(block * 11).prefix(11))
        line += part + SlowDigits.utility(part, identifier)
      }
      let slip = try BankSlip(parsing: barcode)
      #expect(slip.line == line, "seed \(Self.seed): \(barcode)")
      #expect(try BankSlip(parsing: line) == slip && BankSlip(parsing: slip.printedLine) == slip)
      #expect(slip.segment == segment && slip.kind == .utility)
      #expect(slip.bank == nil && slip.factor == nil)
      let amount = Int64(rest.prefix(11)).map(Cents.init)
      #expect(slip.amount == ([6, 8].contains(identifier) ? amount : nil))
      let wrong = head + (general == "9" ? "0" : String((Int(general) ?? 0) + 1)) + rest
      #expect(fault(wrong) == .generalCheckDigit)
      for place in [11, 23, 35, 47] {
        var bytes = Array(line.utf8)
        bytes[place] = bytes[place] == 57 ? 48 : bytes[place] + 1
        #expect(
          fault(String(decoding: bytes, as: UTF8.self)) == .fieldCheckDigit(field: place / 12 + 1))
      }
    }
  }

  @Test func whatIsNoSlip() {
    let rest = String(repeating: "0", count: 40)
    #expect(fault("806" + "0" + rest) == .segment && fault("886" + "0" + rest) == .segment)
    #expect(fault("845" + "0" + rest) == .valueIdentifier)
    #expect(fault("81" + "5" + String(repeating: "0", count: 45)) == .valueIdentifier)
    #expect(fault(String(repeating: "1", count: 43)) == .wrongLength(digits: 43))
    #expect(fault(String(repeating: "1", count: 45)) == .wrongLength(digits: 45))
    #expect(fault(String(repeating: "1", count: 46)) == .wrongLength(digits: 46))
    #expect(fault(String(repeating: "8", count: 49)) == .wrongLength(digits: 49))
    #expect(
      fault("1/2") == .notNumeric && fault("1:2") == .notNumeric && fault("1\u{B}2") == .notNumeric)
    let line = "34191.09123 34567.890123 34567.000004 1 16390000009990"
    #expect(fault("\t" + line + "\r\n" + String(repeating: "-", count: 199)) == nil)
    #expect(line.utf8.count == 54)
    #expect(fault(line + String(repeating: ".", count: 202)) == nil)
    #expect(fault(line + String(repeating: ".", count: 203)) == .wrongLength(digits: 257))
  }

  @Test func partsThatFitNoBankSlip() throws {
    let free = String(repeating: "1", count: 25)
    func compose(
      _ bank: String = "341", _ due: String? = "2026-11-23", _ cents: Int64 = 1,
      _ field: String? = nil
    ) throws -> BankSlip {
      try BankSlip(
        bank: bank, dueOn: try due.map { try day($0) }, amount: Cents(cents),
        freeField: field ?? free)
    }
    for bank in ["34", "3411", "34a", "", "800", "899"] {
      #expect(throws: SlipError.outOfRange(part: "banco"), "\(bank)") { try compose(bank) }
    }
    #expect(try compose("000").bank == "000" && compose("799").bank == "799")
    for field in [String(free.dropLast()), free + "1", free.dropLast() + "x"] {
      #expect(throws: SlipError.outOfRange(part: "campo livre")) {
        try compose("341", nil, 1, field)
      }
    }
    for cents in [-1, 10_000_000_000] as [Int64] {
      #expect(throws: SlipError.outOfRange(part: "valor")) { try compose("341", nil, cents) }
    }
    #expect(try compose("341", nil, 9_999_999_999).amount == Cents(9_999_999_999))
    #expect(try compose("341", nil, 0).amount == .zero && compose("341", nil, 0).factor == 0)
    // Factors begin at 1000, on 2000-07-03.
    #expect(try compose("341", "2000-07-03").factor == 1_000)
    for due in ["2000-07-02", "1997-10-07", "1997-10-06", "2049-10-14"] {
      #expect(throws: SlipError.outOfRange(part: "vencimento"), "\(due)") {
        try compose("341", due)
      }
    }
    #expect(try compose("341", "2049-10-13").factor == 9_999)
  }

  @Test func partsThatFitNoUtilitySlip() throws {
    func compose(
      _ segment: Int = 4, _ cents: Int64 = 1, _ company: String = "0123", _ free: Int = 25
    ) throws -> BankSlip {
      try BankSlip(
        segment: segment, modulus11: segment % 2 == 0, amount: Cents(cents), company: company,
        freeField: String(repeating: "7", count: free))
    }
    for segment in [-1, 0, 8, 10] {
      #expect(throws: SlipError.segment, "\(segment)") { try compose(segment) }
    }
    for segment in [1, 2, 3, 4, 5, 7, 9] {
      let slip = try compose(segment)
      #expect(try slip.segment == segment && BankSlip(parsing: slip.barcode) == slip)
      #expect(slip.digits[2] == (segment % 2 == 0 ? 8 : 6))
    }
    #expect(try compose(6, 1, "01234567", 21).segment == 6)
    #expect(throws: SlipError.outOfRange(part: "empresa")) { try compose(6, 1, "0123", 21) }
    #expect(throws: SlipError.outOfRange(part: "campo livre")) { try compose(6, 1, "01234567", 25) }
    #expect(throws: SlipError.outOfRange(part: "empresa")) { try compose(4, 1, "01234") }
    #expect(throws: SlipError.outOfRange(part: "campo livre")) { try compose(4, 1, "0123", 24) }
    for cents in [-1, 100_000_000_000] as [Int64] {
      #expect(throws: SlipError.outOfRange(part: "valor")) { try compose(4, cents) }
    }
    #expect(try compose(4, 99_999_999_999).amount == Cents(99_999_999_999))
    #expect(try compose(4, 0).amount == .zero)
  }
}
