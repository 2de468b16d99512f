package import SQLDatabase
package import Sealing

/// Whether the key of a process is the one that a database was sealed with. A process with another
/// one would serve, fail at every secret, and seal new ones that nobody else opens.
package struct KeyCheck: Sendable {
  /// A sealed value and the place that it was sealed for.
  package typealias Sample = @Sendable (Transaction) throws -> (sealed: [UInt8], place: String)?

  private static let place = "key_check.sealed/1"
  private static let word: [UInt8] = Array("adimple".utf8)

  private let database: any Database
  private let sealer: Sealer

  package init(database: any Database, sealer: Sealer) {
    self.database = database
    self.sealer = sealer
  }

  /// Throws `SealingError.notAuthentic` for another key. The first process seals a word; in a
  /// database that was used before that, something sealed must open.
  ///
  /// - Parameter sample: something sealed of the database; nil where there is nothing.
  package func run(_ sample: @escaping Sample) async throws {
    let kept = try await database.read { try Self.kept(in: $0) }
    if let kept { return try check(kept, Self.place) }
    try await database.write { [sealer] transaction in
      guard try Self.kept(in: transaction) == nil else { return }
      if let old = try sample(transaction) { _ = try sealer.open(old.sealed, place: old.place) }
      _ = try transaction.execute(
        """
        INSERT INTO key_check (only_row, sealed) VALUES (1, ?1) ON CONFLICT (only_row) DO NOTHING
        """, [sealer.seal(Self.word, place: Self.place)])
    }
    // Of two that start at once with two keys, one wrote.
    guard let kept = try await database.read({ try Self.kept(in: $0) }) else { return }
    try check(kept, Self.place)
  }

  private func check(_ sealed: [UInt8], _ place: String) throws {
    _ = try sealer.open(sealed, place: place)
  }

  private static func kept(in transaction: Transaction) throws -> [UInt8]? {
    try transaction.first("SELECT sealed FROM key_check") { try $0.bytes(0) }
  }
}
