import Testing

@testable import Credit

@Suite("Postal codes and numbers")
struct PostalTests {
  @Test("Tracking numbers of the table")
  func tracking() throws {
    for row in try fixtureTable("tracking-numbers.txt") {
      #expect((TrackingNumber(row[0]) != nil) == (row[1] == "yes"), "\(row[0])")
      #expect(TrackingNumber(row[0].lowercased())?.text == (row[1] == "yes" ? row[0] : nil))
    }
    #expect(TrackingNumber(prefix: "AA", serial: 12_345_678)?.text == "AA123456785BR")
    #expect(TrackingNumber(prefix: "YA", serial: 99_999_999)?.text == "YA999999995BR")
    #expect(TrackingNumber(prefix: "A1", serial: 1) == nil)
    #expect(TrackingNumber(prefix: "AA", serial: 100_000_000) == nil)
  }

  @Test("The validator and the bars of a postal code")
  func bars() throws {
    for row in try fixtureTable("postal-bars.txt") {
      let code = try #require(PostalCode(row[0]))
      #expect(code.validator == Int(row[1]))
      #expect(code.bars.map { $0 ? "1" : "0" }.joined() == row[2])
      #expect(PostalCode(code.printed) == code)
    }
    for text in ["", "8001000", "80010-00", "80010_000", "8001000O", "800100000"] {
      #expect(PostalCode(text) == nil, "\(text)")
    }
  }

  private func matrix() throws -> LetterMatrix {
    let franchise = try FranchiseCode(
      regional: 72, contract: 12_345_678, lot: 42, object: 7, destination: .national,
      postedOn: CivilDate(iso: "2026-11-24")!)
    return LetterMatrix(
      destination: PostalCode("01310100")!, destinationNumber: "1578 apto 9",
      returnTo: PostalCode("80010-000")!, returnNumber: "s/n", kind: .registeredFranchise,
      franchise: franchise, additionalServices: ["002", "001"], mainService: "82015",
      activityCode: "6110803", tracking: TrackingNumber("AA123456785BR"), clientField: "LST-1")
  }

  @Test("The DataMatrix has its fields in order")
  func content() throws {
    let expected =
      "01310100" + "01578" + "80010000" + "00000" + "4" + "16"
      + "72" + "12345678" + "00042" + "00000000007" + "3" + "0" + "241126"
      + "0010020000" + "82015" + "000000000000000" + "006110803" + "AA123456785BR" + "LST-1|"
    #expect(try matrix().content() == expected)
    #expect(expected.utf8.count == 115 + 5 + 1)
  }

  @Test("An untracked letter has zeros in place of the number")
  func untracked() throws {
    var letter = try matrix()
    letter.tracking = nil
    letter.clientField = ""
    #expect(try letter.content().hasSuffix("0061108030000000000000|"))
    #expect(try letter.content().utf8.count == 116)
  }

  @Test("All faults of a letter are told at once")
  func faults() throws {
    var letter = try matrix()
    letter.destinationNumber = "123456"
    letter.mainService = "8201"
    letter.activityCode = "61A"
    letter.additionalServices = ["1", "002", "003", "004"]
    letter.clientField = String(repeating: "|", count: 55)
    #expect {
      try letter.content()
    } throws: { error in
      (error as? PostalFaults)?.faults == [
        .tooLong(field: "número do destinatário", limit: 5),
        .tooMany(field: "serviços adicionais", limit: 3),
        .wrongLength(field: "serviços adicionais", expected: 3, found: 1),
        .notNumeric(field: "CNAE"),
        .tooLong(field: "cliente", limit: 54),
        .notPrintable(field: "cliente"),
      ]
    }
    #expect(throws: PostalFaults.self) {
      try FranchiseCode(
        regional: 100, contract: -1, lot: 0, object: 0, destination: .local,
        postedOn: CivilDate(daysSinceEpoch: 0))
    }
    #expect(FranchiseCode("123") == nil)
  }
}
