import Credit

extension FuzzedParser {
  static let money: [FuzzedParser] = [
    text(
      "amount",
      [
        "1.234,56", "1234,56", "1234.56", "1234", "-0,01", "9.999.999.999,99", "9999999999.99",
        "0,5", "1.234.567", "1.23", "000000000001,00",
      ]
    ) {
      Cents(parsing: $0)
    } write: {
      let sign = $0 < .zero ? "-" : ""
      let plain = "\($0.amount.magnitude / 100)"
      let small = padded(Int($0.amount.magnitude % 100), 2)
      return [sign + $0.digits, sign + plain + "." + small, sign + plain + "," + small]
    }
  ]

  static let calendar: [FuzzedParser] = [
    text("date-iso", ["2026-11-23", "2024-02-29", "0001-01-01", "9999-12-31", "1900-02-28"]) {
      CivilDate(iso: $0)
    } write: {
      [$0.description]
    },
    text("date-brazilian", ["23/11/2026", "29/02/2024", "01/01/0001", "31/12/9999"]) {
      CivilDate(brazilian: $0)
    } write: {
      [$0.brazilian]
    },
    text(
      "instant",
      [
        "2026-11-23T12:00:00Z", "2026-11-23t12:00:00.25-03:00", "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z", "2026-11-23T12:00:00.123456789+05:30",
        "1969-12-31T23:59:59.999999z", "0001-01-01T23:59:59+23:59",
      ]
    ) {
      Instant(rfc3339: $0)
    } write: {
      [$0.description]
    },
    text("id", [ID<Person>(1).description, ID<Person>(.max).description, "per_0000000000000"]) {
      ID<Person>($0)
    } write: {
      [$0.description]
    },
    FuzzedParser(
      "digits", corpus: ["0", "00012", "9223372036854775807", "2026"].map { Array($0.utf8) }
    ) { bytes in
      guard let value = CivilDate.number(bytes[...]) else { return .refused }
      let written = padded(value, bytes.count)
      try FuzzFault.expect(Array(written.utf8) == bytes || bytes.isEmpty, "written as \(written)")
      return .taken(written.utf8.count)
    },
  ]
}
