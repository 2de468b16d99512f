import Credit
import JSONText
import SQLDatabase

extension Alarms {
  /// Raises the alarm of a removal that the bureau refused, in the transaction that learns of it.
  /// It stays until the listing is closed: by a later report, or by a person who made sure.
  func raiseRefused(_ listing: Listing, in transaction: Transaction) throws {
    guard let removal = listing.state.removal else { return }
    let raised = try transaction.execute(
      """
      INSERT INTO alarms (id, listing_id, kind, due_on, raised_at)
      VALUES (?1, ?2, 'removal-refused', ?3, ?4)
      ON CONFLICT (listing_id, kind) DO NOTHING
      """, [try transaction.nextIdentifier(), listing.id, removal.dueOn, listing.updatedAt])
    guard raised == 1 else { return }
    try office.eventLog.publish(
      "removal.refused", listing: listing.id,
      data: [
        "listingId": .string(listing.id.description),
        "removalDueOn": .string(removal.dueOn.description), "detail": .optional(listing.note),
      ], in: transaction)
  }
}
