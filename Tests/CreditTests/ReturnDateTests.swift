import Testing

@testable import Credit

/// From which day the money of a payment is there, by what the file of each bank tells.
@Suite("Days of return files")
struct ReturnDateTests {
  private func only(_ bytes: [UInt8]) throws -> ReturnEntry {
    let read = try ReadReturn(bytes)
    #expect(read.faults == [])
    return try #require(read.entries.first)
  }

  private func entry400(
    _ bank: String, credit: (Int, String), extra: [(Int, String)] = [],
    header: [(Int, String)] = []
  ) throws -> ReturnEntry {
    let title = ReturnFileSample.title400(
      bank == "104" ? "21" : "06", credit: credit, extra: extra)
    var first = ReturnFileSample.header400(bank)
    for (place, text) in header {
      for (offset, byte) in text.utf8.enumerated() { first[place - 1 + offset] = byte }
    }
    return try only(
      ReturnFileSample.join([
        first, title, ReturnFileSample.line(400, [(1, "9201"), (395, "000003")]),
      ])
    )
  }

  private func expect(
    _ entry: ReturnEntry, _ day: String, _ source: ReturnDateSource,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(entry.availableOn?.description == day, sourceLocation: location)
    #expect(entry.dateSource == source, sourceLocation: location)
  }

  @Test func aBankThatSendsNoCreditDate() throws {
    // Monday to Tuesday; Friday over the weekend; Carnival closes the banks.
    expect(try entry400("021", credit: (296, "      ")), "2026-11-24", .nextBusinessDay)
    expect(
      try entry400("021", credit: (296, "      "), extra: [(111, "271126")]), "2026-11-30",
      .nextBusinessDay)
    expect(
      try entry400("021", credit: (296, "      "), extra: [(111, "130226")]), "2026-02-18",
      .nextBusinessDay)
  }

  @Test func flagsAndTrueDatesOfBNB() throws {
    expect(try entry400("004", credit: (296, "231126")), "2026-11-23", .credit)
    expect(try entry400("004", credit: (296, "031226")), "2026-12-03", .credit)
    // Eleven days after, or before the payment: flags that look like a date.
    expect(try entry400("004", credit: (296, "041226")), "2026-11-24", .nextBusinessDay)
    expect(try entry400("004", credit: (296, "221126")), "2026-11-24", .nextBusinessDay)
    expect(try entry400("004", credit: (296, "010111")), "2026-11-24", .nextBusinessDay)
    // Another bank without credit date has flags there that are none.
    expect(try entry400("021", credit: (296, "251126")), "2026-11-24", .nextBusinessDay)
  }

  @Test func olderFilesOfCaixa() throws {
    expect(try entry400("104", credit: (294, "261126")), "2026-11-26", .credit)
    expect(try entry400("104", credit: (296, "261126")), "2026-11-26", .credit)
    expect(try entry400("104", credit: (294, "000000")), "2026-11-23", .occurrence)
  }

  @Test func datesOfTheHeader() throws {
    expect(
      try entry400("341", credit: (296, "000000"), header: [(114, "251126")]), "2026-11-25", .credit
    )
    expect(
      try entry400("341", credit: (296, "261126"), header: [(114, "251126")]), "2026-11-26", .credit
    )
    expect(
      try entry400("399", credit: (296, "261126"), header: [(120, "251126")]), "2026-11-25", .credit
    )
    expect(try entry400("399", credit: (296, "261126")), "2026-11-24", .nextBusinessDay)
  }

  @Test func aPaymentWithoutAnyDate() throws {
    // The day on which the file was made.
    expect(
      try entry400("237", credit: (296, "000000"), extra: [(111, "000000")]), "2026-11-23", .file)
    let read = try ReadReturn(
      ReturnFileSample.join([
        ReturnFileSample.line(400, [(1, "02RETORNO01COBRANCA"), (77, "237")]),
        ReturnFileSample.title400("06", credit: (296, "000000"), extra: [(111, "000000")]),
        ReturnFileSample.line(400, [(1, "9201")]),
      ]))
    #expect(read.faults.map(\.code) == ["return-date-missing"])
    // Where nothing was paid no day is missing, and none is told.
    let entry = try entry400("237", credit: (296, "261126"), extra: [(109, "14")])
    #expect(entry.availableOn == nil && entry.dateSource == nil)
    #expect(entry.occurredOn?.description == "2026-11-23")
  }

