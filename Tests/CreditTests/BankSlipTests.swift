import Fictitious
import Testing

@testable import Credit

private let today = CivilDate(iso: "2026-11-23")!

@Suite("Payment slips")
struct BankSlipTests {
  @Test("Typed lines and barcodes of the table are read, verified and written back")
  func table() throws {
    for row in try fixtureTable("slips.txt") {
      let (line, barcode) = (row[0], row[1])
      guard row[2] == "yes" else {
        #expect(throws: SlipError.self, "\(line)") { try BankSlip(parsing: line) }
        #expect(throws: SlipError.self, "\(line)") { try BankSlip(parsing: barcode) }
        continue
      }
      let slip = try BankSlip(parsing: line)
      #expect(slip.barcode == barcode)
      #expect(try BankSlip(parsing: barcode) == slip)
      #expect(slip.line == line.filter(\.isNumber))
      #expect(try BankSlip(parsing: slip.printedLine) == slip)
      #expect(slip.factor == Int(row[3]), "\(line)")
      #expect(slip.dueOn(today: today)?.description == (row[4].isEmpty ? nil : row[4]), "\(line)")
      #expect(slip.amount == Int64(row[5]).map(Cents.init), "\(line)")
    }
  }

  @Test("The printed line has the punctuation of the bank's paper")
  func printed() throws {
    let line = "34191.09123 34567.890123 34567.000004 1 16390000009990"
    #expect(try BankSlip(parsing: line).printedLine == line)
    let utility = "84670000001-7 43590024020-9 02405000243-5 84221010811-9"
    let slip = try BankSlip(parsing: utility)
    #expect(slip.printedLine == utility)
    #expect(slip.segment == 4)
    #expect(slip.bank == nil)
  }

  @Test("Changing any one digit of a typed line is found")
  func oneDigit() throws {
    for line in [
      // Check digit 6: digits 0, 10 and 11 of modulus 11 share the 1 and cannot tell all changes.
      "00190000090012345670900000001172699990000012990",
      "846700000017435900240209024050002435842210108119",
    ] {
      let bytes = Array(line.utf8)
      for index in bytes.indices {
        var changed = bytes
        changed[index] = 48 + (bytes[index] - 48 + 1) % 10
        let text = String(decoding: changed, as: UTF8.self)
        #expect(throws: SlipError.self, "\(text)") { try BankSlip(parsing: text) }
      }
    }
  }

  @Test(
    "A refusal says which field is wrong",
    arguments: [
      ("", SlipError.empty),
      ("  .- ", .empty),
      ("00190.00009 x", .notNumeric),
      ("123", .wrongLength(digits: 3)),
      ("00190.00008 00123.456709 00000.001172 6 99990000012990", .fieldCheckDigit(field: 1)),
      ("00190.00009 00123.456708 00000.001172 6 99990000012990", .fieldCheckDigit(field: 2)),
      ("00190.00009 00123.456709 00000.001171 6 99990000012990", .fieldCheckDigit(field: 3)),
      ("00190.00009 00123.456709 00000.001172 7 99990000012990", .generalCheckDigit),
      ("34191.75124 34567.871230 41234.560005 8 65410000026035", .generalCheckDigit),
      ("84170000001-7 43590024020-9 02405000243-5 84221010811-9", .valueIdentifier),
      ("826500000003 800200260007 111122223333 444455556666", .fieldCheckDigit(field: 2)),
    ])
  func refusals(line: String, expected: SlipError) {
    #expect(throws: expected) { try BankSlip(parsing: line) }
    #expect(expected.code.hasPrefix("slip-"))
    #expect(expected.sentence.hasSuffix("."))
  }

  @Test("A slip is composed from its parts")
  func compose() throws {
    let slip = try BankSlip(
      bank: "341", dueOn: today, amount: Cents(9_990), freeField: "1091234567890123456700000")
    #expect(slip.barcode == "34191163900000099901091234567890123456700000")
    let open = try BankSlip(
      bank: "756", dueOn: nil, amount: .zero, freeField: "1307801010200000000123001")
    #expect(open.line == "75691307890101020000200001230010100000000000000")
    let telecom = try BankSlip(
      segment: 4, modulus11: true, amount: Cents(12_990), company: "0123",
      freeField: "2026112300000000012345678")
    #expect(telecom.line == "848700000017299001232020611230000006000123456789")
    #expect(throws: SlipError.outOfRange(part: "valor")) {
      try BankSlip(
        bank: "341", dueOn: nil, amount: Cents(10_000_000_000),
        freeField: String(repeating: "0", count: 25))
    }
  }

  @Test("The due factor is written in both cycles and read within the window")
  func factors() throws {
    for row in try fixtureTable("due-factors.txt") {
      let due = try #require(CivilDate(iso: row[0]))
      let factor = try #require(Int(row[1]))
      #expect(DueFactor.encode(due) == factor, "\(row)")
      #expect(
        DueFactor.decode(factor, today: today)?.description == (row[2].isEmpty ? nil : row[2]))
    }
    #expect(DueFactor.encode(CivilDate(iso: "1997-10-06")!) == nil)
    #expect(DueFactor.encode(CivilDate(iso: "2049-10-14")!) == nil)
  }

  @Test("Every factor falls in its part of the window of 2026-11-23")
  func window() {
    for factor in -1...10_001 {
      let decoded = DueFactor.decode(factor, today: today)
      switch factor {
      case 1_000...7_139: #expect(decoded == DueFactor.base.adding(days: factor + 9_000))
      case 7_639...9_999: #expect(decoded == DueFactor.base.adding(days: factor))
      default: #expect(decoded == nil, "factor \(factor)")
      }
    }
  }

  @Test("What one day writes, the same day reads back, on any day")
  func roundTrip() {
    var random = SeededNumbers(seed: 6_101)
    for _ in 0..<2_000 {
      let day = CivilDate(iso: "2000-07-03")!.adding(days: .random(in: 0...17_900, using: &random))
      let near = day.adding(days: .random(in: -5_500...3_000, using: &random))
      guard let factor = DueFactor.encode(day) else { continue }
      #expect(DueFactor.decode(factor, today: near) == day, "seed 6101: \(day) read on \(near)")
    }
  }

  @Test("Random text never traps")
  func hostile() {
    var random = SeededNumbers(seed: 6_102)
    for _ in 0..<3_000 {
      let digits = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8.random(in: 46...58, using: &random)
      }
      let text = String(decoding: digits, as: UTF8.self)
      if let slip = try? BankSlip(parsing: text) {  // A fault is the expected outcome.
        #expect(slip.line.utf8.count > 46)
      }
    }
  }

  @Test("A line of the other kind's length says what it is")
  func otherLength() {
    let utility = "8" + String(repeating: "0", count: 46)
    #expect(throws: SlipError.utilityDigitMissing) { try BankSlip(parsing: utility) }
    #expect(SlipError.utilityDigitMissing.sentence.contains("48 dígitos"))
    let collection = "3" + String(repeating: "0", count: 47)
    #expect(throws: SlipError.collectionDigitTooMuch) { try BankSlip(parsing: collection) }
  }
}
