package import SQLDatabase
package import Work
import World

extension Erasure {
  /// Erases what `CreditorRetention` keeps no longer; tells how many rows went, by table.
  ///
  /// - Parameter progress: called in each transaction.
  package func eraseExpired(
    progress: (@Sendable (Transaction) throws -> Void)? = nil
  ) async throws -> ErasedRows {
    try await RetentionWork(
      database: database, retentions: CreditorRetention.terms, lanes: office.workQueues.lanes
    ).erase(at: world.clock.now(), progress: progress)
  }
}
