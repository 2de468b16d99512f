package import Credit
package import SQLDatabase
package import World

/// A lane whose rows are done inside the database: a batch in one transaction, each row in a
/// savepoint of its own. A row that fails is undone alone, counted, and comes again later; the
/// others of the batch stay done.
package struct TransactionLane: Duty {
  /// Does one row. What it throws undoes this row only.
  package typealias Perform = @Sendable (Int64, Instant, Transaction) throws -> WorkEnding

  package let lane: Lane
  /// Rows of one transaction.
  package let batch: Int
  private let database: any Database
  private let world: World
  private let perform: Perform

  package init(
    _ lane: Lane, batch: Int, database: any Database, world: World,
    perform: @escaping Perform
  ) {
    self.lane = lane
    self.batch = batch
    self.database = database
    self.world = world
    self.perform = perform
  }

  package var name: String { lane.name }

  package func nextDue() async throws -> Instant? {
    try await database.read { try lane.nextDue(in: $0) }
  }

  package func failedCount() async throws -> Int {
    try await database.read { try lane.failedCount(in: $0) }
  }

  package func runDue() async throws -> Bool {
    let now = world.clock.now()
    guard let due = try await nextDue(), due <= now else { return false }
    var size = batch
    while true {
      do {
        let limit = size
        let round = try await database.write { try run(limit: limit, at: now, in: $0) }
        lane.tell(round.failures, in: world)
        return round.count > 0
      } catch let error as DatabaseError where error == .busy && size > 1 {
        // Others change the same rows: fewer at once meet fewer of them.
        size = max(size / 8, 1)
      }
    }
  }

  /// What one transaction did, told to the log once it is committed.
  private struct Round: Sendable {
    var count = 0
    var failures: [RowFailure] = []
  }

  private func run(limit: Int, at now: Instant, in transaction: Transaction) throws -> Round {
    var round = Round()
    for row in try lane.rows.due(lane: lane.name, at: now, limit: limit, in: transaction) {
      round.count += 1
      let failure = try lane.attempt(row.id, isKnown: row.isKnown, at: now, in: transaction) {
        try perform(row.id, now, transaction)
      }
      if let failure { round.failures.append(failure) }
    }
    return round
  }
}
