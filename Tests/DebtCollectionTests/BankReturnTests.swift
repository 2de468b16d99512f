import Credit
import DebtCollection
import Refusals
import SQLDatabase
import TestKit
import Testing

@Suite("Import of bank returns")
struct BankReturnTests {
  /// Itaú, CNAB 400, by the bank's number at 63.
  private static func file(_ titles: [[(Int, String)]]) -> [UInt8] {
    let header = [(1, "02RETORNO01COBRANCA"), (77, "341"), (95, "231126"), (395, "000001")]
    let trailer = [(1, "9201"), (395, padded(titles.count + 2, 6))]
    return ([header] + titles + [trailer]).flatMap { fields in
      var line = [UInt8](repeating: 32, count: 400)
      for (place, text) in fields {
        for (offset, byte) in text.utf8.enumerated() { line[place - 1 + offset] = byte }
      }
      return line + [13, 10]
    }
  }

  private static func title(
    _ occurrence: String, number: String, document: String = "", paid: Int = 0,
    face: Int = 12_990, due: String = "101026", sequence: Int
  ) -> [(Int, String)] {
    [
      (1, "1"), (63, number), (109, occurrence), (111, "231126"), (117, document),
      (147, due), (153, padded(face, 13)), (254, padded(paid, 13)), (296, "241126"),
      (395, padded(sequence, 6)),
    ]
  }

  /// A file with one line that names no title of the house by two witnesses.
  static func unmatched() -> String {
    String(
      decoding: file([title("06", number: "77777777", paid: 12_990, sequence: 2)]), as: UTF8.self)
  }

  /// A file in which one title was paid.
  static func settled(_ number: String, _ cents: Int) -> String {
    let face = number == "99999" ? 120_050 : 12_990
    return String(
      decoding: file([title("06", number: number, paid: cents, face: face, sequence: 2)]),
      as: UTF8.self)
  }

  private func importReturn(
    _ bytes: [UInt8], dryRun: Bool = false, in test: TestOffice
  ) async throws -> [BankReturnLine] {
    let report = try await ImportFiles.run(.bankReturn, bytes, dryRun: dryRun, in: test)
    #expect(report.state == .finished, "\(report)")
    return try await test.office.bankReturns.bankReturnLines(report.id, afterLine: 0, limit: 100)
  }

