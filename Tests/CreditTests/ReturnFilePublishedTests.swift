import Testing

@testable import Credit

/// Files that open-source projects publish as examples. They are not ours to distribute; where the
/// folder is absent the tests say so.
private let folder = "../shared/data/cnab/"
private let isPresent = FixtureFile.bytes(folder + "br_CNAB240.RET") != nil

@Suite(
  "Return files of the field",
  .enabled(if: isPresent, "the published return files are not beside the repository"))
struct ReturnFilePublishedTests {
  struct Expected: Sendable {
    let file: String
    let bank: String
    let layout: ReturnLayout
    let generatedOn: String
    /// Occurrence to count and cents.
    let totals: [String: [Int64]]
  }

  static let expected = [
    Expected(
      file: "br_CNAB240.RET", bank: "001", layout: .cnab240, generatedOn: "2011-12-29",
      totals: ["17": [35, 2_188_094]]),
    Expected(
      file: "lb_cnab240_banco_brasil.ret", bank: "001", layout: .cnab240,
      generatedOn: "2011-03-21", totals: ["06": [5, 12_880]]),
    Expected(
      file: "lb_cnab240_btg.ret", bank: "208", layout: .cnab240, generatedOn: "2021-06-15",
      totals: ["02": [1, 0], "06": [1, 80_000]]),
    Expected(
      file: "lb_cnab240_caixa.ret", bank: "104", layout: .cnab240, generatedOn: "2014-01-06",
      totals: ["06": [9, 101_000]]),
    Expected(
      file: "br_CBR64310.RET", bank: "001", layout: .cnab400, generatedOn: "2009-01-20",
      totals: ["06": [26, 1_005_183]]),
    Expected(
      file: "lb_cnab400_inter.ret", bank: "077", layout: .cnab400, generatedOn: "2021-12-06",
      totals: ["02": [1, 0]]),
    Expected(
      file: "lb_cnab400_sicredi.ret", bank: "748", layout: .cnab400, generatedOn: "2016-11-11",
      totals: ["02": [1, 10_000]]),
    Expected(
      file: "br_CNAB400BRADESCO.RET", bank: "237", layout: .cnab400, generatedOn: "2015-05-15",
      totals: ["02": [5, 145_000], "10": [1, 0]]),
  ]

  @Test("Bank, layout, counts and sums to the cent", arguments: expected)
  func totals(expected: Expected) throws {
    let bytes = try #require(FixtureFile.bytes(folder + expected.file), "\(expected.file)")
    for chunk in [7, 65_536] {
      let read = try ReadReturn(bytes, chunk: chunk)
      #expect(read.reader.header?.bank == expected.bank)
      #expect(read.reader.header?.layout == expected.layout)
      #expect(read.reader.header?.generatedOn?.description == expected.generatedOn)
      #expect(read.faults == [], "\(expected.file)")
      #expect(Set(read.entries.map(\.occurrence)) == Set(expected.totals.keys))
      for (occurrence, total) in expected.totals {
        #expect(read.total(occurrence) == total, "\(expected.file) \(occurrence)")
      }
      #expect(Set(read.entries.map(\.signature)).count == read.entries.count)
    }
  }

  @Test("The fields of one title of each family")
  func fields() throws {
    let brazil = try ReadReturn(try #require(FixtureFile.bytes(folder + "br_CNAB240.RET")))
    let first = try #require(brazil.entries.first)
    #expect(first.bankNumber == "14499570000020673")
    #expect(first.kind == .full)
    #expect(first.dueOn == nil)
    #expect(first.face == Cents(34_400))
    #expect(first.occurredOn?.description == "2011-12-29")
    #expect(first.availableOn?.description == "2012-01-02")
    let old = try ReadReturn(try #require(FixtureFile.bytes(folder + "br_CBR64310.RET")))
    let title = try #require(old.entries.first)
    #expect(title.bankNumber == "16224200000000003")
    #expect(title.kind == .full)
    #expect(title.occurredOn?.description == "2009-01-20")
    #expect(title.availableOn?.description == "2009-01-22")
    let caixa = try ReadReturn(try #require(FixtureFile.bytes(folder + "lb_cnab240_caixa.ret")))
    #expect(caixa.entries.first?.bankNumber == "24000000011136997")
    #expect(caixa.entries.first?.reasons == ["02", "01", "01"])
    #expect(caixa.entries.allSatisfy { $0.kind == .full })
    #expect(caixa.entries.first?.fee == Cents(125))
    let bradesco = try ReadReturn(
      try #require(FixtureFile.bytes(folder + "br_CNAB400BRADESCO.RET")))
    #expect(bradesco.entries[1].bankNumber == "51350000004P")
    #expect(bradesco.entries.allSatisfy { $0.kind == .notPayment && $0.availableOn == nil })
    let sicredi = try ReadReturn(
      try #require(FixtureFile.bytes(folder + "lb_cnab400_sicredi.ret")))
    #expect(sicredi.entries.first?.bankNumber == "00000162000015")
    let bytes = try #require(FixtureFile.bytes(folder + "lb_cnab240_btg.ret"))
    let btg = try ReadReturn(bytes)
    #expect(btg.entries.last?.documentNumber == "196/1-1")
    #expect(btg.entries.last?.payerDocument == "52843212000818")
  }
}
