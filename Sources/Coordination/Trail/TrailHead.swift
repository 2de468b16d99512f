import SQLDatabase
import Sealing

/// The end of a chain, and where it begins since older rows were erased by their term.
struct TrailHead: Hashable, Sendable {
  let chain: String
  let number: Int64
  /// The last row.
  var sequence: Int64
  var link: [UInt8]
  /// The last row that was erased; 0 where none was.
  var beginsBehind: Int64
  var beginsLink: [UInt8]
  var sealedAt: Int64
  /// As it stands in the row.
  var count: Int64
  var seal: [UInt8]

  /// Rows between the beginning and the end.
  var span: Int64 { sequence &- beginsBehind }

  /// A chain without rows.
  static func empty(_ chain: TrailChain, number: Int64) -> TrailHead {
    TrailHead(
      chain: chain.table, number: number, sequence: 0, link: HashChain.origin, beginsBehind: 0,
      beginsLink: HashChain.origin, sealedAt: 0, count: 0, seal: [])
  }

  func isSealed(by key: TrailKey) -> Bool {
    count == span && beginsBehind >= 0 && sequence >= beginsBehind
      && Digest.equal(seal, sealed(by: key))
  }

  private func sealed(by key: TrailKey) -> [UInt8] {
    key.seal(
      "trail-head/1",
      [
        Array(chain.utf8), Self.text(number), Self.text(sequence), link, Self.text(beginsBehind),
        beginsLink, Self.text(count), Self.text(sealedAt),
      ])
  }

  private static func text(_ number: Int64) -> [UInt8] { Array(String(number).utf8) }

  private enum Column: Int, TableColumn {
    static let table = "trail_heads"

    case chain, number, sequence, link, beginsBehind, beginsLink, rowCount, sealedAt, seal
  }

  private static let columns = ColumnTable<Column>().list

  private static func decode(_ row: Row) throws -> TrailHead {
    let row = ColumnRow<Column>(row)
    return TrailHead(
      chain: try row.text(.chain), number: try row.integer(.number),
      sequence: try row.integer(.sequence), link: try row.bytes(.link),
      beginsBehind: try row.integer(.beginsBehind), beginsLink: try row.bytes(.beginsLink),
      sealedAt: try row.integer(.sealedAt), count: try row.integer(.rowCount),
      seal: try row.bytes(.seal))
  }

  static func find(
    _ chain: TrailChain, number: Int64, in transaction: Transaction
  ) throws -> TrailHead? {
    try transaction.first(
      "SELECT \(columns) FROM trail_heads WHERE chain = ?1 AND number = ?2",
      [chain.table, number], decode)
  }

  static func exists(in transaction: Transaction) throws -> Bool {
    try transaction.first("SELECT 1 FROM trail_heads LIMIT 1") { try $0.integer(0) } != nil
  }

  /// The end of a chain, held against every other writer until the transaction ends. A missing one
  /// comes back without a seal.
  ///
  /// By an upsert and no SELECT: a serializable SELECT would remember the whole small table, and
  /// undo writers that never met.
  ///
  /// - Parameter number: the connection's own chain where left out.
  static func hold(
    _ chain: TrailChain, number: Int64? = nil, in transaction: Transaction
  ) throws -> TrailHead {
    let own = number.map(String.init) ?? TrailChain.own(transaction.engine)
    let found = try transaction.first(
      """
      INSERT INTO trail_heads (\(columns)) VALUES (?1, \(own), 0, ?2, 0, ?2, 0, 0, ?3)
      ON CONFLICT (chain, number) DO UPDATE SET sealed_at = trail_heads.sealed_at
      RETURNING \(columns)
      """, [chain.table, HashChain.origin, [UInt8]()], decode)
    guard let found else {
      throw DatabaseError.failed(code: "trail-head", message: "the upsert answered no row")
    }
    return found
  }

  /// Seals it and writes it.
  mutating func write(_ key: TrailKey, at microseconds: Int64, in transaction: Transaction) throws {
    sealedAt = microseconds
    count = span
    seal = sealed(by: key)
    try transaction.execute(
      """
      INSERT INTO trail_heads (\(Self.columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      ON CONFLICT (chain, number) DO UPDATE SET sequence = excluded.sequence,
        link = excluded.link, begins_behind = excluded.begins_behind,
        begins_link = excluded.begins_link, row_count = excluded.row_count,
        sealed_at = excluded.sealed_at, seal = excluded.seal
      """,
      [chain, number, sequence, link, beginsBehind, beginsLink, count, sealedAt, seal])
  }
}
