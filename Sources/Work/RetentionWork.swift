package import Credit
package import SQLDatabase

/// Works off the terms of retention of a side, and forgets the work that ended long ago.
package struct RetentionWork: Sendable {
  /// Rows of one transaction.
  package static let batchSize = 500

  private let database: any Database
  private let retentions: [Retention]
  private let lanes: [Lane]
  private let chains: [String: Retention.ChainErasure]

  /// - Parameters:
  ///   - retentions: in the order in which rows go: what hangs on other rows comes first.
  ///   - lanes: whose ended rows of work are forgotten (`Lane.keptDays`).
  ///   - chains: the tables whose rows are links of chains, and what erases them.
  package init(
    database: any Database, retentions: [Retention], lanes: [Lane],
    chains: [String: Retention.ChainErasure] = [:]
  ) {
    self.chains = chains
    self.database = database
    self.retentions = retentions
    self.lanes = lanes
  }

  /// When the first row is too old; nil where nothing is kept that has a term.
  package func nextDue() async throws -> Instant? {
    try await database.read { transaction in
      let rows = try retentions.compactMap { try $0.next(in: transaction) }
      return try (rows + lanes.compactMap { try $0.nextForgetting(in: transaction) }).min()
    }
  }

  /// Erases what is too old, batch by batch.
  ///
  /// - Parameters:
  ///   - dueOnly: leaves a table alone whose first row is not too old, without looking further.
  ///   - progress: called in each transaction.
  package func erase(
    at now: Instant, dueOnly: Bool = false,
    progress: (@Sendable (Transaction) throws -> Void)? = nil
  ) async throws -> ErasedRows {
    var erased = ErasedRows()
    for retention in retentions {
      if dueOnly {
        let next = try await database.read { try retention.next(in: $0) }
        guard let next, next <= now else { continue }
      }
      let chain = chains[retention.table]
      let count = try await batches(progress, toTheLast: chain != nil) { transaction in
        try retention.erase(at: now, limit: Self.batchSize, chains: chain, in: transaction)
      }
      erased.add(count, from: retention.table)
    }
    let before = now.civilDate.adding(days: -Lane.keptDays).startOfDay
    for lane in lanes {
      let count = try await batches(progress) { transaction in
        try lane.forgetEnded(before: before, limit: Self.batchSize, in: transaction)
      }
      erased.add(count, from: WorkSchema.table)
    }
    return erased
  }

  /// - Parameter toTheLast: a batch that is not full is not the last one.
  private func batches(
    _ progress: (@Sendable (Transaction) throws -> Void)?, toTheLast: Bool = false,
    _ erase: @escaping @Sendable (Transaction) throws -> Int
  ) async throws -> Int {
    var erased = 0
    while true {
      try Task.checkCancellation()
      let count = try await database.write { transaction in
        try progress?(transaction)
        return try erase(transaction)
      }
      erased += count
      if count == 0 || !toTheLast && count < Self.batchSize { return erased }
    }
  }
}
