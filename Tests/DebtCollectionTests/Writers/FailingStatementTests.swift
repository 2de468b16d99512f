import DebtCollection
import SQLDatabase
import Synchronization
import TestKit
import Testing

/// A write that fails at its n-th statement, for every n of every use case of the table, leaves
/// nothing half-done. The routine is a row of work: its failures are told there (`WorkTests`).
@Suite("Failing statements", .enabled(if: WriterCase.areAskedFor))
struct FailingStatementTests {
  private struct Injected: Error {}

  @Test(
    "what fails leaves the tables as they were", arguments: TestDatabase.available,
    WriterCase.alone)
  func nothingHalfDone(_ engine: TestDatabase, _ writers: WriterCase) async throws {
    try await Registry.with(engine) { registry in
      let (first, second) = try await writers.prepare(registry)
      let before = try await registry.dump()
      for work in [first, second] {
        var failing = 1
        while true {
          try await registry.office.database.write(.claims) { try before.restore(in: $0) }
          // Each write of a use case that has several stands or falls alone.
          let atWrite = Mutex(before)
          let broken = Flag()
          let database = SteppedDatabase(
            registry.office.database,
            beforeWrite: {
              guard !broken.isRaised else { return }
              let dump = try await registry.dump()
              atWrite.withLock { $0 = dump }
            },
            listener: { [failing] step in
              guard step.number >= failing, !broken.isRaised else { return }
              broken.raise()
              throw Injected()
            })
          let heard = await Self.ended(work, registry.office(on: database))
          guard broken.isRaised else { break }
          #expect(heard, "statement \(failing) failed, and the caller heard nothing of it")
          let after = try await registry.dump()
          let wanted = atWrite.withLock { $0 }
          #expect(after == wanted, "statement \(failing) of \(writers.name)")
          failing += 1
        }
        #expect(failing > 1)
      }
    }
  }

  /// Whether the work threw.
  private static func ended(_ work: WriterCase.Work, _ office: Office) async -> Bool {
    do {
      try await work(office)
      return false
    } catch {
      return true
    }
  }

  /// The order of docs/architecture.md: a title is held before its listing.
  @Test(
    "a title is locked before its listing",
    arguments: TestDatabase.available.filter { $0 == .postgres }, WriterCase.all)
  func lockOrder(_ engine: TestDatabase, _ writers: WriterCase) async throws {
    try await Registry.with(engine) { registry in
      let (first, second) = try await writers.prepare(registry)
      let before = try await registry.dump()
      for work in [first, second] {
        try await registry.office.database.write(.claims) { try before.restore(in: $0) }
        let heard = Mutex<[Int: [String]]>([:])
        let database = SteppedDatabase(registry.office.database) { step in
          heard.withLock { $0[step.write, default: []].append(step.sql) }
        }
        _ = await hearing(work, registry.office(on: database))
        for (_, statements) in heard.withLock({ $0 }) {
          let listing = statements.firstIndex { Self.holds("listings", $0) }
          let title = statements.firstIndex { Self.holds("receivables", $0) }
          guard let listing else { continue }
          #expect(
            title.map { $0 < listing } ?? false,
            "\(writers.name): \(statements[listing]) comes before its title is held")
        }
      }
    }
  }

  /// Whether a statement holds rows of the table that were there before.
  private static func holds(_ table: String, _ sql: String) -> Bool {
    let text = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard text.contains("FOR UPDATE") else { return text.hasPrefix("UPDATE \(table) ") }
    // The first table is the one whose rows are held; others may stand in a condition.
    guard let from = text.ranges(of: "FROM ").first?.upperBound else { return false }
    return text[from...].prefix { $0 != " " } == table
  }
}
