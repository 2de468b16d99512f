import Fictitious
import Testing

@testable import Credit

@Suite("Pix codes")
struct PixCodeTests {
  @Test("Codes of the table are read or refused")
  func table() throws {
    for row in try fixtureTable("pix-codes.txt") {
      if row[0] == "yes" {
        #expect(try PixCode(parsing: row[1]).text == row[1])
      } else {
        #expect(throws: PixError.checksum, "\(row[1])") { try PixCode(parsing: row[1]) }
      }
    }
  }

  @Test("The checksum is CRC-16/CCITT-FALSE")
  func checksum() {
    #expect(CRC16.checksum("123456789".utf8) == 0x29B1)
    #expect(CRC16.checksum([]) == 0xFFFF)
  }

  @Test("The published codes are composed byte by byte")
  func compose() throws {
    let codes = try fixtureTable("pix-codes.txt").filter { $0[0] == "yes" }.map { $0[1] }
    #expect(
      try PixCode(
        key: "123e4567-e12b-12d1-a456-426655440000", amount: nil, name: "Fulano de Tal",
        city: "BRASILIA"
      ).text == codes[0])
    #expect(
      try PixCode(
        key: "11222333000181", amount: Cents(13_977), name: "PROVEDOR EXEMPLO LTDA",
        city: "CURITIBA", transactionID: "NEG0000012345"
      ).text == codes[1])
    #expect(
      try PixCode(
        key: "+5511999999999", amount: Cents(1), name: "Provedor Exemplo", city: "RECIFE",
        transactionID: "A1"
      ).text == codes[3])
    #expect(
      try PixCode(
        location: "pix.example.com/v2/cobv/9d36b84fc70b478fb95c12729b90ca25",
        name: "PROVEDOR EXEMPLO LTDA", city: "CURITIBA"
      ).text == codes[5])
  }

  @Test("What a code says can be read")
  func parts() throws {
    let codes = try fixtureTable("pix-codes.txt").map { $0[1] }
    let fixed = try PixCode(parsing: codes[1])
    #expect(fixed.account == .key("11222333000181", note: nil))
    #expect(fixed.amount == Cents(13_977))
    #expect(fixed.transactionID == "NEG0000012345")
    #expect(!fixed.isDynamic)
    let dynamic = try PixCode(parsing: codes[5])
    #expect(dynamic.isDynamic)
    #expect(dynamic.isSingleUse)
    #expect(dynamic.transactionID == nil)
  }

  @Test("Names are folded to ASCII and cut; lower-case checksums are read")
  func folding() throws {
    let code = try PixCode(
      key: "a@b.com", note: "título 12", amount: Cents(100),
      name: "  Provedor São João Conexões Rápidas", city: "Santana do Parnaíba",
      transactionID: nil)
    #expect(code.merchantName == "Provedor Sao Joao Conexoe")
    #expect(code.merchantCity == "Santana do Parn")
    #expect(code.account == .key("a@b.com", note: "titulo 12"))
    let lowered = String(code.text.dropLast(4)) + code.text.suffix(4).lowercased()
    #expect(try PixCode(parsing: " " + lowered + "\r\n") == code)
    #expect(
      ASCIIText.folding("ÀÉÎÕÜÇàéîõüçÿŸžſ ªº e\u{301} æß Łĉ") == "AEIOUCaeioucyYzs ao e aess Lc")
  }

  @Test(
    "Parts that do not fit are refused",
    arguments: [
      ("", "x", nil as String?, "chave"), ("k k", "x", nil, "chave"),
      (String(repeating: "k", count: 78), "x", nil, "chave"),
      ("k", "", nil, "nome do recebedor"), ("k", "x", "a-b", "identificador (txid)"),
      ("k", "x", String(repeating: "a", count: 26), "identificador (txid)"),
    ])
  func limits(key: String, name: String, transactionID: String?, part: String) {
    #expect(throws: PixError.outOfRange(part: part)) {
      try PixCode(
        key: key, amount: nil, name: name, city: "C", transactionID: transactionID)
    }
  }

  @Test("Altered and random codes are refused, never trapped on")
  func hostile() throws {
    let good = Array(try fixtureTable("pix-codes.txt")[1][1].utf8)
    for index in good.indices {
      var changed = good
      changed[index] = changed[index] == 48 ? 49 : 48
      let text = String(decoding: changed, as: UTF8.self)
      #expect(throws: PixError.self, "\(text)") { try PixCode(parsing: text) }
      let cut = String(decoding: good[..<index], as: UTF8.self)
      #expect(throws: PixError.self, "\(cut)") { try PixCode(parsing: cut) }
    }
    var random = SeededNumbers(seed: 6_701)
    for _ in 0..<2_000 {
      let bytes = random.bytes(Int.random(in: 0...120, using: &random))
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(throws: PixError.self, "seed 6701") { try PixCode(parsing: text) }
    }
    #expect(throws: PixError.tooLong(limit: 512)) {
      try PixCode(parsing: String(repeating: "0", count: 600))
    }
  }
}
