import Credit
import SQLDatabase

/// What waits to leave the process. A row is written in the transaction that decided it, so a
/// crash neither loses nor repeats a decision.
enum Outbox {
  enum Kind: String {
    case inclusion, removal
    /// Retificação do valor: the bureau is told a lower amount.
    case amendment

    /// What takes off or lowers goes first: its delay is what hurts.
    var priority: Int { self == .inclusion ? 1 : 0 }
  }

  static let insertSQL = """
    INSERT INTO transmissions (id, listing_id, integration_id, kind, priority, state, behind_id,
      must_ask, attempts, next_attempt_at, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, 0, 0, ?7, ?7)
    """

  /// Queues a message; a removal waits behind whatever else of the same listing has not ended.
  static func add(
    _ kind: Kind, for listing: Listing, at now: Instant, in transaction: Transaction
  ) throws {
    let behind = try unfinished(of: listing.id, in: transaction)
    let id = try transaction.nextIdentifier()
    try transaction.execute(
      insertSQL,
      [
        id, listing.id, listing.integration, kind.rawValue, kind.priority, behind, now,
      ])
  }

  /// Queues a removal, or brings one forward that waits for a later attempt.
  static func addRemoval(
    for listing: Listing, at now: Instant, in transaction: Transaction
  ) throws {
    let hastened = try transaction.execute(
      """
      UPDATE transmissions SET next_attempt_at = ?2
      WHERE listing_id = ?1 AND kind = 'removal' AND state = 'waiting'
      """, [listing.id, now])
    if hastened == 0 { try add(.removal, for: listing, at: now, in: transaction) }
  }

  /// Queues another attempt, after an hour, of a removal that the bureau refused. People and other
  /// reasons may bring it forward.
  static func retryRemoval(
    of listing: Listing, at now: Instant, in transaction: Transaction
  ) throws {
    let id = try transaction.nextIdentifier()
    try transaction.execute(
      insertSQL,
      [
        id, listing.id, listing.integration, Kind.removal.rawValue, Kind.removal.priority,
        Int64?.none, now.adding(seconds: TransmissionPolicy.refusalSeconds),
      ])
  }

  /// Queues the question whether a removal that the bureau took was done, and the removal again
  /// where it was not. Where another try waits, that one will tell.
  static func confirmRemoval(
    of listing: Listing, at now: Instant, in transaction: Transaction
  ) throws {
    let waiting = try transaction.first(
      """
      SELECT id FROM transmissions
      WHERE listing_id = ?1 AND kind = 'removal' AND state = 'waiting' LIMIT 1
      """, [listing.id]
    ) { try $0.integer(0) }
    guard waiting == nil else { return }
    let id = try transaction.nextIdentifier()
    try transaction.execute(
      insertSQL,
      [
        id, listing.id, listing.integration, Kind.removal.rawValue, Kind.removal.priority,
        Int64?.none, now.adding(seconds: TransmissionPolicy.confirmationSeconds),
      ])
    try transaction.execute("UPDATE transmissions SET must_ask = 1 WHERE id = ?1", [id])
  }

  /// Brings forward what waits for a later attempt of a removal. False where nothing does: it is
  /// being sent, or due.
  static func hastenRemoval(
    of listing: Listing, at now: Instant, in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      """
      UPDATE transmissions SET next_attempt_at = ?2
      WHERE listing_id = ?1 AND kind = 'removal' AND state = 'waiting' AND next_attempt_at > ?2
      """, [listing.id, now]) > 0
  }

  /// Takes back what waits to be asked or sent of a removal: the listing is closed.
  static func withdrawRemoval(
    of listing: Listing, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE transmissions SET state = 'withdrawn', finished_at = ?2
      WHERE listing_id = ?1 AND kind = 'removal' AND state = 'waiting'
      """, [listing.id, now])
  }

  private static func unfinished(
    of listing: ID<Listing>, in transaction: Transaction
  ) throws -> Int64? {
    try transaction.first(
      """
      SELECT id FROM transmissions WHERE listing_id = ?1 AND state IN ('waiting', 'claimed')
      ORDER BY id DESC LIMIT 1
      """, [listing]
    ) { try $0.integer(0) }
  }

  /// Takes an inclusion back that surely never reached the bureau; tells whether it was in time.
  static func withdrawInclusion(
    of listing: Listing, at now: Instant, in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      """
      UPDATE transmissions SET state = 'withdrawn', finished_at = ?2
      WHERE listing_id = ?1 AND kind = 'inclusion' AND state = 'waiting' AND must_ask = 0
      """, [listing.id, now]) > 0
  }
}
