import Credit
import SQLDatabase

/// What waits to leave the process. A row is written in the transaction that decided it, so a
/// crash neither loses nor repeats a decision.
enum Outbox {
  enum Kind: String {
    case inclusion, removal

    /// Removals first: their delay is what hurts.
    var priority: Int { self == .removal ? 0 : 1 }
  }

  static let insertSQL = """
    INSERT INTO transmissions (id, listing_id, integration_id, kind, priority, state, behind_id,
      must_ask, attempts, next_attempt_at, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, 0, 0, ?7, ?7)
    """

  /// Queues a message; a removal waits behind an inclusion of the same listing that has not ended.
  static func add(
    _ kind: Kind, for listing: Listing, at now: Instant, in transaction: Transaction
  ) throws {
    let behind = try transaction.first(
      """
      SELECT id FROM transmissions WHERE listing_id = ?1 AND state IN ('waiting', 'claimed')
      ORDER BY id DESC LIMIT 1
      """, [listing.id]
    ) { try $0.integer(0) }
    let id = try transaction.nextIdentifier()
    try transaction.execute(
      insertSQL,
      [
        id, listing.id, listing.integration, kind.rawValue, kind.priority, behind, now,
      ])
  }

  /// Takes an inclusion back that nobody has tried to send yet; tells whether it was in time.
  static func withdrawInclusion(
    of listing: Listing, at now: Instant, in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      """
      UPDATE transmissions SET state = 'withdrawn', finished_at = ?2
      WHERE listing_id = ?1 AND kind = 'inclusion' AND state = 'waiting' AND attempts = 0
      """, [listing.id, now]) > 0
  }
}
