import Credit
package import SQLDatabase
import Work
import World

extension Erasure {
  /// Rows of one transaction of an erasure.
  static let expiredBatchSize = 500
  /// Days for which a run's sentence on each title that it left out is kept.
  package static let leftOutDays = 90

  /// Erases what `Retention` keeps no longer, batch by batch; tells how many rows went.
  ///
  /// - Parameter progress: called in each transaction.
  package func eraseExpired(
    progress: (@Sendable (Transaction) throws -> Void)? = nil
  ) async throws -> Int {
    let today = world.clock.now().civilDate
    var erased = 0
    for retention in Retention.all + [.refusedRemovals] {
      let before = today.adding(days: -retention.days).startOfDay
      let sql = """
        DELETE FROM \(retention.table) WHERE (\(retention.key)) IN (\(retention.doomed))
        """
      while true {
        try Task.checkCancellation()
        let count = try await database.write { transaction in
          try progress?(transaction)
          return try transaction.execute(sql, [before, Self.expiredBatchSize])
        }
        erased += count
        if count < Self.expiredBatchSize { break }
      }
    }
    return try await erased + forgetEndedWork(progress)
  }

  /// The rows of work that were discarded or done elsewhere (`Lane.keptDays`).
  private func forgetEndedWork(
    _ progress: (@Sendable (Transaction) throws -> Void)?
  ) async throws -> Int {
    let before = world.clock.now().civilDate.adding(days: -Lane.keptDays).startOfDay
    var forgotten = 0
    for lane in office.workQueues.lanes {
      while true {
        try Task.checkCancellation()
        let count = try await database.write { transaction in
          try progress?(transaction)
          return try lane.forgetEnded(
            before: before, limit: Self.expiredBatchSize, in: transaction)
        }
        forgotten += count
        if count < Self.expiredBatchSize { break }
      }
    }
    return forgotten
  }
}
