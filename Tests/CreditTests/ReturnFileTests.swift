import Testing

@testable import Credit

/// Bank, occurrence, reasons and kind in CNAB 240.
private let meanings240: [(String, String, String, SettlementKind)] = [
  ("001", "06", "", .full), ("001", "17", "", .full), ("001", "44", "", .reversal),
  ("001", "50", "", .waiting), ("001", "09", "", .notPayment), ("001", "03", "", .rejected),
  ("104", "06", "0201", .full), ("104", "06", "0302", .waiting), ("104", "46", "", .full),
  ("104", "44", "", .reversal), ("104", "47", "", .reversal),
  ("756", "50", "", .waiting), ("756", "44", "", .reversal), ("756", "06", "", .full),
  ("748", "06", "X0", .waiting), ("748", "06", "H5XB", .waiting), ("748", "06", "H5", .full),
  ("341", "08", "", .full), ("341", "10", "", .waiting), ("341", "17", "", .rejected),
  ("341", "06", "00000000CC", .waiting), ("341", "06", "00000000B2", .full),
  ("341", "69", "", .reversal), ("237", "45", "", .full), ("237", "50", "", .waiting),
  ("208", "06", "", .full), ("133", "17", "", .full), ("041", "06", "", .full),
  // Banks without rows of their own take the FEBRABAN rows.
  ("999", "06", "", .full), ("999", "46", "", .notPayment), ("999", "44", "", .reversal),
  // A bank with rows takes no payment and no reversal from them.
  ("085", "44", "", .waiting), ("208", "Z9", "", .waiting), ("208", "44", "", .reversal),
  ("041", "AA", "", .waiting), ("041", "AB", "", .waiting), ("085", "76", "", .full),
  ("085", "06", "02", .partial), ("085", "06", "0036", .waiting), ("097", "17", "", .waiting),
  ("097", "65", "", .waiting), ("136", "01", "", .full), ("136", "07", "", .waiting),
  ("136", "02", "0000000010", .notPayment), ("237", "06", "18", .partial),
  ("745", "06", "88", .partial), ("748", "36", "", .rejected), ("748", "06", "02", .partial),
  ("001", "85", "", .notPayment), ("999", "06", "02", .partial), ("999", "54", "", .notPayment),
]

/// Bank, occurrence, further fields and kind in CNAB 400.
private let meanings400: [(String, String, [(Int, String)], SettlementKind)] = [
  ("104", "21", [], .full), ("104", "22", [], .full), ("104", "02", [], .notPayment),
  ("104", "06", [], .notPayment), ("104", "23", [], .notPayment), ("104", "33", [], .reversal),
  ("756", "05", [], .full), ("756", "15", [], .full), ("756", "10", [], .notPayment),
  ("748", "06", [], .full), ("748", "17", [], .full), ("748", "06", [(319, "X7")], .waiting),
  ("341", "06", [], .full), ("341", "59", [], .waiting), ("341", "07", [], .partial),
  ("341", "15", [], .rejected), ("341", "69", [], .reversal), ("341", "47", [], .notPayment),
  ("341", "06", [(393, "CC")], .waiting), ("341", "06", [(393, "BL")], .full),
  ("033", "08", [], .full), ("033", "07", [], .partial), ("033", "16", [], .waiting),
  ("033", "09", [], .notPayment), ("237", "06", [], .full), ("237", "15", [], .full),
  ("237", "06", [(319, "15")], .waiting), ("237", "16", [], .waiting),
  ("237", "22", [], .reversal), ("237", "40", [], .reversal), ("422", "41", [], .full),
  ("422", "40", [], .notPayment), ("041", "04", [], .full), ("041", "07", [], .partial),
  ("041", "30", [], .waiting), ("041", "25", [], .waiting), ("041", "15", [], .full),
  ("041", "31", [], .waiting), ("041", "06", [(343, "2")], .waiting),
  ("104", "35", [], .full), ("104", "36", [], .reversal), ("104", "25", [], .notPayment),
  ("104", "21", [(192, "2")], .waiting), ("237", "06", [(319, "18")], .partial),
  ("237", "06", [(166, "341"), (296, "      "), (319, "00000")], .waiting),
  ("237", "06", [(166, "341"), (319, "00000")], .full), ("237", "73", [], .notPayment),
  ("033", "06", [(135, "01")], .partial), ("033", "17", [], .full), ("033", "93", [], .waiting),
  ("336", "07", [], .full), ("336", "75", [], .partial), ("336", "72", [], .waiting),
  ("336", "69", [], .reversal), ("336", "74", [], .reversal),
  ("341", "95", [], .waiting), ("341", "10", [], .waiting), ("341", "32", [], .notPayment),
  ("004", "08", [], .full), ("004", "55", [], .rejected), ("021", "06", [(83, "40")], .waiting),
  ("399", "38", [], .full), ("399", "33", [], .partial), ("399", "36", [], .waiting),
  ("224", "10", [], .waiting), ("633", "08", [], .full), ("745", "15", [], .full),
  ("745", "06", [(302, "08")], .partial), ("745", "18", [], .notPayment),
  ("133", "15", [], .notPayment), ("133", "17", [], .full), ("341", "Z9", [], .waiting),
]

