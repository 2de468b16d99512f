package import Credit
package import SQLDatabase

/// A queue of work by its name: which rows it has, how often they are tried, and what the domain
/// does when one is set aside, taken up again or discarded.
package struct Lane: Sendable {
  /// Does something to the row with this id, in the transaction that does the same to its item.
  package typealias Change = @Sendable (Int64, Instant, Transaction) throws -> Void
  /// The same with a sentence for people.
  package typealias Told = @Sendable (Int64, String, Instant, Transaction) throws -> Void

  /// Kebab-case; stands in `work_items`, addresses and logs, and never changes.
  package let name: String
  package let rows: LaneRows
  package let policy: RetryPolicy
  /// The row's id as people see it.
  package let subject: @Sendable (Int64) -> String
  /// What people are told of an error.
  package let sentence: @Sendable (any Error) -> String
  package let onFailure: Told?
  package let onRetry: Change?
  /// Ends the work in the domain, so that the row is due no more. Without it only a row that is not
  /// due any more can be discarded.
  package let onDiscard: Told?
  /// Nothing of the lane can be discarded: more than its rows hangs on it.
  let keepsRows: Bool

  package init(
    name: String, rows: LaneRows, policy: RetryPolicy,
    subject: @escaping @Sendable (Int64) -> String = { String($0) },
    sentence: @escaping @Sendable (any Error) -> String = { WorkFault.text($0) },
    onFailure: Told? = nil, onRetry: Change? = nil, onDiscard: Told? = nil,
    keepsRows: Bool = false
  ) {
    self.name = name
    self.rows = rows
    self.policy = policy
    self.subject = subject
    self.sentence = sentence
    self.onFailure = onFailure
    self.onRetry = onRetry
    self.onDiscard = onDiscard
    self.keepsRows = keepsRows
  }

  /// When a row can be done next; may lie in the past. Nil where nothing waits.
  package func nextDue(in transaction: Transaction) throws -> Instant? {
    try rows.nextDue(lane: name, in: transaction)
  }
}
