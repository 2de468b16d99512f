import Credit
import DebtCollection
import Refusals
import TestKit
import Testing

/// Files that are damaged, strange or meant to harm, of every kind that is imported. Each is read
/// to its end or refused whole; the good lines beside a bad one count, and every refusal is a
/// sentence with a code.
@Suite("Hostile files")
struct HostileFileTests {
  /// What an import of one file comes to: `case|kind|state taken/refused codes`.
  private static func outcome(
    _ file: HostileFile, _ kind: ImportKind, in test: TestOffice
  ) async throws -> String {
    let name = "\(file.name)|\(kind.rawValue)|"
    let bytes = file.bytes(HostileFile.Good(kind))
    let before = try await HostileFile.rows(test)
    let report: ImportReport
    do {
      report = try await ImportFiles.run(kind, bytes, in: test)
    } catch let refusal as Refusal {
      #expect(refusal.detail.hasSuffix("."), "\(name)")
      return name + "refused " + refusal.code
    }
    #expect(report.state != .running, "\(name)")
    let faults = try await test.office.imports.importFaults(report.id, after: nil, limit: 200)
    for fault in faults {
      #expect(!fault.code.isEmpty && fault.detail.hasSuffix("."), "\(name) \(fault)")
      #expect(fault.line >= 1 && fault.line <= max(report.positionLine, 1), "\(name) \(fault)")
    }
    if report.state == .failed {
      #expect(report.problem?.hasSuffix(".") == true, "\(name)")
      // A file that is refused whole leaves nothing.
      let after = try await HostileFile.rows(test)
      #expect(after == before, "\(name)")
    }
    let codes = Set(faults.map(\.code)).sorted()
    let known = report.created + report.updated + report.unchanged
    return name
      + (["\(report.state.rawValue) \(known)/\(report.refused)"] + codes).joined(separator: " ")
  }

  @Test(
    "are read line by line or refused whole, with a reason; nothing is half-written",
    arguments: TestDatabase.available, ImportKind.allCases)
  func table(_ engine: TestDatabase, _ kind: ImportKind) async throws {
    try await TestOffice.with(engine) { test in
      _ = try await ImportFiles.run(.people, ImportFiles.people, in: test)
      if kind != .people {
        _ = try await ImportFiles.run(.contracts, ImportFiles.contracts, in: test)
      }
      if kind == .payments || kind == .bankReturn {
        _ = try await ImportFiles.run(.receivables, ImportFiles.receivables, in: test)
      }
      var found: [String] = []
      for file in HostileFile.all where file.serves(kind) {
        found.append(try await Self.outcome(file, kind, in: test))
      }
      let expected = HostileFile.expected.split(separator: "\n").map(String.init)
        .filter { $0.contains("|\(kind.rawValue)|") }
      #expect(found == expected, "\(found.joined(separator: "\n"))")
    }
  }

  @Test("are many, and of many kinds")
  func count() {
    #expect(Set(HostileFile.all.map(\.name)).count == HostileFile.all.count)
    for kind in ImportKind.allCases {
      #expect(HostileFile.all.count { $0.serves(kind) } >= 30, "\(kind)")
    }
  }
}
