import Coordination
import Credit
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
    let (trail, now) = (trail, world.clock.now())
    let chains = CreditorTrail.chains.map { chain in
      let erasure: Retention.ChainErasure = { condition, before, limit, transaction in
        try trail.erase(
          from: chain, where: condition, before: before, at: now, limit: limit, in: transaction)
      }
      return (chain.table, erasure)
    }
    return try await RetentionWork(
      database: database, retentions: CreditorRetention.terms, lanes: office.workQueues.lanes,
      chains: Dictionary(chains, uniquingKeysWith: { first, _ in first })
    ).erase(at: now, progress: progress)
  }
}
