import Credit

extension FuzzedParser {
  static let postal: [FuzzedParser] = [
    text("postal-code", ["80010000", "80010-000", "80.010-000", "00000000"]) {
      PostalCode($0)
    } write: {
      [$0.text, $0.printed]
    },
    text("tracking-number", ["SZ460209415BR", "jt194690698br", "RR473124829BR"]) {
      TrackingNumber($0)
    } write: {
      [$0.text, $0.text.lowercased()]
    },
    text("franchise-code", [String(repeating: "0", count: 34), String(repeating: "7", count: 34)]) {
      FranchiseCode($0)
    } write: {
      [$0.text]
    },
    text("state", ["SP", "pr", "To", "DF"]) {
      FederativeUnit(code: $0)
    } write: {
      [$0.code, $0.code.lowercased()]
    },
    // The number of a house and the client's field as people and configuration write them.
    FuzzedParser(
      "letter-matrix",
      corpus: ["1578 apto 9", "s/n", "123456", "LST-1"].map { Array($0.utf8) }
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      guard let code = PostalCode("80010000"),
        let franchise = FranchiseCode(String(repeating: "1", count: 34))
      else { throw FuzzFault("the letter's own codes are refused") }
      let letter = LetterMatrix(
        destination: code, destinationNumber: text, returnTo: code, returnNumber: "7",
        kind: .simpleFranchise, franchise: franchise, mainService: "82015", activityCode: "6110803",
        clientField: text)
      let content = try letter.content()
      try FuzzFault.expect(
        content.utf8.count == LetterMatrix.fixedLength + text.utf8.count + 1,
        "\(content.utf8.count) characters")
      try FuzzFault.expect(content.utf8.allSatisfy { (32...126).contains($0) }, "not printable")
      return .taken(content.utf8.count)
    },
  ]
}
