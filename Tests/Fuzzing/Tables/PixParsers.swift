import Credit

extension FuzzedParser {
  private static let codes = [
    "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR"
      + "5913Fulano de Tal6008BRASILIA62070503***63041D3D",
    "00020126180014br.gov.bcb.pix5204000053039865802BR5917PROVEDOR FICTICIO6006RECIFE62070503***"
      + "80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/0f0e0d0c0b0a09080706050403020100"
      + "6304910E",
    "00020126420014br.gov.bcb.pix0120cobranca@example.com520400005303986540510.005802BR"
      + "5917JOÃO DA CONCEIÇÃO6008SÃO LUÍS62070503***6304DDB4",
  ]

  /// The bytes with the checksum that they should have, so that what stands before it is read.
  private static func summed(_ bytes: [UInt8]) -> String {
    let body = Array(bytes.prefix(504)) + Array("6304".utf8)
    let text = String(decoding: body, as: UTF8.self)
    let digits = String(CRC16.checksum(text.utf8), radix: 16, uppercase: true)
    return text + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }

  static let pix: [FuzzedParser] = [
    text("pix-code", codes, longest: 600) {
      try PixCode(parsing: $0)
    } write: {
      [$0.text, " \($0.text)\r\n"]
    },
    FuzzedParser(
      "pix-fields", corpus: codes.map { Array($0.utf8.dropLast(8)) }, longest: 600
    ) { bytes in
      let code = try PixCode(parsing: summed(bytes))
      let again: PixCode
      do {
        again = try PixCode(parsing: code.text)
      } catch {
        throw FuzzFault("what it writes is refused: \(code.text)")
      }
      try FuzzFault.expect(again == code, "what it writes is another code: \(code.text)")
      if let amount = code.amount {
        try FuzzFault.expect(amount >= .zero && amount <= .largest, "an amount of \(amount)")
      }
      return .taken(code.text.utf8.count)
    },
    text(
      "pix-key",
      [
        "529.982.247-25", "11222333000181", "12.abc.345/01de-35", " Cobranca@Example.com ",
        "+55 (41) 99999-8888", "+554133330000", "123E4567-E12B-12D1-A456-426655440000",
      ]
    ) {
      try PixKey(parsing: $0)
    } write: {
      [$0.text, " " + $0.text + " "]
    },
    FuzzedParser(
      "payment-means",
      corpus: codes.map { Array($0.utf8) } + [
        Array("34191.09123 34567.890123 34567.000004 1 16390000009990".utf8)
      ], longest: 600
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      do throws(PaymentMeans.Faults) {
        let means = try PaymentMeans.checked(
          slipLine: text, pixCode: nil, debt: Cents(9_990))
        return .taken(means.slipLine?.utf8.count ?? 0)
      } catch {
        try FuzzFault.expect(error.sentences.count == 1, "told \(error.sentences)")
      }
      let means = try PaymentMeans.checked(slipLine: nil, pixCode: text, debt: Cents(1_000))
      return .taken(means.pixCode?.utf8.count ?? 0)
    },
  ]
}
