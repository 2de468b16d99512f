import Credit
import Logging
import SQLDatabase
import Work
import World

extension WorkQueues {
  /// Leaves a row that this process had claimed to whoever comes next. A failure that is the
  /// row's own is counted. Where it cannot be stored the claim ends by itself.
  func giveBack(_ claim: WorkClaim, after error: any Error) async {
    guard !(error is ClaimLost) else { return }
    let isCounted = WorkFault.isOfRow(error)
    let now = world.clock.now()
    let next = isCounted ? now.adding(seconds: RetryPolicy.inside.firstSeconds) : now
    let text = Self.workSentence(error)
    let office = self
    // A task of its own: the caller's may have been cancelled, which is why it gives back.
    await Task {
      do {
        try await office.database.write { transaction in
          _ = try claim.release(
            until: next, mustAsk: false, error: text, isCounted: isCounted, in: transaction)
        }
      } catch {
        office.world.logger.warning(
          "a row of work could not be given back",
          metadata: ["lane": "\(claim.lane)", "row": "\(claim.row)", "error": "\(error)"])
      }
    }.value
  }
}
