import Testing

@testable import Credit

@Suite("Limits of Pix codes that we write")
struct PixLimitTests {
  private func part(_ make: () throws -> PixCode) -> String? {
    do {
      _ = try make()
      return nil
    } catch PixError.outOfRange(let part) {
      return part
    } catch {
      return "\(error)"
    }
  }

  private func code(
    key: String = "k", note: String? = nil, amount: Int64? = nil, name: String = "N",
    city: String = "C", id: String? = nil
  ) throws -> PixCode {
    try PixCode(
      key: key, note: note, amount: amount.map { Cents($0) }, name: name, city: city,
      transactionID: id)
  }

  @Test func keyAndNoteShareTheirField() throws {
    let key = String(repeating: "k", count: 77)
    #expect(try code(key: key).account == .key(key, note: nil))
    #expect(part { try code(key: key + "k") } == "chave")
    #expect(part { try code(key: "k\u{7F}") } == "chave" && part { try code(key: "é") } == "chave")
    #expect(try code(key: "!~").account == .key("!~", note: nil))
    let note = String(repeating: "n", count: 72)
    #expect(try code(note: note).account == .key("k", note: note))
    #expect(part { try code(note: note + "n") } == "informação ao pagador")
    #expect(part { try code(note: "") } == "informação ao pagador")
    let read = try PixCode(parsing: try code(note: note).text)
    #expect(read.account == .key("k", note: note))
  }

  @Test func namesAreCutAndAmountsBounded() throws {
    let long = try code(
      name: String(repeating: "N", count: 40), city: String(repeating: "C", count: 40))
    #expect(long.merchantName.count == 25 && long.merchantCity.count == 15)
    #expect(try code(name: " A  B ", city: "  C").merchantName == "A  B")
    // A blank at the cut goes too.
    #expect(try code(name: String(repeating: "N", count: 24) + " X").merchantName.count == 24)
    #expect(part { try code(name: "  ") } == "nome do recebedor")
    #expect(part { try code(city: "日本") } == "cidade do recebedor")
    #expect(part { try code(amount: 0) } == "valor" && part { try code(amount: -1) } == "valor")
    #expect(part { try code(amount: 1_000_000_000_000) } == "valor")
    #expect(try code(amount: 999_999_999_999).text.contains("54139999999999.99"))
    #expect(try code(amount: 1).text.contains("54040.01"))
    #expect(try code(amount: 10_050).text.contains("5406100.50"))
  }

  @Test func identifiers() throws {
    let longest = String(repeating: "Z", count: 25)
    for id in ["0", "9", "A", "Z", "a", "z", longest] {
      let read = try PixCode(parsing: try code(id: id).text)
      #expect(read.transactionID == id)
    }
    for id in ["", longest + "Z", "/", ":", "@", "[", "`", "{", "a b"] {
      #expect(part { try code(id: id) } == "identificador (txid)", "\(id)")
    }
    func named(_ number: String) throws -> String? {
      try PixCode(
        key: try PixKey(parsing: "a@b.com"), amount: Cents(1), name: "N", city: "C", number: number
      ).transactionID
    }
    #expect(try named("rec_0/9:A@Z[a`z{") == "rec09AZaz")
    #expect(try named("---") == nil && named(longest + "9") == longest)
  }

  @Test func addressesOfCharges() throws {
    let longest = String(repeating: "p", count: 77)
    let dynamic = try PixCode(location: longest, amount: Cents(150), name: "N", city: "C")
    #expect(dynamic.isSingleUse && dynamic.isDynamic && dynamic.amount == Cents(150))
    #expect(try PixCode(parsing: dynamic.text) == dynamic)
    #expect(!(try code().isSingleUse))
    for location in ["", longest + "p", "https://pix.example.com", "HTTP://x", "a b", "é"] {
      #expect(
        part { try PixCode(location: location, name: "N", city: "C") } == "endereço da cobrança",
        "\(location)")
    }
  }

  /// Both are judged against the debt; an amount that is left open fits every one.
  @Test func amountsOfBoletoAndCode() throws {
    let open = try BankSlip(
      bank: "756", dueOn: nil, amount: .zero, freeField: String(repeating: "1", count: 25))
    #expect(
      try PaymentMeans.checked(slipLine: open.printedLine, pixCode: nil, debt: Cents(7)).slipLine
        == open.line)
    let quantity = "83710000000-4 00000052123-7 45678901234-5 56789012345-6"
    #expect(
      try PaymentMeans.checked(slipLine: quantity, pixCode: nil, debt: Cents(7)).slipLine != nil)
    #expect(PaymentMeans.none.isEmpty)
    #expect(!PaymentMeans(slipLine: "1", pixCode: nil).isEmpty)
    #expect(!PaymentMeans(slipLine: nil, pixCode: "1").isEmpty)
  }

  @Test func checksumsHaveFourDigits() {
    #expect(CRC16.text(0) == "0000" && CRC16.text(0xF) == "000F" && CRC16.text(0xABCD) == "ABCD")
    #expect(CRC16.checksum([0]) == 0xE1F0 && CRC16.checksum(Array("A".utf8)) == 0xB915)
  }
}
