import Testing

@testable import Credit

@Suite("Fields of Pix codes")
struct PixFieldTests {
  /// A code of these fields with its checksum.
  private func code(_ fields: String) -> String {
    let body = fields + "6304"
    let digits = String(CRC16.checksum(body.utf8), radix: 16, uppercase: true)
    return body + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }

  private func field(_ tag: String, _ value: String) -> String {
    tag + padded(value.utf8.count, 2) + value
  }

  private func fields(
    account: String? = nil, amount: String? = nil, name: String = "A", city: String = "B",
    more: String = "", end: String? = nil
  ) -> String {
    let key = field("00", "br.gov.bcb.pix") + field("01", "a@b.com")
    return field("00", "01") + (account ?? field("26", key)) + field("53", "986")
      + (amount.map { field("54", $0) } ?? "") + field("58", "BR") + field("59", name)
      + field("60", city) + more + (end ?? field("62", field("05", "***")))
  }

  private func fault(_ text: String) -> PixError? {
    do throws(PixError) {
      _ = try PixCode(parsing: text)
      return nil
    } catch {
      return error
    }
  }

  @Test func theLeastCodeIsRead() throws {
    let read = try PixCode(parsing: code(fields()))
    #expect(read.account == .key("a@b.com", note: nil) && read.amount == nil)
    #expect(read.merchantName == "A" && read.merchantCity == "B" && read.transactionID == nil)
    #expect(!read.isSingleUse && !read.isDynamic && !read.isRecurrenceOnly)
    #expect(try PixCode(parsing: code(fields(more: field("01", "12")))).isSingleUse)
    #expect(try !PixCode(parsing: code(fields(more: field("01", "11")))).isSingleUse)
    let named = try PixCode(parsing: code(fields(end: field("62", field("05", "X1")))))
    #expect(named.transactionID == "X1")
  }

  @Test func whatBreaksOffIsToldWithItsPlace() {
    #expect(fault("") == .empty && fault(" \r\n") == .empty)
    #expect(fault("000") == .malformed(position: 0))
    #expect(fault("00020") == .malformed(position: 0))
    #expect(fault("0002010") == .malformed(position: 6))
    #expect(fault("000201A10101") == .malformed(position: 6))
    #expect(fault("0002010A0101") == .malformed(position: 6))
    #expect(fault("000201011") == .malformed(position: 6))
    #expect(fault("00020101X0") == .malformed(position: 6))
    #expect(fault("000201") == .field(tag: "63"))
    #expect(fault("0000") == .field(tag: "63"))
    #expect(fault("000201" + "63051D3DA") == .field(tag: "63"))
    #expect(fault("0002\u{1}1") == .notPrintable && fault("0002\u{7F}1") == .notPrintable)
  }

  @Test func whatTheStandardAsksForIsThere() {
    func without(_ part: String) -> String { code(fields().replacing(part, with: "")) }
    #expect(fault(without("000201")) == .field(tag: "00"))
    #expect(fault(without("5303986")) == .field(tag: "53"))
    #expect(fault(without("5802BR")) == .field(tag: "58"))
    #expect(fault(without("5901A")) == .field(tag: "59"))
    #expect(fault(without("6001B")) == .field(tag: "60"))
    #expect(fault(code(fields(name: ""))) == .field(tag: "59"))
    #expect(fault(code(fields(city: ""))) == .field(tag: "60"))
    #expect(fault(code(fields().replacing("5303986", with: "5303840"))) == .field(tag: "53"))
    #expect(fault(code(fields().replacing("5802BR", with: "5802US"))) == .field(tag: "58"))
    #expect(fault(code(fields().replacing("000201", with: "000202"))) == .field(tag: "00"))
    #expect(fault(code(fields(end: ""))) == .field(tag: "62"))
    #expect(fault(code(fields(end: "6200"))) == .field(tag: "62"))
    #expect(fault(code(fields(end: field("62", field("05", ""))))) == .field(tag: "62"))
    #expect(fault(code(fields(end: field("62", "05")))) == .field(tag: "62"))
    // A field twice is a fault, whichever one were taken.
    for more in ["5901C", "6001C", "5303986", "000201", "5802BR"] {
      #expect(fault(code(fields(more: more))) == .field(tag: String(more.prefix(2))), "\(more)")
    }
  }