  @Test func daysOfHeaders() throws {
    func made(_ bank: String, _ fields: [(Int, String)]) throws -> ReturnHeader {
      let line = ReturnFileSample.line(
        400, [(1, "02RETORNO01COBRANCA"), (27, "AG 1"), (77, bank)] + fields)
      return try ReturnHeader(ReturnLine(line[...]))
    }
    #expect(try made("237", [(95, "231126")]).generatedOn?.description == "2026-11-23")
    #expect(try made("748", [(95, "20261123")]).generatedOn?.description == "2026-11-23")
    #expect(try made("070", [(95, "23112026")]).generatedOn?.description == "2026-11-23")
    #expect(try made("336", [(125, "231126")]).generatedOn?.description == "2026-11-23")
    #expect(try made("999", [(95, "231126")]).isKnown == false)
    #expect(try made("237", []).agreement == "AG 1")
    #expect(try made("001", [(150, "1234567")]).agreement == "1234567")
    #expect(try made("001", []).agreement == "AG 1")
    #expect(try made("341", [(114, "241126")]).creditedOn?.description == "2026-11-24")
    #expect(throws: ReturnRefusal.unknownLayout) { try made("2X7", []) }
  }

  @Test func headersOf240() throws {
    func header(_ fields: [(Int, String)]) throws -> ReturnHeader {
      try ReturnHeader(ReturnLine(ReturnFileSample.line(240, fields)[...]))
    }
    let start: [(Int, String)] = [(1, "10400000"), (53, "CONTA"), (143, "223112026")]
    #expect(try header(start).agreement == "CONTA")
    #expect(try header(start + [(33, "CONVENIO")]).agreement == "CONVENIO")
    #expect(try header(start + [(33, "CONVENIO"), (59, "123456")]).agreement == "123456")
    #expect(try header(start).generatedOn?.description == "2026-11-23" && header(start).isKnown)
    let unknown: [(Int, String)] = [(1, "99900000"), (143, "2")]
    #expect(try header(unknown + [(33, "ABC")]).agreement == "ABC")
    #expect(try header(unknown + [(52, "Z"), (53, "Y")]).agreement == "Z")
    #expect(try !header(unknown).isKnown && header(unknown + [(53, "Y")]).agreement == "Y")
    for flag in ["2", "0", " "] { #expect(try header(start + [(143, flag)]).bank == "104") }
    #expect(throws: ReturnRefusal.remittance) { try header(start + [(143, "1")]) }
    #expect(throws: ReturnRefusal.unknownLayout) { try header(start + [(143, "3")]) }
    #expect(throws: ReturnRefusal.unknownLayout) { try header([(1, "1X400000"), (143, "2")]) }
    #expect(throws: ReturnRefusal.unknownLayout) { try header([(1, "10400010"), (143, "2")]) }
    #expect(throws: ReturnRefusal.unsupported(name: ReturnHeader.cnab150)) {
      try header([(1, "A1")])
    }
    #expect(throws: ReturnRefusal.unknownLayout) { try header([(1, "A1"), (151, "x")]) }
    #expect(throws: ReturnRefusal.unknownLayout) { try header([(1, "A3")]) }
    #expect(throws: ReturnRefusal.wrongLength(bytes: 78)) {
      try header([(1, "02RETORNO"), (78, "7")])
    }
  }

  /// CPF or CNPJ at the right of fifteen places, with or without its kind.
  @Test(
    arguments: [
      ("1000052998224725", "52998224725"), ("2011222333000181", "11222333000181"),
      ("0000052998224725", "52998224725"), ("0011222333000181", "11222333000181"),
      (" 000052998224725", "52998224725"), ("1000000000000000", nil), ("1              7", nil),
      ("2   222333000181", nil), ("9   222333000181", nil), ("1    52998224725", "52998224725"),
    ] as [(String, String?)])
  func payers(_ text: String, _ document: String?) throws {
    var title = ReturnFileSample.title240("085", "06")
    for (offset, byte) in text.utf8.enumerated() { title[0][132 + offset] = byte }
    let entry = try only(ReturnFileSample.file240("085", [title]))
    #expect(entry.payerDocument == document)
  }

  @Test func sharesOfBanrisulAreOneTitle() throws {
    let titles = ["06", "06", "08"].map { ReturnFileSample.title400($0) }
    for (bank, count) in [("041", 2), ("237", 3)] {
      let read = try ReadReturn(
        ReturnFileSample.file400(bank, bank == "237" ? [titles[0], titles[1], titles[0]] : titles))
      #expect(read.entries.count == count, "\(bank)")
    }
  }
}
