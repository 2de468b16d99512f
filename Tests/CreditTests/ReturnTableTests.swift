import Testing

@testable import Credit

@Suite("Tables of bank layouts")
struct ReturnTableTests {
  private let table = ReturnPlacesTable.published

  @Test("Every line of the tables is a row")
  func wellFormed() {
    #expect(table.malformed == [])
    #expect(SettlementTable.published.malformed == [])
    #expect(table.all.allSatisfy { !$0.source.isEmpty })
    for places in table.all {
      for field in [ReturnPlaces.Field.nn, .doc, .occ, .date, .due, .face, .paid] {
        #expect(places[field] != nil, "\(places.layout) \(places.bank) \(field)")
      }
      let last = places.fields.values.map(\.upperBound).max() ?? 0
      #expect(last <= places.layout.rawValue, "\(places.layout) \(places.bank)")
    }
  }

  @Test("CNAB 400 stands as the specification has it, field by field")
  func specification() throws {
    let rows = try fixtureTable("return-places-400.txt")
    #expect(rows.count == 31)
    for row in rows {
      let places = try #require(
        table.maps(bank: row[0], layout: .cnab400).first { $0.records == Array(row[1].utf8) },
        "\(row[0]) \(row[1])")
      for word in row[2].split(separator: " ") {
        let parts = word.split(separator: "=").map(String.init)
        if parts[0] == "kind" {
          #expect(places.meaning.rawValue == parts[1].prefix(1), "\(row[0]) \(word)")
          continue
        }
        let ends = parts[1].prefix { $0 != "/" }.split(separator: "-").compactMap { Int($0) }
        let wanted = try #require(ends.first)...(try #require(ends.last))
        let field = try #require(ReturnPlaces.Field(rawValue: parts[0]), "\(word)")
        switch (places.bank, field) {
        case ("748", .nn), ("748", .dv): #expect(places[.nn] == 48...62)
        case ("104", .nn): #expect(places[.show] == wanted)
        default: #expect(places[field] == wanted, "\(row[0]) \(word)")
        }
      }
    }
    let known = Set(rows.map { $0[0] })
    let banks = Set(table.all.filter { $0.layout == .cnab400 }.map(\.bank))
    #expect(banks == known)
  }

  @Test("The rows of both tables are those that were reviewed")
  func golden() throws {
    let places = table.all.map { places in
      let fields = places.fields.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { "\($0.key.rawValue)=\($0.value.lowerBound)-\($0.value.upperBound)" }
      let records = String(decoding: places.records, as: UTF8.self)
      let flags = [places.hasNoCredit ? "noCredit" : "", places.isYearFirst ? "yearFirst" : ""]
      return [
        "places", String(places.layout.rawValue), places.bank, records, places.meaning.rawValue,
        places.witness.rawValue, places.source, places.rule.rawValue, "\(places.inner)",
        places.codes, "\(places.reasonWidth)", flags.joined(),
        fields.joined(separator: " "),
      ].joined(separator: "|")
    }
    let codes = SettlementTable.published.rows.map { row in
      [
        "code", row.bank, String(row.layout.rawValue), row.occurrences.joined(separator: ","),
        "\(row.condition)", row.meaning.group.rawValue, row.meaning.bankListing?.rawValue ?? "-",
        row.meaning.detail,
      ].joined(separator: "|")
    }
    expectGolden(places + codes, "return-tables.txt")
  }

  @Test("Banks that no row is safe for are refused by name, line by line")
  func unknown() throws {
    for bank in ["999", "047", "389"] {
      let read = try ReadReturn(
        ReturnFileSample.file400(
          bank, [ReturnFileSample.title400("06"), ReturnFileSample.title400("06")]))
      #expect(read.entries == [])
      #expect(read.faults.map(\.line) == [2, 3])
      #expect(read.faults.allSatisfy { $0.code == "return-layout-unknown" })
      #expect(
        read.faults.first?.detail.hasPrefix(
          "O leiaute CNAB 400 do banco \(bank) não é conhecido") == true)
      #expect(read.reader.warnings.map(\.code).contains("return-layout-unknown"))
    }
    let safra = try ReadReturn(
      ReturnFileSample.file240("422", [ReturnFileSample.title240("422", "06")]))
    #expect(safra.faults.map(\.code) == ["return-layout-unknown"])
  }

  @Test("A bank without a row of 240 is read by the standard, with a notice")
  func assumed() throws {
    for (bank, witness) in [("999", LayoutWitness.assumed), ("077", .assumed), ("133", .programs)] {
      let read = try ReadReturn(
        ReturnFileSample.file240(bank, [ReturnFileSample.title240(bank, "06")]))
      #expect(read.entries.map(\.witness) == [witness])
      #expect(read.reader.warnings.map(\.code) == ["return-layout-" + witness.rawValue])
      #expect(read.faults == [])
    }
  }

  @Test("Unicred's records under Banco do Brasil's header are not read as its own")
  func foreign() throws {
    let title = ReturnFileSample.title400(
      "06", extra: [(46, "00000000000055510"), (63, String(repeating: " ", count: 20))])
    let read = try ReadReturn(ReturnFileSample.file400("001", [title]))
    #expect(read.entries == [])
    #expect(read.faults.map(\.code) == ["return-layout-unknown"])
  }

  @Test("Sicoob and C6 in the frames of others are told by what stands in the line")
  func frames() throws {
    let blank = String(repeating: " ", count: 20)
    let frames: [(String, [(Int, String)], String)] = [
      ("756", [(63, "00000000" + "000456789012")], "000456789012"),
      ("336", [(63, "00000000" + "123456789012")], "123456789012"),
      ("336", [(63, "00000012345P" + blank.prefix(8))], "00000012345P"),
      ("336", [(63, blank), (63, "12345678"), (86, "12345678"), (94, "9")], "12345678"),
    ]
    for (bank, extra, number) in frames {
      let read = try ReadReturn(
        ReturnFileSample.file400(bank, [ReturnFileSample.title400("06", extra: extra)]))
      #expect(read.entries.map(\.bankNumber) == [number], "\(bank) \(extra)")
    }
  }

  @Test("Lines of zeros are nothing; an account's fee is no fault; Santander's old code is its own")
  func oddities() throws {
    let zeros = ReturnFileSample.line(400, [(1, "1" + String(repeating: "0", count: 399))])
    let fee = ReturnFileSample.title400(
      "28", paid: 0,
      extra: [(38, "     "), (63, String(repeating: "0", count: 20)), (117, "          ")])
    let read = try ReadReturn(ReturnFileSample.file400("341", [zeros, fee]))
    #expect(read.faults == [])
    #expect(read.entries.map(\.isAboutAccount) == [true])
    let old = try ReadReturn(
      ReturnFileSample.file400("353", [ReturnFileSample.title400("17")]))
    #expect(old.entries.map(\.bank) == ["033"])
    #expect(old.entries.map(\.kind) == [.full])
  }

  @Test("A second header begins another file, which its own bank reads")
  func joined() throws {
    let caixa = ReturnFileSample.file400("104", [ReturnFileSample.title400("06")])
    let itau = ReturnFileSample.file400("341", [ReturnFileSample.title400("06")])
    let brazil = ReturnFileSample.file240("001", [ReturnFileSample.title240("001", "06")])
    for chunk in [3, 100_000] {
      let read = try ReadReturn(caixa + itau + brazil, chunk: chunk)
      #expect(read.entries.map(\.kind) == [.notPayment, .full, .full])
      #expect(read.entries.map(\.bank) == ["104", "341", "001"])
      #expect(read.reader.warnings.map(\.code) == ["return-second-header", "return-second-header"])
      #expect(read.reader.firstHeader?.bank == "104")
    }
    let cut = try ReadReturn(Array(caixa.dropLast(402)) + itau)
    #expect(
      cut.reader.warnings.map(\.code) == ["return-trailer-missing", "return-second-header"])
    let sent = try ReadReturn(itau + Array("01REMESSA01COBRANCA\r\nX\r\n".utf8) + itau)
    #expect(sent.faults.map(\.code) == ["return-is-remittance"])
    #expect(sent.entries.count == 2)
    #expect(sent.reader.fileCount == 3)
    #expect(
      sent.reader.warnings.map { $0.detail.prefix(20) } == ["Arquivo 3, banco 341"])
  }

  @Test("What only informs refuses no payment")
  func informing() throws {
    let title = ReturnFileSample.title400(
      "06", extra: [(147, "SEMREG"), (176, "XXXXXXXXXXXXX"), (166, "@@@")])
    let read = try ReadReturn(ReturnFileSample.file400("341", [title]))
    #expect(read.faults == [])
    #expect(read.entries.map(\.dueOn) == [nil])
    #expect(read.entries.map(\.kind) == [.full])
  }
}