  @Test(
    "Money settles, a write-off does not, and no file counts twice",
    arguments: TestDatabase.available)
  func settle(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let bytes = Self.file([
        Self.title("09", number: "00012345", paid: 12_990, sequence: 2),
        Self.title("06", number: "12345", paid: 12_990, sequence: 3),
        Self.title(
          "06", number: "00000000", document: "DOC-2", paid: 50_000, face: 120_050, sequence: 4),
        Self.title("06", number: "88888888", document: "DOC-X", paid: 50_000, sequence: 5),
      ])
      let rehearsed = try await importReturn(bytes, dryRun: true, in: test)
      #expect(rehearsed.map(\.outcome) == [.ignored, .settled, .partial, .unmatched])
      #expect(try await ImportFiles.title("T1", in: test).status == "open")
      let first = try await importReturn(bytes, in: test)
      #expect(first.map(\.outcome) == [.ignored, .settled, .partial, .unmatched])
      #expect(first.map(\.kind) == [.notPayment, .full, .partial, .full])
      #expect(try await ImportFiles.title("T1", in: test).status == "paid")
      #expect(try await ImportFiles.title("T2", in: test).open == 120_050 - 50_000)
      let second = try await importReturn(bytes, in: test)
      #expect(second.map(\.outcome) == [.ignored, .ignored, .ignored, .unmatched])
      #expect(try await ImportFiles.title("T2", in: test).open == 120_050 - 50_000)
    }
  }

  @Test(
    "Money for a title that was paid or closed is owed back, and said so, not settled",
    arguments: TestDatabase.available)
  func alreadyPaid(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let paid = Self.file([Self.title("06", number: "00012345", paid: 12_990, sequence: 2)])
      #expect(try await importReturn(paid, in: test).map(\.outcome) == [.settled])
      let again = Self.file([Self.title("06", number: "00012345", paid: 10_608, sequence: 2)])
      let rehearsed = try await importReturn(again, dryRun: true, in: test)
      #expect(rehearsed.map(\.outcome) == [.alreadyPaid])
      let report = try await ImportFiles.run(.bankReturn, again, in: test)
      #expect(ImportFiles.counts(report) == [0, 0, 0, 0])
      #expect(report.alreadyPaid == 1 && report.owedBack == Cents(10_608))
      let lines = try await test.office.bankReturns.bankReturnLines(
        report.id, afterLine: 0, limit: 9)
      #expect(lines.map(\.outcome) == [.alreadyPaid])
      #expect(lines.map(\.detail) == ["O título já estava pago: R$ 106,08 a devolver."])
      #expect(try await importReturn(again, in: test).map(\.outcome) == [.ignored])
      let outcomes = try await test.office.bankReturns.returnOutcomes(of: report.id)
      #expect(outcomes.map(\.outcome) == [.alreadyPaid])
      #expect(outcomes.map(\.paid) == [Cents(10_608)])
    }
  }

  @Test(
    "Fine and interest of a late payment are not owed back; what is above them is",
    arguments: TestDatabase.available)
  func above(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      // Due on 10/10/2026, paid on 23/11/2026: R$ 2,60 of fine and R$ 1,91 of interest.
      let lines = try await importReturn(
        Self.file([Self.title("06", number: "00012345", paid: 13_500, sequence: 2)]), in: test)
      #expect(lines.map(\.outcome) == [.paidAbove])
      #expect(lines[0].detail.hasSuffix(" Vieram R$ 0,59 a mais, a devolver."), "\(lines)")
    }
  }

  @Test("A write-off alone leaves the title open", arguments: TestDatabase.available)
  func writeOff(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let lines = try await importReturn(
        Self.file([Self.title("09", number: "00012345", paid: 12_990, sequence: 2)]), in: test)
      #expect(lines.map(\.outcome) == [.ignored])
      #expect(try await ImportFiles.title("T1", in: test).status == "open")
    }
  }

  @Test("A reversal undoes its payment once", arguments: TestDatabase.available)
  func reversal(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let paid = Self.file([Self.title("06", number: "00012345", paid: 12_990, sequence: 2)])
      let undone = Self.file([Self.title("69", number: "00012345", paid: 12_990, sequence: 2)])
      #expect(try await importReturn(undone, in: test).map(\.outcome) == [.unmatched])
      #expect(try await importReturn(paid, in: test).map(\.outcome) == [.settled])
      #expect(try await importReturn(undone, in: test).map(\.outcome) == [.reversed])
      #expect(try await ImportFiles.title("T1", in: test).open == 12_990)
      #expect(try await importReturn(undone, in: test).map(\.outcome) == [.ignored])
      #expect(try await importReturn(paid, in: test).map(\.outcome) == [.ignored])
      #expect(try await ImportFiles.title("T1", in: test).open == 12_990)
    }
  }

  @Test("A number of zeros is no number", arguments: TestDatabase.available)
  func zeros(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      _ = try await ImportFiles.run(.people, ImportFiles.people, in: test)
      _ = try await ImportFiles.run(.contracts, ImportFiles.contracts, in: test)
      let text = ImportFiles.receivables.replacing("00012345", with: "00000000")
      _ = try await ImportFiles.run(.receivables, text, in: test)
      let lines = try await importReturn(
        Self.file([
          Self.title("06", number: "00000000", document: "0000", paid: 12_990, sequence: 2)
        ]), in: test)
      #expect(lines.map(\.outcome) == [.unmatched])
      #expect(try await ImportFiles.title("T1", in: test).status == "open")
    }
  }

  @Test("A title that the bank lists is marked", arguments: TestDatabase.available)
  func bankListing(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      _ = try await importReturn(
        Self.file([Self.title("75", number: "00012345", sequence: 2)]), in: test)
      #expect(try await ImportFiles.title("T1", in: test).isListedByBank)
      _ = try await importReturn(
        Self.file([Self.title("77", number: "00012345", sequence: 2)]), in: test)
      #expect(try await ImportFiles.title("T1", in: test).isListedByBank == false)
    }
  }

  @Test(
    "A number alone settles nothing; one flipped digit settles nothing",
    arguments: TestDatabase.available)
  func flips(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      var lines: [[(Int, String)]] = []
      func flipped(_ text: String, _ place: Int) -> String {
        var bytes = Array(text.utf8)
        bytes[place] = 48 + (bytes[place] - 48 + 1) % 10
        return String(decoding: bytes, as: UTF8.self)
      }
      for place in 0..<8 {
        lines.append(
          Self.title(
            "06", number: flipped("00012345", place), document: "DOC-1", paid: 12_990,
            sequence: lines.count + 2))
      }
      for place in 6..<13 {
        let face = Int(flipped(padded(12_990, 13), place)) ?? 0
        lines.append(
          Self.title(
            "06", number: "00012345", document: "DOC-1", paid: 12_990, face: face,
            sequence: lines.count + 2))
      }
      for due in ["111026", "101126", "101027", "201026"] {
        lines.append(
          Self.title(
            "06", number: "00012345", document: "DOC-1", paid: 12_990, due: due,
            sequence: lines.count + 2))
      }
      let read = try await importReturn(Self.file(lines), in: test)
      #expect(read.count == lines.count)
      #expect(read.allSatisfy { $0.outcome == .unmatched }, "\(read.map(\.outcome))")
      #expect(try await ImportFiles.title("T1", in: test).status == "open")
      let whole = [Self.title("06", number: "12345", paid: 12_990, sequence: 2)]
      #expect(try await importReturn(Self.file(whole), in: test).map(\.outcome) == [.settled])
    }
  }

  @Test(
    "A person decides a line once; the decision may be kept for the number",
    arguments: TestDatabase.available)
  func decision(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let returns = test.office.bankReturns
      let bytes = Self.file([
        Self.title("06", number: "77777777", document: "DOC-2", paid: 20_000, sequence: 2),
        Self.title("06", number: "55555555", paid: 999, sequence: 3),
      ])
      let report = try await ImportFiles.run(.bankReturn, bytes, in: test)
      let found = try await returns.returnCandidates(of: report.id, lines: [2, 3])
      let candidate = try #require(found[2]?.first)
      #expect(candidate.number == "DOC-2")
      #expect(candidate.speaksFor.contains(.document))
      #expect(candidate.speaksAgainst.contains(.number))
      let line = try await returns.decideReturnLine(
        report.id, line: 2, .title(candidate.title, keep: true), actor: .system)
      #expect(line.outcome == .partial)
      #expect(try await ImportFiles.title("T2", in: test).open == 120_050 - 20_000)
      let other = try await returns.decideReturnLine(
        report.id, line: 3, .notOurs, actor: .system)
      #expect(other.outcome == .notOurs)
      await #expect(throws: Refusal.self) {
        try await returns.decideReturnLine(report.id, line: 2, .notOurs, actor: .system)
      }
      let outcomes = try await returns.returnOutcomes(of: report.id)
      #expect(Set(outcomes.map(\.outcome)) == [.partial, .notOurs])
      func later(_ paid: Int, face: Int = 120_050, _ sequence: Int) -> [UInt8] {
        Self.file([
          Self.title("06", number: "77777777", paid: paid, face: face, sequence: sequence)
        ])
      }
      #expect(try await importReturn(later(30_000, 9), in: test).map(\.outcome) == [.partial])
      #expect(try await ImportFiles.title("T2", in: test).open == 120_050 - 50_000)
      // The bank gave the number to another debt, or gives it again once the title is paid.
      let reused = try await importReturn(later(5_000, face: 5_000, 10), in: test)
      #expect(reused.map(\.outcome) == [.unmatched])
      #expect(try await importReturn(later(70_050, 11), in: test).map(\.outcome) == [.settled])
      #expect(try await importReturn(later(70_050, 12), in: test).map(\.outcome) == [.unmatched])
      #expect(try await importReturn(later(70_050, 11), in: test).map(\.outcome) == [.ignored])
    }
  }

  /// Providers number the titles of a month alike, and many customers have the same plan.
  @Test(
    "A number that customers share settles nobody's title, paid or not",
    arguments: TestDatabase.available)
  func shared(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let titles = """
        codigo;cliente;numero;vencimento;valor
        S1;C1;2026/10;10/10/2026;99,90
        S2;C2;2026/10;10/10/2026;99,90

        """
      _ = try await ImportFiles.run(.receivables, titles, in: test)
      let first = try await ImportFiles.title("S1", in: test)
      _ = try await test.office.payments.recordPayment(
        NewPayment(
          receivable: first.id, amount: Cents(9_990),
          paidOn: CivilDate(year: 2026, month: 11, day: 20)!, origin: .api), actor: .system)
      let line = Self.title(
        "06", number: "00000000", document: "2026/10", paid: 9_990, face: 9_990, sequence: 2)
      let read = try await importReturn(Self.file([line]), in: test)
      #expect(read.map(\.outcome) == [.unmatched])
      #expect(try await ImportFiles.title("S2", in: test).status == "open")
      var advice = PaymentAdvice(
        amount: Cents(9_990), paidOn: CivilDate(year: 2026, month: 11, day: 20)!)
      advice.number = "2026/10"
      let told = advice
      await #expect(throws: Refusal.self) {
        _ = try await test.office.payments.recordAdvice(told, actor: .system)
      }
    }
  }

  @Test("A remittance is refused as a whole", arguments: TestDatabase.available)
  func remittance(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      let report = try await ImportFiles.run(
        .bankReturn, "01REMESSA01COBRANCA" + String(repeating: " ", count: 381) + "\r\n",
        in: test)
      #expect(report.state == .failed)
      #expect(report.problem == ReturnRefusal.remittance.sentence)
    }
  }
}
