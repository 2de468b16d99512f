import Coordination
import Credit
import SQLDatabase
import Sealing

extension ListingRows {
  /// Seals listings of before there were seals, as they are found; tells how many.
  static func sealUnsealed(
    _ trail: Trail, limit: Int, in transaction: Transaction
  ) throws -> Int {
    let rows = try transaction.query(
      select + " WHERE trail_seal IS NULL ORDER BY id LIMIT \(limit)"
    ) { row in [try row.value(0), .bytes(try seal(of: row, trail))] }
    guard !rows.isEmpty else { return 0 }
    return try transaction.executeMany(
      "UPDATE listings SET trail_seal = ?2 WHERE id = ?1", rows)
  }

  static func hasSealed(in transaction: Transaction) throws -> Bool {
    try transaction.first("SELECT 1 FROM listings WHERE trail_seal IS NOT NULL LIMIT 1") {
      try $0.integer(0)
    } != nil
  }

  /// Whether listings behind an id say what was written, in the order of their ids.
  static func checkSeals(
    behind id: Int64, limit: Int, trail: Trail, in transaction: Transaction
  ) throws -> [ID<Listing>: Bool] {
    var found: [ID<Listing>: Bool] = [:]
    try transaction.forEach(
      sealedSelect + " WHERE id > ?1 ORDER BY id LIMIT \(limit)", [id]
    ) { row in
      let kept = try row.optionalBytes(Column.sealed.count) ?? []
      found[ID(try row.integer(0))] = Digest.equal(kept, try seal(of: row, trail))
    }
    return found
  }

  private static let sealedSelect =
    select.replacing(" FROM listings", with: ", trail_seal FROM listings")

  private static func seal(of row: Row, _ trail: Trail) throws -> [UInt8] {
    trail.seal(
      CreditorTrail.listingSeal, try Column.sealed.indices.map { try row.value($0) })
  }
}
