import Credit
import SQLDatabase
import TestKit
import Testing

@testable import DebtCollection

/// `adimple import` killed in the middle of a file, and the same command once more.
@Suite("An import that is killed")
struct ImportKillTests {
  /// Lines of every file: three chunks, the last one short.
  private static let lines = 2 * CSVFeed.linesPerChunk + 100
  /// More writes than a file needs: one records the import, one claims it, one does each chunk.
  private static let writeLimit = 10

  @Test(
    "after any write, the same command goes on where it was: nothing is lost, nothing twice",
    arguments: [ImportKind.people, .contracts, .receivables, .payments])
  func killed(_ kind: ImportKind) async throws {
    let whole = try await Self.contents(of: kind, dyingAfter: [])
    #expect(whole.report == [Self.lines, 0, 0, 0])
    var deaths = 0
    while deaths < Self.writeLimit {
      let resumed = try await Self.contents(of: kind, dyingAfter: [deaths + 1])
      #expect(resumed.rows == whole.rows, "dead after \(deaths + 1) writes")
      guard resumed.deaths == 1 else { break }
      // The second run tells of the whole file.
      #expect(resumed.report == whole.report, "dead after \(deaths + 1) writes")
      deaths += 1
    }
    // It dies after each of its writes but the last, which ends it: three of the upload, one of
    // the start, one of the claim, and two chunks.
    #expect(deaths == 7)
    let often = try await Self.contents(of: kind, dyingAfter: [2, 4, 1, 1])
    #expect(often.deaths == 4)
    #expect(often.report == whole.report && often.rows == whole.rows)
  }

  @Test("another file, another kind or a preview is an import of its own")
  func others() async throws {
    try await TestOffice.with(.sqlite) { test in
      try await ImportFiles.with(Array(ImportFiles.people.utf8)) { path in
        func start(_ kind: ImportKind, dryRun: Bool = false) async throws -> ID<ImportJob> {
          try await test.office.imports.startImport(
            kind: kind, contentPath: path, dryRun: dryRun, resumes: true, actor: .commandLine)
        }
        let first = try await start(.people)
        #expect(try await start(.people) == first)
        #expect(try await start(.contracts) != first)
        #expect(try await start(.people, dryRun: true) != first)
        // What is done is done; the same file again is looked at again.
        _ = try await test.office.imports.continueImport(first)
        #expect(try await start(.people) != first)
      }
    }
  }

  private struct Contents {
    /// Created, updated, unchanged, refused.
    let report: [Int]
    /// What the tables hold of the file.
    let rows: [String]
    let deaths: Int
  }

  /// Imports a file by processes that die after so many writes each, and a last one that lives.
  private static func contents(
    of kind: ImportKind, dyingAfter writes: [Int]
  ) async throws -> Contents {
    try await TestOffice.with(.sqlite) { test in
      try await fill(test, before: kind)
      return try await ImportFiles.with(Array(file(kind).utf8)) { path in
        func work(_ office: Office) async throws -> ImportReport {
          let id = try await office.imports.startImport(
            kind: kind, contentPath: path, dryRun: false, resumes: true, actor: .commandLine)
          return try await office.imports.continueImport(id)
        }
        var deaths = 0
        for count in writes {
          do {
            _ = try await work(test.dying(after: count))
          } catch is DatabaseError {
            deaths += 1
          }
        }
        let report = try await work(test.office)
        #expect(report.state == .finished)
        return Contents(
          report: ImportFiles.counts(report), rows: try await rows(test), deaths: deaths)
      }
    }
  }

  private static func fill(_ test: TestOffice, before kind: ImportKind) async throws {
    for earlier in [ImportKind.people, .contracts, .receivables] {
      if earlier == kind { return }
      _ = try await ImportFiles.run(earlier, file(earlier), in: test)
    }
  }

  private static func file(_ kind: ImportKind) -> String {
    let numbers = 1...lines
    switch kind {
    case .people:
      return header(ImportFiles.people)
        + numbers.map {
          "P\($0);cliente;PF;\(CPF.fictitious(number: UInt64($0)).bare);Maria \($0);;;;;;;;;;;\n"
        }.joined()
    case .contracts:
      return header(ImportFiles.contracts)
        + numbers.map { "C\($0);P\($0);\($0);telecom;ativo;;\n" }.joined()
    case .receivables:
      return header(ImportFiles.receivables)
        + numbers.map { "T\($0);P\($0);C\($0);;F\($0);;;10/10/2026;\($0),50\n" }.joined()
    case .payments:
      // Two equal ones in a row are two payments.
      return header(ImportFiles.payments)
        + numbers.map { "T\($0 / 2 + 1);0,10;20/11/2026;\n" }.joined()
    case .bankReturn: preconditionFailure("a return file is not CSV")
    }
  }

  /// The first line of a file.
  private static func header(_ file: String) -> String { file.prefix { $0 != "\n" } + "\n" }

  private static func rows(_ test: TestOffice) async throws -> [String] {
    try await test.office.database.read { transaction in
      try [
        "SELECT external_code, name FROM people ORDER BY external_code",
        "SELECT external_code, number FROM contracts ORDER BY external_code",
        "SELECT external_code, open_cents FROM receivables ORDER BY external_code",
        """
        SELECT r.external_code, COUNT(*) FROM payments p
        JOIN receivables r ON r.id = p.receivable_id GROUP BY 1 ORDER BY 1
        """,
      ].flatMap { sql in
        try transaction.query(sql) { "\(try $0.text(0)) \(try $0.value(1))" }
      }
    }
  }
}

extension TestOffice {
  /// The office as a process has it that dies after so many writes.
  fileprivate func dying(after writes: Int) -> Office {
    Office(
      database: DyingDatabase(office.database, afterWrites: writes), world: office.world,
      sealer: office.sealer, documents: office.documents, connectors: office.connectors,
      publicURL: nil)
  }
}
