import Testing

@testable import Credit

@Suite("Pix keys, and with what a debt can be paid")
struct PixKeyTests {
  @Test(
    "each of the five kinds is read as it stands in a code",
    arguments: [
      ("529.982.247-25", PixKey.Kind.cpf, "52998224725"),
      ("11222333000181", .cnpj, "11222333000181"),
      ("12.abc.345/01de-35", .cnpj, "12ABC34501DE35"),
      (" Cobranca@Example.com ", .email, "cobranca@example.com"),
      ("+55 (41) 99999-8888", .phone, "+5541999998888"),
      ("+554133330000", .phone, "+554133330000"),
      (
        "123E4567-E12B-12D1-A456-426655440000", .random, "123e4567-e12b-12d1-a456-426655440000"
      ),
    ])
  func kinds(_ typed: String, _ kind: PixKey.Kind, _ text: String) throws {
    let key = try PixKey(parsing: typed)
    #expect(key.kind == kind)
    #expect(key.text == text)
    let code = try PixCode(
      key: key, amount: Cents(13_977), name: "Provedor São João", city: "Curitiba",
      number: "rec_000000004yp")
    let read = try PixCode(parsing: code.text)
    #expect(read.account == .key(text, note: nil))
    #expect(read.amount == Cents(13_977))
    #expect(read.transactionID == "rec000000004yp")
  }

  @Test(
    "what is none of them is refused",
    arguments: [
      "", " ", "abc", "joao@@x", "a@b", "@x.com", "52998224726", "41999998888", "+1 212 555 0100",
      "+55 41 999", "+5541899998888", "+5501999998888", "123e4567e12b12d1a456426655440000",
      "123e4567-e12b-12d1-a456-42665544000g", "joão@x.com",
      String(repeating: "a", count: 70) + "@x.com.br",
    ])
  func refused(_ typed: String) {
    #expect(throws: PixKey.Fault.self) { try PixKey(parsing: typed) }
  }

  static let slip = "34191.09123 34567.890123 34567.000004 1 16390000009990"
  static let recurrence =
    "00020126180014br.gov.bcb.pix5204000053039865802BR5917PROVEDOR FICTICIO6006RECIFE62070503***"
    + "80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/0f0e0d0c0b0a09080706050403020100"
    + "6304910E"

  @Test func aBoletoAndACodeAreCheckedAgainstTheDebtAllFaultsAtOnce() throws {
    let code = try PixCode(
      key: try PixKey(parsing: "11222333000181"), amount: Cents(9_990), name: "A", city: "B",
      number: "1")
    let good = try PaymentMeans.checked(
      slipLine: Self.slip, pixCode: code.text, debt: Cents(9_990))
    #expect(good.slipLine == "34191091233456789012334567000004116390000009990")
    #expect(good.pixCode == code.text)
    let other = #expect(throws: PaymentMeans.Faults.self) {
      try PaymentMeans.checked(slipLine: Self.slip, pixCode: code.text, debt: Cents(13_990))
    }
    #expect(
      other?.sentences == [
        "O boleto é de R$ 99,90 e a dívida é de R$ 139,90; envie o boleto certo.",
        "O Pix é de R$ 99,90 e a dívida é de R$ 139,90; envie o código certo.",
      ])
    let broken = #expect(throws: PaymentMeans.Faults.self) {
      try PaymentMeans.checked(slipLine: "123", pixCode: "xyz", debt: Cents(1))
    }
    #expect(broken?.sentences.count == 2)
    // A code that leaves the amount open fits every debt.
    let open = try PixCode(key: "a@b.com", amount: nil, name: "A", city: "B")
    #expect(
      try PaymentMeans.checked(slipLine: nil, pixCode: open.text, debt: Cents(1)).pixCode
        == open.text)
  }

  @Test func aCodeThatOnlyAgreesOnPaymentsToComeIsNone() throws {
    let code = try PixCode(parsing: Self.recurrence)
    #expect(code.isRecurrenceOnly)
    #expect(
      try PaymentMeans.checked(slipLine: nil, pixCode: Self.recurrence, debt: Cents(1)) == .none)
    let wrong = String(Self.recurrence.dropLast()) + "F"
    #expect(throws: PixError.checksum) { try PixCode(parsing: wrong) }
  }

  @Test func lengthsInLettersAreReadToo() throws {
    let code = try PixCode(
      parsing: "00020126420014br.gov.bcb.pix0120cobranca@example.com520400005303986540510.005802BR"
        + "5917JOÃO DA CONCEIÇÃO6008SÃO LUÍS62070503***6304DDB4")
    #expect(code.merchantName == "JOÃO DA CONCEIÇÃO")
    #expect(code.amount == Cents(1_000))
  }

  @Test func whatCannotBeMadeIsLeftOut() {
    func offered(_ key: String?, _ cents: Int64) -> PaymentMeans {
      PaymentMeans.offered(
        slipLine: Self.slip, key: key, amount: Cents(cents), name: "A", city: "B", number: "1")
    }
    #expect(offered("abc", 9_990).pixCode == nil)
    #expect(offered("a@b.com", 9_990).pixCode != nil)
    #expect(offered(nil, 9_990).slipLine != nil)
    // A part was paid: the boleto is for more than is owed.
    #expect(offered(nil, 5_000) == .none)
  }
}
