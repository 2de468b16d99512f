import Coordination
import SQLDatabase
import Sealing
import TestKit
import Testing

@Suite struct KeyCheckTests {
  private static let schema = [
    Migration(number: 1, note: "shared", sql: CoordinationSchema.keyCheck)
  ]

  private static func sealer(_ seed: UInt64) -> Sealer {
    let random = SeededRandom(seed: seed)
    return Sealer(masterKey: .generate(random: random), random: random)
  }

  @Test(arguments: TestDatabase.available)
  func oneKeyOpensADatabase(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: Self.schema) { database in
      let (ours, foreign) = (Self.sealer(1), Self.sealer(2))
      for _ in 0..<2 { try await KeyCheck(database: database, sealer: ours).run { _ in nil } }
      await #expect(throws: SealingError.notAuthentic) {
        try await KeyCheck(database: database, sealer: foreign).run { _ in nil }
      }
    }
  }

  /// A database of an older version, in which something is sealed already.
  @Test(arguments: TestDatabase.available)
  func anOldDatabaseIsNotTakenOver(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: Self.schema) { database in
      let (ours, foreign) = (Self.sealer(1), Self.sealer(2))
      let old = ours.seal("39053344705", place: "people/1")
      await #expect(throws: SealingError.notAuthentic) {
        try await KeyCheck(database: database, sealer: foreign).run { _ in (old, "people/1") }
      }
      try await KeyCheck(database: database, sealer: ours).run { _ in (old, "people/1") }
    }
  }
}
