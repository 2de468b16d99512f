package import Credit
package import SQLDatabase
import Sealing

/// Begins the chains of a house: their ends are there before the first row, so that an end that is
/// missing later was taken away. Rows of before are adopted: they are linked as they are found.
package struct TrailStart: Sendable {
  /// Rows that are adopted in one transaction.
  static let batchSize = 500
  /// Seals rows that have none; tells how many.
  package typealias Adoption = @Sendable (Transaction, _ limit: Int) throws -> Int

  private let database: any Database
  private let trail: Trail
  private let chains: [TrailChain]
  private let adoption: Adoption
  private let isBegun: @Sendable (Transaction) throws -> Bool

  /// - Parameters:
  ///   - isBegun: whether anything else shows that the house began before.
  ///   - adoption: what else is adopted, batch by batch.
  package init(
    database: any Database, trail: Trail, chains: [TrailChain],
    isBegun: @escaping @Sendable (Transaction) throws -> Bool = { _ in false },
    adoption: @escaping Adoption = { _, _ in 0 }
  ) {
    self.isBegun = isBegun
    self.database = database
    self.trail = trail
    self.chains = chains
    self.adoption = adoption
  }

  /// Begins once in the life of a house; goes on where an earlier process was stopped. A house
  /// whose beginning was taken away does not begin again: the check tells of it.
  package func run(at now: Instant) async throws {
    guard try await isToBeAdopted(at: now) else { return }
    while true {
      try Task.checkCancellation()
      let isDone = try await database.write { [self] transaction in
        for chain in chains {
          if try adopt(chain, at: now, in: transaction) { return false }
        }
        if try adoption(transaction, Self.batchSize) > 0 { return false }
        try TrailOrigin(begunAt: now.microseconds, adoptedAt: now.microseconds)
          .finish(trail.key, in: transaction)
        return true
      }
      if isDone { return }
    }
  }

  private func isToBeAdopted(at now: Instant) async throws -> Bool {
    let known = try await database.read { try TrailOrigin.find(in: $0) }
    if let known { return known.adoptedAt == nil }
    return try await database.write { [self] transaction in
      if let known = try TrailOrigin.find(in: transaction) { return known.adoptedAt == nil }
      guard try !TrailHead.exists(in: transaction), try !hasLinks(in: transaction),
        try !isBegun(transaction)
      else {
        return false
      }
      for chain in chains {
        for number in TrailChain.numbers(transaction.engine) {
          var head = TrailHead.empty(chain, number: number)
          try head.write(trail.key, at: now.microseconds, in: transaction)
        }
      }
      try TrailOrigin(begunAt: now.microseconds, adoptedAt: nil)
        .insert(trail.key, in: transaction)
      return true
    }
  }

  private func hasLinks(in transaction: Transaction) throws -> Bool {
    try chains.contains { chain in
      try transaction.first(
        "SELECT 1 FROM \(chain.table) WHERE trail_number IS NOT NULL LIMIT 1"
      ) { try $0.integer(0) } != nil
    }
  }

  /// Links some rows of before; false where there are none.
  private func adopt(
    _ chain: TrailChain, at now: Instant, in transaction: Transaction
  ) throws -> Bool {
    let keyCount = chain.key.count
    let found = try transaction.query(
      """
      SELECT \((chain.key + chain.columns).joined(separator: ", ")) FROM \(chain.table)
      WHERE trail_number IS NULL ORDER BY \(chain.key.joined(separator: ", "))
      LIMIT \(Self.batchSize)
      """
    ) { row in try (0..<row.columnCount).map { try row.value($0) } }
    guard !found.isEmpty else { return false }
    var head = try trail.held(chain, in: transaction)
    let rows = found.map { row in
      let place = trail.take(Array(row.dropFirst(keyCount)), at: &head)
      return Array(row.prefix(keyCount)) + place
    }
    let condition = chain.key.indices.map { "\(chain.key[$0]) = ?\($0 + 1)" }
    try transaction.executeMany(
      """
      UPDATE \(chain.table) SET trail_number = ?\(keyCount + 1),
        trail_sequence = ?\(keyCount + 2), trail_link = ?\(keyCount + 3)
      WHERE \(condition.joined(separator: " AND "))
      """, rows)
    try head.write(trail.key, at: now.microseconds, in: transaction)
    return true
  }
}

/// Since when a house has chains, sealed.
struct TrailOrigin: Hashable, Sendable {
  let begunAt: Int64
  let adoptedAt: Int64?
  var seal: [UInt8] = []

  static func find(in transaction: Transaction) throws -> TrailOrigin? {
    try transaction.first("SELECT begun_at, adopted_at, seal FROM trail_start") { row in
      TrailOrigin(
        begunAt: try row.integer(0), adoptedAt: try row.optionalInteger(1),
        seal: try row.bytes(2))
    }
  }

  func isSealed(by key: TrailKey) -> Bool { Digest.equal(seal, sealed(by: key)) }

  func insert(_ key: TrailKey, in transaction: Transaction) throws {
    try transaction.execute(
      "INSERT INTO trail_start (only_row, begun_at, adopted_at, seal) VALUES (1, ?1, ?2, ?3)",
      [begunAt, adoptedAt, sealed(by: key)])
  }

  /// Keeps the moment of the beginning that is there.
  func finish(_ key: TrailKey, in transaction: Transaction) throws {
    let begun = try Self.find(in: transaction)?.begunAt ?? begunAt
    let whole = TrailOrigin(begunAt: begun, adoptedAt: adoptedAt)
    try transaction.execute(
      "UPDATE trail_start SET adopted_at = ?1, seal = ?2 WHERE only_row = 1",
      [adoptedAt, whole.sealed(by: key)])
  }

  private func sealed(by key: TrailKey) -> [UInt8] {
    key.seal(
      "trail-start/1",
      [Array(String(begunAt).utf8), Array((adoptedAt.map { String($0) } ?? "-").utf8)])
  }
}
