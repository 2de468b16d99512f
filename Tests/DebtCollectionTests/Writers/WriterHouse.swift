import DebtCollection
import SQLDatabase
import Synchronization
import TestKit
import Testing

/// One house in which many cases are tried, one after the other: its tables are put back before
/// each try, which takes far less than a house of its own.
final class WriterHouse: Sendable {
  let registry: Registry
  /// What the tables hold, as far as the house itself changed or read them.
  private let known: Mutex<TableDump>

  private init(_ registry: Registry, holding dump: TableDump) {
    self.registry = registry
    known = Mutex(dump)
  }

  /// Prepares the cases of a group one by one; each begins in an empty house.
  static func with(
    _ engine: TestDatabase, _ group: WriterGroup,
    _ body: (WriterHouse, PreparedCase) async throws -> Void
  ) async throws {
    try await Registry.with(engine) { registry in
      let empty = try await registry.office.database.read { try TableDump.take($0) }
      let house = WriterHouse(registry, holding: empty)
      for writers in group.cases {
        do {
          _ = try await house.dump()
          try await house.put(back: empty)
          let (first, second) = try await writers.prepare(registry)
          let before = try await house.dump()
          try await body(
            house,
            PreparedCase(
              name: writers.name, tellsFailures: writers.tellsFailures,
              refusal: writers.refusal, first: first, second: second, before: before))
        } catch {
          Issue.record("\(writers.name): \(error)")
        }
      }
    }
  }

  /// All rows as they are now.
  func dump() async throws -> TableDump {
    let shape = known.withLock { $0 }
    let dump = try await registry.office.database.read { try TableDump.take($0, like: shape) }
    known.withLock { $0 = dump }
    return dump
  }

  /// Puts the tables back; what they hold was read by the last `dump`.
  func put(back dump: TableDump) async throws {
    let current = known.withLock { $0 }
    guard current != dump else { return }
    try await registry.office.database.write(.claims) {
      try dump.restore(over: current, in: $0)
    }
    known.withLock { $0 = dump }
  }
}

/// A case whose subjects are registered.
struct PreparedCase: Sendable {
  let name: String
  let tellsFailures: Bool
  let refusal: String?
  let first: WriterCase.Work
  let second: WriterCase.Work
  /// The tables before either works.
  let before: TableDump
}