@Suite("Return files")
struct ReturnFileTests {
  private func only(_ bytes: [UInt8]) throws -> ReturnEntry {
    let read = try ReadReturn(bytes)
    #expect(read.faults == [])
    #expect(read.reader.warnings.filter { !$0.code.hasPrefix("return-layout-") } == [])
    return try #require(read.entries.first)
  }

  @Test("Segments T and U make one entry")
  func pair() throws {
    let entry = try only(
      ReturnFileSample.file240("085", [ReturnFileSample.title240("085", "06", reasons: "0400")]))
    #expect(entry.line == 3)
    #expect(entry.bank == "085")
    #expect(entry.agreement == "CONVENIO 7")
    #expect(entry.bankNumber == "17000000000012345")
    #expect(entry.documentNumber == "DOC-1")
    #expect(entry.companyUse == "USO 1")
    #expect(entry.kind == .full)
    #expect(entry.reasons == ["04"])
    #expect(entry.paid == Cents(12_990))
    #expect(entry.face == Cents(12_990))
    #expect(entry.fee == Cents(250))
    #expect(entry.dueOn == CivilDate(iso: "2026-10-10"))
    #expect(entry.occurredOn == CivilDate(iso: "2026-11-23"))
    #expect(entry.availableOn == CivilDate(iso: "2026-11-24"))
    #expect(entry.payerDocument == "52998224725")
    #expect(
      entry.signature == "085|240|CONVENIO 7|17000000000012345|DOC-1|06|2026-11-23|12990|0001.00001"
    )
  }

  @Test("What an occurrence means in CNAB 240", arguments: meanings240)
  func kinds240(bank: String, occurrence: String, reasons: String, kind: SettlementKind) throws {
    let entry = try only(
      ReturnFileSample.file240(
        bank, [ReturnFileSample.title240(bank, occurrence, reasons: reasons)]))
    #expect(entry.kind == kind, "\(bank) \(occurrence) \(reasons)")
    #expect((entry.availableOn != nil) == (kind == .full || kind == .partial))
    #expect(!entry.detail.isEmpty)
  }

  @Test("Santander's fields stand further left")
  func santander() throws {
    let lines = [
      ReturnFileSample.line(
        240,
        [
          (1, "03300013" + "00001T"), (16, "06"), (41, "4000000012345"), (55, "DOC-9"),
          (70, "10102026"), (78, padded(12_990, 15)), (101, "USO 9"), (128, "2012345678000195"),
          (194, padded(99, 15)), (209, "04"),
        ]),
      ReturnFileSample.title240("033", "06")[1],
    ]
    let entry = try only(ReturnFileSample.file240("033", [lines]))
    #expect(entry.bankNumber == "4000000012345")
    // CNAB 400 has its last eight digits only; a title may have the whole number, and no bank.
    for (number, bank) in [("4000000012345", nil), ("400000001234-5", "033"), ("12345", "033")] {
      #expect(entry.number.isSame(as: number, bank: bank))
    }
    #expect(entry.documentNumber == "DOC-9")
    #expect(entry.companyUse == "USO 9")
    #expect(entry.dueOn == CivilDate(iso: "2026-10-10"))
    #expect(entry.face == Cents(12_990))
    #expect(entry.fee == Cents(99))
    #expect(entry.payerDocument == "12345678000195")
    #expect(entry.reasons == ["04"])
  }

  @Test("What an occurrence means in CNAB 400", arguments: meanings400)
  func kinds400(
    bank: String, occurrence: String, extra: [(Int, String)], kind: SettlementKind
  ) throws {
    let entry = try only(
      ReturnFileSample.file400(bank, [ReturnFileSample.title400(occurrence, extra: extra)]))
    #expect(entry.kind == kind, "\(bank) \(occurrence) \(extra)")
  }

  @Test(
    "Banco do Brasil's nature of receipt decides",
    arguments: [
      ("06", "01", SettlementKind.full), ("15", "09", .full), ("05", "05", .full),
      ("06", "02", .partial), ("08", "10", .partial), ("06", "04", .waiting),
      ("06", "11", .waiting), ("06", "00", .waiting), ("07", "01", .partial),
      ("46", "01", .waiting), ("44", "01", .reversal), ("09", "00", .notPayment),
    ])
  func nature(occurrence: String, nature: String, kind: SettlementKind) throws {
    let title = ReturnFileSample.title400(
      occurrence, credit: (176, "251126"), record: "7",
      extra: [(64, "16224200000000003"), (87, nature)])
    let entry = try only(ReturnFileSample.file400("001", [title]))
    #expect(entry.kind == kind)
    #expect(entry.bankNumber == "16224200000000003")
    if kind == .full { #expect(entry.availableOn == CivilDate(iso: "2026-11-25")) }
  }

  @Test(
    "Where the number of the title and the credit date stand",
    arguments: [
      ("756", "06", (176, "261126"), "000123456789"), ("422", "06", (296, "261126"), "000123456"),
      ("041", "06", (296, "261126"), "0001234567"), ("237", "06", (296, "261126"), "678901234567"),
      ("341", "06", (296, "261126"), "00012345"), ("104", "21", (294, "261126"), "00012345678"),
      ("748", "06", (329, "20261126"), "00012345678901234567".prefix(0).description),
    ])
  func places(bank: String, occurrence: String, credit: (Int, String), number: String) throws {
    let extra = bank == "748" ? [(48, "         162015")] : []
    let title = ReturnFileSample.title400(occurrence, credit: credit, extra: extra)
    let entry = try only(ReturnFileSample.file400(bank, [title]))
    #expect(entry.bankNumber == (bank == "748" ? "162015" : number))
    #expect(entry.availableOn == CivilDate(iso: "2026-11-26"), "\(bank)")
  }

  @Test("Inter has a layout of its own")
  func inter() throws {
    let title = ReturnFileSample.line(
      400,
      [
        (1, "1"), (38, "USO 1"), (71, "00000012345"), (90, "06"), (92, "231126"), (98, "DOC-1"),
        (119, "101026"), (125, padded(12_990, 13)), (160, padded(13_100, 13)), (173, "241126"),
        (395, "000002"),
      ])
    let entry = try only(ReturnFileSample.file400("077", [title]))
    #expect(entry.bankNumber == "00000012345")
    #expect(entry.paid == Cents(13_100))
    #expect(entry.face == Cents(12_990))
    #expect(entry.dueOn == CivilDate(iso: "2026-10-10"))
    #expect(entry.availableOn == CivilDate(iso: "2026-11-24"))
    #expect(entry.kind == .full)
  }

  @Test("Without a credit date the money counts from the day of payment")
  func noCreditDate() throws {
    let entry = try only(
      ReturnFileSample.file400(
        "237", [ReturnFileSample.title400("06", credit: (296, "000000"))]))
    #expect(entry.availableOn == CivilDate(iso: "2026-11-23"))
  }

  @Test(
    "Listings by the bank itself are told",
    arguments: [
      ("341", "75", BankListing.active as BankListing?), ("341", "77", .ended),
      ("341", "74", nil), ("422", "56", .active), ("422", "57", .ended), ("422", "58", nil),
      ("237", "06", nil), ("237", "73", .active), ("237", "74", .ended), ("748", "78", .active),
    ])
  func bankListing(bank: String, occurrence: String, listing: BankListing?) throws {
    let entry = try only(
      ReturnFileSample.file400(bank, [ReturnFileSample.title400(occurrence)]))
    #expect(entry.bankListing == listing)
  }
}
