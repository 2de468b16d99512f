import Testing

@testable import Credit

/// Small inputs of our own for each kind of fault that was found; they stand beside the repository.
private let folder = "../shared/data/inputs/"
private let isPresent = FixtureFile.bytes(folder + "brb-070-400.ret") != nil

@Suite(
  "Return files of each kind of fault",
  .enabled(if: isPresent, "the inputs are not beside the repository"))
struct ReturnInputTests {
  private func read(_ name: String) throws -> ReadReturn {
    let read = try ReadReturn(try #require(FixtureFile.bytes(folder + name), "\(name)"))
    #expect(read.faults == [], "\(name)")
    return read
  }

  @Test(
    "Number, kind, money and the day on which it is there",
    arguments: [
      ("bb-001-400-conv6.ret", "123456000170", SettlementKind.full, "2026-11-26"),
      ("bnb-004-400-error-table.ret", "00001246", .full, "2026-11-25"),
      ("brb-070-400.ret", "123451907015", .full, "2026-11-25"),
      ("c6-336-400.ret", "00000012345P", .full, "2026-11-25"),
      ("itau-341-240-nosso-numero.ret", "123456789", .full, "2026-11-25"),
      ("sicoob-756-240-nosso-numero.ret", "0000000083", .full, "2026-11-25"),
      ("unicred-136-400.ret", "00000000000055510", .full, "2026-11-26"),
    ])
  func firsts(name: String, number: String, kind: SettlementKind, available: String) throws {
    let entry = try #require(try read(name).entries.first, "\(name)")
    #expect(entry.bankNumber == number, "\(name)")
    #expect(entry.kind == kind, "\(name)")
    #expect(entry.paid == Cents(13_977), "\(name)")
    #expect(entry.availableOn?.description == available, "\(name)")
  }

  @Test("CrediSIS's own codes, Unicred's own places")
  func own() throws {
    let credisis = try #require(try read("credisis-097-400.ret").entries.first)
    #expect(credisis.kind == .full)
    #expect(credisis.occurrence == "02")
    let unicred = try read("unicred-136-400.ret").entries
    #expect(unicred.map(\.kind) == [.full, .full, .full, .notPayment])
    #expect(unicred.map(\.documentNumber).last == "FAT-55513")
    #expect(unicred.first?.fee == Cents(180))
  }

  @Test("Joined files are read by their own banks")
  func joined() throws {
    let read = try read("joined-caixa-itau.ret")
    #expect(read.entries.map(\.bank) == ["104", "341"])
    #expect(read.entries.map(\.kind) == [.full, .full])
    #expect(read.entries.map(\.bankNumber) == ["14000000000012346", "12345678"])
    #expect(read.reader.fileCount == 2)
  }
}
