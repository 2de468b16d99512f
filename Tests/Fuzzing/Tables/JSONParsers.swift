import JSONText

extension FuzzedParser {
  private static let values = [
    #"{"a":1,"b":[true,false,null],"c":{"d":"e\u00e9\n\ud83d\ude00"}}"#, "[1.50,-2e10,0,-0,1E+2]",
    #""\"\\\/\b\f\n\r\t""#, "9223372036854775807", "-9223372036854775808", "1e400", "0.000e-400",
    #"{"reference":"lst_0000000000001","amountCents":13977,"dueOn":"2026-08-24","x":{}}"#,
    String(repeating: "[", count: 32) + String(repeating: "]", count: 32),
  ].map { Array($0.utf8) }

  static let json: [FuzzedParser] = [
    FuzzedParser("json", corpus: values, longest: 1_024) { bytes in
      let value: JSON
      do throws(JSONError) {
        value = try JSON.parse(bytes)
      } catch {
        if case .malformed(let offset) = error {
          try FuzzFault.expect((0...bytes.count).contains(offset), "a fault at \(offset)")
        }
        return .refused
      }
      for written in [value.bytes, Array(value.prettyText.utf8)] {
        do {
          let again = try JSON.parse(written)
          try FuzzFault.expect(again == value, "written as \(FuzzRun.shown(written))")
        } catch let error as JSONError {
          throw FuzzFault("what it writes is refused: \(FuzzRun.shown(written)) (\(error))")
        }
      }
      try FuzzFault.expect(things(value) <= bytes.count, "\(things(value)) things")
      return .taken(value.bytes.count)
    },
    // A number without a fraction is a whole one, however it is written.
    FuzzedParser(
      "json-number",
      corpus: [
        "1", "1.0", "1e4", "-13977.00", "100e-2", "1e-400", "9.223372036854775807e18", "0e9",
      ]
      .map { Array($0.utf8) }, longest: 420
    ) { bytes in
      let value = try JSON.parse(bytes)
      guard let whole = value.integer else { return .refused }
      try FuzzFault.expect(
        value.bytes.first == UInt8(ascii: "-") ? whole <= 0 : whole >= 0, "\(whole)")
      return .taken(20)
    },
  ]

  /// Values inside of one another, itself included.
  private static func things(_ value: JSON) -> Int {
    let inner = (value.elements ?? []) + (value.members ?? []).map(\.value)
    return inner.reduce(1) { $0 + things($1) }
  }
}
