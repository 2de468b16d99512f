package import Credit
package import JSONText
package import SQLDatabase
import World

extension EventLog {
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

  /// The same for many listings at once.
  func publish(
    _ events: [(name: String, listing: ID<Listing>, data: JSON)], in transaction: Transaction
  ) throws {
    guard !events.isEmpty else { return }
    let now = world.clock.now()
    let ids = try transaction.nextIdentifiers(events.count)
    try transaction.executeMany(
      """
      INSERT INTO published_events (id, name, at, listing_id, data, dispatched)
      VALUES (?1, ?2, ?3, ?4, ?5, 0)
      """,
      zip(ids, events).map { id, event in
        [
          id.sqlValue, event.name.sqlValue, now.sqlValue, event.listing.sqlValue,
          event.data.text.sqlValue,
        ]
      })
  }
}
