import Credit
import SQLDatabase
import World

extension Office {
  /// Rows of one transaction of an erasure.
  static let expiredBatchSize = 500
  /// Days for which a run's sentence on each title that it left out is kept.
  package static let leftOutDays = 90

  /// Erases what `Retention` keeps no longer, batch by batch; tells how many rows went.
  package func eraseExpired() async throws -> Int {
    let today = world.clock.now().civilDate
    var erased = 0
    for retention in Retention.all {
      let before = today.adding(days: -retention.days).startOfDay
      let sql = """
        DELETE FROM \(retention.table) WHERE (\(retention.key)) IN (\(retention.doomed))
        """
      while true {
        try Task.checkCancellation()
        let count = try await database.write { transaction in
          try transaction.execute(sql, [before, Self.expiredBatchSize])
        }
        erased += count
        if count < Self.expiredBatchSize { break }
      }
    }
    return erased
  }
}
