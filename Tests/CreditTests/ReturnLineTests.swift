import Testing

@testable import Credit

@Suite("Fields of return lines")
struct ReturnLineTests {
  private func line(_ text: String) -> ReturnLine { ReturnLine(Array(text.utf8)[...]) }

  @Test func placesAreCountedFromOneAndBlankBeyondTheEnd() {
    let line = line("ABC  \u{1A}\0 \r")
    #expect(line.count == 3 && !line.isBlank)
    #expect(line.byte(1) == 65 && line.byte(3) == 67 && line.byte(4) == 32)
    #expect(line.text(1...3) == "ABC" && line.text(2...2) == "B" && line.text(2...9) == "BC")
    #expect(line.text(4...9) == "" && line.text(3...3) == "C")
    #expect(line.starts(with: "AB", at: 1) && line.starts(with: "BC", at: 2))
    #expect(!line.starts(with: "BC", at: 1) && line.starts(with: "C ", at: 3))
    #expect(self.line(" \t\r\0\u{1A}").isBlank)
  }

  @Test func lettersTakeOnePlaceInEitherEncoding() {
    let utf8 = line("JOÃO 7")
    let latin = ReturnLine([0x4A, 0x4F, 0xC3, 0x4F, 0x20, 0x37][...])
    for line in [utf8, latin] {
      #expect(line.count == 6)
      #expect(line.text(1...4) == "JOÃO" && line.text(6...6) == "7")
    }
    // What has no place in one byte stands as a question mark.
    #expect(line("A€B").text(1...3) == "A?B")
    #expect(line("A\u{1}B").text(1...3) == "A\u{1}B".replacing("\u{1}", with: " "))
    #expect(line("  X Y  .").text(1...7) == "X Y")
  }

  @Test func zerosAndBlanks() {
    let line = line("00 01 X")
    #expect(line.isZero(1...4) && !line.isZero(1...5) && !line.isZero(7...7))
    #expect(line.isBlank(3...3) && !line.isBlank(2...3) && line.isBlank(8...20))
    #expect(line.isZero(8...20))
  }

  @Test(
    arguments: [
      ("0000000012990", 12_990), ("        12990", 12_990), ("12990        ", 12_990),
      ("             ", 0), ("0999999999999", 999_999_999_999), ("1", 1),
    ] as [(String, Int64)])
  func amounts(_ text: String, _ cents: Int64) throws {
    #expect(try line(text).amount(1...13, "x") == Cents(cents))
    #expect(line(text).informedAmount(1...13) == Cents(cents))
  }

  @Test func amountsThatAreNone() {
    for (text, code) in [
      ("00000 0012990", "return-amount-not-numeric"),
      ("00000-0012990", "return-amount-not-numeric"),
      ("0000000:12990", "return-amount-not-numeric"),
      ("0000000/12990", "return-amount-not-numeric"),
      ("1000000000000", "return-amount-too-large"), ("9999999999999", "return-amount-too-large"),
    ] {
      let fault = #expect(throws: ReturnFieldFault.self) { try line(text).amount(1...13, "pago") }
      #expect(fault?.code == code && fault?.detail.contains("pago") == true, "\(text)")
      #expect(line(text).informedAmount(1...13) == .zero)
    }
    let fault = #expect(throws: ReturnFieldFault.self) { try line("  X").amount(2...3, "pago") }
    #expect(fault?.detail.contains("posições 2 a 3") == true)
  }

  @Test(
    arguments: [
      ("231126", "2026-11-23"), ("010100", "2000-01-01"), ("311279", "2079-12-31"),
      ("010180", "1980-01-01"), ("311299", "1999-12-31"), ("290224", "2024-02-29"),
      ("23112026", "2026-11-23"), ("01011900", "1900-01-01"), ("31122199", "2199-12-31"),
      ("000000", nil), ("00000000", nil), ("      ", nil), ("888888", nil), ("99999999", nil),
      ("SEMREG", nil), ("23112", nil), ("2311 6", nil),
    ] as [(String, String?)])
  func dates(_ text: String, _ date: String?) throws {
    let field = 1...(text.utf8.count == 5 ? 6 : text.utf8.count)
    #expect(try line(text).date(field, "x")?.description == date)
    #expect(line(text).informedDate(field)?.description == date)
  }

  @Test func datesThatDoNotExist() throws {
    for text in ["300226", "320126", "011326", "000126", "010026", "31121899", "01012200"] {
      let field = 1...text.utf8.count
      let fault = #expect(throws: ReturnFieldFault.self) { try line(text).date(field, "crédito") }
      #expect(fault?.code == "return-date-invalid", "\(text)")
      #expect(fault?.detail.contains("crédito (posições 1 a \(text.utf8.count))") == true)
      #expect(line(text).informedDate(field) == nil)
    }
    #expect(try line("20261123").date(1...8, "x", .yearFirst)?.description == "2026-11-23")
    #expect(line("20261323").informedDate(1...8, .yearFirst) == nil)
  }

  @Test func numbersOfTrailers() {
    #expect(line("000012").number(1...6) == 12 && line("000012").number(7...12) == nil)
    #expect(line("00X012").number(1...6) == nil && line(" 00012").number(1...6) == nil)
    #expect(line("123456789").number(1...9) == 123_456_789)
    #expect(line("1234567890").number(1...10) == nil)
  }
}
