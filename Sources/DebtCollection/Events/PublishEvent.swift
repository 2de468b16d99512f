import Coordination
package import Credit
package import JSONText
package import SQLDatabase
import World

extension EventLog {
  /// Records an event for the subscribers' webhooks in the transaction that made it happen.
  package func publish(
    _ name: String, listing: ID<Listing>? = nil, data: JSON, in transaction: Transaction
  ) throws {
    try write([(name, listing, data)], in: transaction)
  }

  /// The same for many listings at once.
  func publish(
    _ events: [(name: String, listing: ID<Listing>, data: JSON)], in transaction: Transaction
  ) throws {
    guard !events.isEmpty else { return }
    try write(events.map { ($0.name, $0.listing, $0.data) }, in: transaction)
  }

  private func write(
    _ events: [(name: String, listing: ID<Listing>?, data: JSON)], in transaction: Transaction
  ) throws {
    let now = world.clock.now()
    let ids = try transaction.nextIdentifiers(events.count)
    let rows = zip(ids, events).map { id, event -> [SQLValue] in
      [
        id.sqlValue, event.name.sqlValue, now.sqlValue, event.listing.sqlValue,
        event.data.text.sqlValue,
      ]
    }
    try trail.append(rows, to: CreditorTrail.events, at: now, in: transaction)
  }
}
