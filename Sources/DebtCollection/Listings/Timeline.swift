import Coordination
package import Credit
import SQLDatabase
import Sealing

/// The append-only history of a listing. Every entry holds the hash of the one before it, and the
/// listing the hash of the last, so that neither a change nor a cut goes unseen.
package enum Timeline {
  /// What stands before the first entry.
  package static let origin = HashChain.origin

  /// Inserts entries, each in the trail of the house too.
  static func insert(
    _ entries: [[SQLValue]], trail: Trail, at now: Instant, in transaction: Transaction
  ) throws {
    try trail.append(entries, to: CreditorTrail.timeline, at: now, in: transaction)
  }

  /// The hash of an entry behind `previous`: over the listing, the sequence, the instant in
  /// microseconds, event, actor and detail, each as its text.
  package static func hash(
    previous: [UInt8], listing: ID<Listing>, entry: TimelineEntry
  ) -> [UInt8] {
    HashChain.next(
      previous: previous,
      fields: [
        Array(String(listing.number).utf8), Array(String(entry.sequence).utf8),
        Array(String(entry.at.microseconds).utf8), Array(entry.event.utf8),
        Array(entry.actor.utf8), Array(entry.detail.utf8),
      ])
  }

  /// Adds an entry to the listing's value and gives the row to insert.
  static func append(
    _ event: String, actor: Actor, detail: String, at now: Instant, to listing: inout Listing
  ) -> [SQLValue] {
    let entry = TimelineEntry(
      sequence: listing.timelineLength + 1, at: now, event: event, actor: actor.name,
      detail: detail)
    let hash = hash(previous: listing.timelineHead, listing: listing.id, entry: entry)
    listing.timelineLength = entry.sequence
    listing.timelineHead = hash
    return [
      listing.id.sqlValue, entry.sequence.sqlValue, entry.at.sqlValue, entry.event.sqlValue,
      entry.actor.sqlValue, entry.detail.sqlValue, hash.sqlValue,
    ]
  }

  static func read(
    of listing: ID<Listing>, in transaction: Transaction
  ) throws -> [TimelineEntry] {
    try transaction.query(
      """
      SELECT sequence, at, event, actor, detail FROM timeline
      WHERE listing_id = ?1 ORDER BY sequence
      """, [listing]
    ) { row in
      TimelineEntry(
        sequence: Int(try row.integer(0)), at: try row.instant(1), event: try row.text(2),
        actor: try row.text(3), detail: try row.text(4))
    }
  }
}
