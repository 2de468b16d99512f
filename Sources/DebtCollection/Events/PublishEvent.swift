package import Credit
package import JSONText
package import SQLDatabase

extension Office {
  /// Records an event for the subscribers' webhooks in the transaction that made it happen.
  package func publish(
    _ name: String, listing: ID<Listing>? = nil, data: JSON, in transaction: Transaction
  ) throws {
    let id = try transaction.nextIdentifier()
    try transaction.execute(
      """
      INSERT INTO published_events (id, name, at, listing_id, data, dispatched)
      VALUES (?1, ?2, ?3, ?4, ?5, 0)
      """,
      [id, name, world.clock.now().microseconds, listing?.number, data.text])
  }
}