  @Test func theAccountStandsInAnyOfItsFields() throws {
    let inner = field("00", "BR.GOV.BCB.PIX") + field("01", "k") + field("02", "nota")
    for tag in ["26", "27", "40", "51"] {
      let read = try PixCode(parsing: code(fields(account: field(tag, inner))))
      #expect(read.account == .key("k", note: "nota"), "\(tag)")
    }
    for tag in ["25", "52"] {
      #expect(fault(code(fields(account: field(tag, inner)))) == .field(tag: "26"), "\(tag)")
    }
    let other = field("26", field("00", "com.example")) + field("27", inner)
    #expect(try PixCode(parsing: code(fields(account: other))).account == .key("k", note: "nota"))
    // Another arrangement need not have fields inside at all; the one of Pix must.
    let free = field("26", "0099") + field("27", inner)
    #expect(try PixCode(parsing: code(fields(account: free))).account == .key("k", note: "nota"))
    #expect(
      fault(code(fields(account: field("26", "0014br.gov.bcb.pix9")))) == .field(tag: "26"))
    let empty = field("26", field("00", "br.gov.bcb.pix") + field("01", ""))
    #expect(fault(code(fields(account: empty))) == .field(tag: "26"))
    let location = field("26", field("00", "br.gov.bcb.pix") + field("25", "pix.example.com/1"))
    let dynamic = try PixCode(parsing: code(fields(account: location)))
    #expect(dynamic.account == .location("pix.example.com/1") && dynamic.isDynamic)
  }

  @Test func anAgreementOnPaymentsToCome() throws {
    let account = field("26", field("00", "br.gov.bcb.pix"))
    let recurrence = field("00", "br.gov.bcb.pix") + field("25", "pix.example.com/rec/1")
    for tag in ["80", "81", "99"] {
      let read = try PixCode(
        parsing: code(fields(account: account, more: field(tag, recurrence))))
      #expect(read.account == .recurrence("pix.example.com/rec/1") && read.isRecurrenceOnly)
    }
    #expect(
      fault(code(fields(account: account, more: field("79", recurrence)))) == .field(tag: "26"))
    let foreign = field("80", field("00", "com.example") + field("25", "x"))
    #expect(fault(code(fields(account: account, more: foreign))) == .field(tag: "26"))
    let empty = field("80", field("00", "br.gov.bcb.pix") + field("25", ""))
    #expect(fault(code(fields(account: account, more: empty))) == .field(tag: "26"))
  }

  @Test(
    arguments: [
      ("10", 1_000), ("10.5", 1_050), ("10.50", 1_050), ("0", 0), ("0.01", 1),
      ("9999999999.99", 999_999_999_999), ("10.", nil), ("10.505", nil), ("1.000.00", nil),
      ("1.000", nil), ("10,50", nil), ("-1", nil), ("", nil), ("1e3", nil), ("10000000000", nil),
    ] as [(String, Int64?)])
  func amounts(_ text: String, _ cents: Int64?) throws {
    let code = code(fields(amount: text))
    if let cents {
      #expect(try PixCode(parsing: code).amount == Cents(cents))
    } else {
      #expect(fault(code) == .field(tag: "54"), "\(text)")
    }
  }

  @Test func longCodes() throws {
    let filled = fields(more: String(repeating: field("64", ""), count: 90))
    let room = 512 - filled.utf8.count - 8
    #expect(room > 4 && room < 103)
    let full = code(filled + field("65", String(repeating: "x", count: room - 4)))
    #expect(full.utf8.count == 512)
    #expect(try PixCode(parsing: " " + full + " ").text == full)
    let over = code(filled + field("65", String(repeating: "x", count: room - 3)))
    #expect(fault(over) == .tooLong(limit: 512))
  }

  @Test(arguments: [
    "a@b.co", "A.B!#$&'*+/=?^_`{|}~-c@d-e.f", "1@2.3", "a@b.c.d", "a@-.-",
  ])
  func addressesThatAreKeys(_ text: String) throws {
    #expect(try PixKey(parsing: text).text == text.lowercased())
  }

  @Test(arguments: [
    "a@b", "a@b.", "a@.b", "@b.c", "a@b..c", "a@b@c.d", "a b@c.d", "a(b@c.d", "a@b_c.d", "a,@b.c",
    "a@b.c,d", "+55119999999999", "+551199999999x", "+5511999999", "+551099999999", "+550199999999",
    "+5511899999999", "+551198888888899", "+541199999999", "5511999999999",
    "123e4567-e12b-12d1-a456-42665544000", "123e4567-e12b-12d1-a4566-42665544000",
    "g23e4567-e12b-12d1-a456-426655440000", "123e4567-e12b-12d1-a456-4266554400000", "é@b.c",
  ])
  func whatIsNoKey(_ text: String) {
    #expect(throws: PixKey.Fault.self, "\(text)") { try PixKey(parsing: text) }
  }

  @Test(arguments: [
    ("+5511999999999", "+5511999999999"), ("+55 (11) 3333-4444", "+551133334444"),
    ("+55.99.98765.4321", "+5599987654321"), ("+551111111111", "+551111111111"),
    ("AF3E4567-E12B-12D1-A456-426655440000", "af3e4567-e12b-12d1-a456-426655440000"),
  ])
  func keys(_ typed: String, _ text: String) throws {
    #expect(try PixKey(parsing: typed).text == text)
    #expect(try PixKey(parsing: "  " + typed + " ").text == text)
  }

  @Test func longKeys() throws {
    let longest = String(repeating: "a", count: 71) + "@b.com"
    #expect(longest.utf8.count == 77)
    #expect(try PixKey(parsing: longest).kind == .email)
    #expect(throws: PixKey.Fault.self) { try PixKey(parsing: "a" + longest) }
    #expect(throws: PixKey.Fault.self) { try PixKey(parsing: "a\u{7F}@b.com") }
  }
}
