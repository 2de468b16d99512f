import Testing

@testable import Credit

@Suite("Banks' numbers")
struct BankNumberTests {
  @Test(
    arguments: [
      ("109/12345678-9", nil, "109123456789"), ("00012", nil, "12"), ("0012-P", nil, "12P"),
      ("12x", nil, "12X"), ("12p", nil, "12P"), ("P12", nil, "12"), ("12P3", nil, "123"),
      ("000", nil, nil), ("", nil, nil), ("XP", nil, nil), ("0X", nil, nil),
      ("100000000P", "033", nil), ("10P", "033", "10P"),
      ("1.2/3-4", nil, "1234"),
      ("1234567890123", "033", "67890123"), ("0000000000012", "033", "12"),
      ("12345678", "033", "12345678"), ("1234567890123", "001", "1234567890123"),
      ("ABC7", nil, "7"), ("7A", nil, "7"), ("/9:", nil, "9"),
    ] as [(String, String?, String?)])
  func keys(_ printed: String, _ bank: String?, _ key: String?) {
    #expect(BankNumber.key(printed, bank: bank) == key, "\(printed)")
  }

  @Test func noMoreThanSoManyDigitsAreLookedAt() {
    let long = String(repeating: "1", count: 20) + String(repeating: "2", count: 32)
    #expect(BankNumber.key(long) == String(repeating: "2", count: 32))
    let spread = String(repeating: "3-", count: 40)
    #expect(BankNumber.key(spread) == String(repeating: "3", count: 32))
    #expect(BankNumber.key(String(repeating: "4", count: 32)) == String(repeating: "4", count: 32))
  }

  private func number(_ bank: String, _ fields: [(Int, String)]) throws -> BankNumber {
    let places = try #require(
      ReturnPlacesTable.published.maps(bank: bank, layout: .cnab400).first)
    return BankNumber(ReturnLine(ReturnFileSample.line(400, fields)[...]), places)
  }

  @Test func aNumberIsFoundHoweverItIsPrinted() throws {
    let itau = try number("341", [(63, "12345678"), (83, "109"), (94, "9")])
    #expect(itau.text == "12345678")
    for printed in ["12345678", "12345678-9", "109/12345678-9", "109/12345678", "0012345678"] {
      #expect(itau.isSame(as: printed, bank: "341"), "\(printed)")
      #expect(itau.isSame(as: printed, bank: nil), "\(printed)")
      #expect(!itau.isSame(as: printed, bank: "237"), "\(printed)")
    }
    for printed in ["1234567", "12345679", "9", "109", "", "123456780"] {
      #expect(!itau.isSame(as: printed, bank: nil), "\(printed)")
    }
    #expect(itau.isSame(asKey: "123456789") && !itau.isSame(asKey: "0123456789"))
    #expect(!itau.isAbsent && BankNumber.none(bank: nil).isAbsent)
  }

  @Test func bancoDoBrasilAndItsAgreements() throws {
    // Seventeen digits: agreement of seven, ten of the title, no check digit.
    let seven = try number("001", [(64, "12345670000000042")])
    #expect(seven.reductions.first == "12345670000000042")
    #expect(
      seven.isSame(as: "42", bank: "001") && seven.isSame(as: "1234567/42", bank: "001") == false)
    // Eleven digits and a check digit behind.
    let eleven = try number("001", [(64, "12345600017X")])
    #expect(eleven.isSame(as: "12345600017-X", bank: "001"))
    #expect(eleven.isSame(as: "12345600017", bank: "001"))
    #expect(eleven.isSame(as: "17", bank: nil) == false || eleven.reductions.contains("17"))
  }

  @Test func caixaAndBRB() throws {
    let caixa = try number("104", [(57, "14"), (59, "000000000012346")])
    #expect(caixa.text == "14000000000012346")
    for printed in ["14000000000012346", "14000000000012346-5", "12346", "12346-0"] {
      #expect(caixa.isSame(as: printed, bank: "104"), "\(printed)")
    }
    let brb = try number("070", [(71, "123451907015")])
    #expect(brb.text == "123451907015")
    for printed in ["123451907015", "1234519070", "234519", "234519070"] {
      #expect(brb.isSame(as: printed, bank: "070"), "\(printed)")
    }
    #expect(!brb.isSame(as: "123451", bank: "070"))
  }

  @Test func zerosAreNoNumber() throws {
    let absent = try number("341", [(63, "00000000"), (94, "0")])
    #expect(absent.isAbsent && absent.reductions == [])
    #expect(!absent.isSame(as: "0", bank: nil) && !absent.isSame(as: "", bank: nil))
  }

  @Test func olderNumbersOfCaixaBeginWithNine() throws {
    let in400 = try number("104", [(57, "912345678901234567")])
    #expect(in400.isSame(as: "912345678901234567", bank: "104"))
    #expect(in400.isSame(as: "12345678901234567", bank: "104"))
    let places = try #require(ReturnPlacesTable.published.maps(bank: "104", layout: .cnab240).first)
    let line = ReturnFileSample.line(240, [(39, "912345678901234567")])
    let in240 = BankNumber(ReturnLine(line[...]), places)
    #expect(in240.isSame(as: "912345678901234567", bank: "104"))
    #expect(in240.isSame(as: "12345678901234567", bank: nil))
    let newer = BankNumber(
      ReturnLine(ReturnFileSample.line(240, [(40, "14000000000012346"), (57, "5")])[...]), places)
    #expect(newer.text == "14000000000012346")
    for printed in ["14000000000012346-5", "14000000000012346", "12346-5", "12346"] {
      #expect(newer.isSame(as: printed, bank: "104"), "\(printed)")
    }
    #expect(!newer.isSame(as: "1234", bank: "104"))
  }
}
