import Credit
import SQLDatabase

/// Retificação do valor: a message that tells the bureau a lower amount of a listing. The bureau
/// closes the record and opens another one, which here is a new listing, the successor, that
/// follows the old one; its id is taken when the correction is queued, so that the bureau can be
/// asked for it when an answer is lost.
struct Amendment: Sendable {
  /// Of the transmission.
  let id: Int64
  let listing: ID<Listing>
  let successor: ID<Listing>
  let amount: Cents
  /// It surely has not reached the bureau.
  let isUnsent: Bool
}

enum AmendmentRows {
  private static let select = """
    SELECT id, listing_id, successor_id, amount_cents, state, must_ask FROM transmissions
    WHERE kind = 'amendment' AND state IN ('waiting', 'claimed')
    """

  /// The correction of a listing that has not ended; the database allows only one. Held against
  /// the workers until the transaction ends.
  static func unfinished(
    of listing: ID<Listing>, in transaction: Transaction
  ) throws -> Amendment? {
    try transaction.first(
      select + " AND listing_id = ?1" + lock(transaction), [listing], decode)
  }

  /// The correction that is to lead to a listing.
  static func unfinished(
    leadingTo successor: ID<Listing>, in transaction: Transaction
  ) throws -> Amendment? {
    try transaction.first(
      select + " AND successor_id = ?1" + lock(transaction), [successor], decode)
  }

  private static func lock(_ transaction: Transaction) -> String {
    transaction.engine == .postgres ? " FOR UPDATE" : ""
  }

  private static func decode(_ row: Row) throws -> Amendment {
    let isUnsent = try row.text(4) == "waiting" && row.bool(5) == false
    return Amendment(
      id: try row.integer(0), listing: try row.id(1), successor: try row.id(2),
      amount: try row.cents(3), isUnsent: isUnsent)
  }

  static func insert(
    for listing: Listing, amount: Cents, at now: Instant, in transaction: Transaction
  ) throws {
    let id = try transaction.nextIdentifier()
    let successor = try transaction.nextIdentifier()
    try transaction.execute(
      """
      INSERT INTO transmissions (id, listing_id, integration_id, kind, priority, state, must_ask,
        attempts, next_attempt_at, created_at, successor_id, amount_cents)
      VALUES (?1, ?2, ?3, 'amendment', ?4, 'waiting', 0, 0, ?5, ?5, ?6, ?7)
      """,
      [
        id, listing.id, listing.integration, Outbox.Kind.amendment.priority, now, successor,
        amount,
      ])
  }

  /// Only of a correction that was not sent.
  static func setAmount(
    _ amendment: Amendment, to amount: Cents, in transaction: Transaction
  ) throws {
    try transaction.execute(
      "UPDATE transmissions SET amount_cents = ?2 WHERE id = ?1", [amendment.id, amount])
  }

  static func end(
    _ amendment: Amendment, as state: String, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE transmissions SET state = ?2, claimed_by = NULL, claimed_until_at = NULL,
        finished_at = ?3
      WHERE id = ?1
      """, [amendment.id, state, now])
  }

  /// The bureau is asked about it at the next chance.
  static func askSoon(
    _ amendment: Amendment, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE transmissions SET must_ask = 1, next_attempt_at = ?2
      WHERE id = ?1 AND state = 'waiting'
      """, [amendment.id, now])
  }
}
