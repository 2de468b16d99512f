import Testing

@testable import Credit

@Suite("Details of return lines")
struct ReturnDetailTests {
  private func only(_ bank: String, _ title: [UInt8]) throws -> ReturnEntry {
    let read = try ReadReturn(ReturnFileSample.file400(bank, [title]))
    #expect(read.faults == [])
    return try #require(read.entries.first)
  }

  @Test func chargesAreInterestFineAndWhatElseIsAdded() throws {
    let caixa = try only(
      "104",
      ReturnFileSample.title400(
        "21", credit: (294, "241126"),
        extra: [
          (228, padded(30, 13)), (241, padded(40, 13)), (267, padded(500, 13)),
          (280, padded(70, 13)),
        ]))
    #expect(caixa.amounts.charges == Cents(570))
    #expect(caixa.amounts.rebate == Cents(30) && caixa.amounts.discount == Cents(40))
    #expect(caixa.amounts.due == Cents(12_920))
    let brb = try only(
      "070",
      ReturnFileSample.line(
        400,
        [
          (1, "1"), (71, "123451907015"), (93, "DOC-1"), (109, "05"), (111, "23112026"),
          (119, "24112026"), (157, padded(12_990, 13)), (245, padded(40, 13)),
          (258, padded(13_000, 13)), (271, padded(5, 13)), (284, padded(55, 13)), (395, "000002"),
        ]))
    #expect(brb.amounts.discount == Cents(45) && brb.amounts.charges == Cents(55))
    #expect(brb.extent == .full && brb.availableOn?.description == "2026-11-24")
  }

  @Test func aRecordAboutTheAccountHasNeitherNumberNorDocument() throws {
    let zeros = String(repeating: "0", count: 20)
    func entry(_ occurrence: String, number: String, document: String) throws -> ReturnEntry {
      try only(
        "341",
        ReturnFileSample.title400(
          occurrence, extra: [(63, number), (94, "0"), (117, document)]))
    }
    #expect(try entry("28", number: zeros, document: "          ").isAboutAccount)
    #expect(try entry("28", number: zeros, document: "0000000000").isAboutAccount)
    #expect(try !entry("28", number: zeros, document: "DOC-1     ").isAboutAccount)
    #expect(try !entry("28", number: "00012345678901234567", document: "          ").isAboutAccount)
    #expect(try !entry("06", number: zeros, document: "0000000000").isAboutAccount)
  }

  @Test func whatToAskTheBankForWhereALayoutIsNotKnown() throws {
    func told(_ bank: String) throws -> String {
      let read = try ReadReturn(
        ReturnFileSample.file400(bank, [ReturnFileSample.title400("06")]))
      return read.faults.first?.detail ?? ""
    }
    // Ailos has a layout of 240 places that is known; 999 has none; 047 has sources that differ.
    #expect(try told("085").contains("o CNAB 240 deste banco é conhecido: peça o retorno nele"))
    #expect(try told("999").contains("peça ao banco o retorno em CNAB 240 ou registre"))
    #expect(try told("047").contains("as fontes públicas se contradizem (registro 1)"))
  }

  @Test func aLineThatIsTooLongIsOneRecord() throws {
    let title = ReturnFileSample.title400("06")
    let long = [UInt8](repeating: 49, count: 3_000)
    let file = ReturnFileSample.file400("033", [title, long, title])
    for chunk in [7, 2_048, 2_049, file.count] {
      let read = try ReadReturn(file, chunk: chunk)
      #expect(read.faults.map(\.code) == ["return-line-too-long"], "\(chunk)")
      #expect(read.entries.map(\.line) == [2, 4] && read.reader.warnings == [], "\(chunk)")
    }
    // The longest line that is looked at, and one byte more.
    for (count, code) in [(2_048, "return-line-too-wide"), (2_049, "return-line-too-long")] {
      let wide = ReturnFileSample.file400("033", [[UInt8](repeating: 49, count: count - 1)])
      #expect(try ReadReturn(wide).faults.map(\.code) == [code], "\(count)")
    }
  }
}
