import DebtCollection
import SQLDatabase
import Synchronization
import TestKit
import Testing

/// A write that fails at its n-th statement, for every n of every use case of the table, leaves
/// nothing half-done. The routine is a row of work: its failures are told there (`WorkTests`).
@Suite("Failing statements")
struct FailingStatementTests {
  private struct Injected: Error {}

  @Test(
    "what fails leaves the tables as they were", arguments: TestDatabase.available,
    WriterGroup.all)
  func nothingHalfDone(_ engine: TestDatabase, _ group: WriterGroup) async throws {
    try await WriterHouse.with(engine, group) { house, writers in
      guard writers.tellsFailures else { return }
      for work in [writers.first, writers.second] {
        try await house.put(back: writers.before)
        let steps = await Self.steps(of: work, house.registry)
        #expect(!steps.isEmpty, "\(writers.name) writes nothing")
        _ = try await house.dump()
        for failing in steps {
          try await house.put(back: writers.before)
          // Each write of a use case that has several stands or falls alone.
          let atWrite = Mutex(writers.before)
          let broken = Flag()
          let database = SteppedDatabase(
            house.registry.office.database,
            beforeWrite: { write in
              guard write > 1, write == failing.write, !broken.isRaised else { return }
              let dump = try await house.dump()
              atWrite.withLock { $0 = dump }
            },
            listener: { step in
              guard step.number >= failing.number, !broken.isRaised else { return }
              broken.raise()
              throw Injected()
            })
          let heard = await Self.throwsAnything(work, house.registry.office(on: database))
          #expect(
            broken.isRaised && heard,
            "\(writers.name): statement \(failing.number) failed, and nobody heard of it")
          let after = try await house.dump()
          let wanted = atWrite.withLock { $0 }
          #expect(
            after == wanted, "\(writers.name), statement \(failing.number): \(failing.sql)")
        }
      }
    }
  }

  /// The order of docs/architecture.md: a title is held before its listing.
  @Test(
    "a title is locked before its listing",
    arguments: TestDatabase.available.filter { $0 == .postgres }, WriterGroup.all)
  func lockOrder(_ engine: TestDatabase, _ group: WriterGroup) async throws {
    try await WriterHouse.with(engine, group) { house, writers in
      for work in [writers.first, writers.second] {
        try await house.put(back: writers.before)
        let steps = await Self.steps(of: work, house.registry)
        for (_, statements) in Dictionary(grouping: steps, by: \.write) {
          let listing = statements.firstIndex { Self.holds("listings", $0.sql) }
          let title = statements.firstIndex { Self.holds("receivables", $0.sql) }
          guard let listing else { continue }
          #expect(
            title.map { $0 < listing } ?? false,
            "\(writers.name): \(statements[listing].sql) comes before its title is held")
        }
        _ = try await house.dump()
      }
    }
  }

  /// The statements of all writes of a work that nobody disturbs.
  private static func steps(
    of work: WriterCase.Work, _ registry: Registry
  ) async -> [SteppedDatabase.Step] {
    let heard = Mutex<[SteppedDatabase.Step]>([])
    let database = SteppedDatabase(registry.office.database) { step in
      heard.withLock { $0.append(step) }
    }
    _ = await hearing(work, registry.office(on: database))
    return heard.withLock { $0 }
  }

  private static func throwsAnything(_ work: WriterCase.Work, _ office: Office) async -> Bool {
    do {
      try await work(office)
      return false
    } catch {
      return true
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
