import Credit
package import SQLDatabase
import Work
import World

/// A run of a task in the hands of one process.
package struct TaskTurn: Sendable {
  package let actor: Actor
  let run: ID<TaskRun>
  private let clock: any Clock

  /// After so long without progress a run counts as left behind by a process that died: another
  /// one begins the task anew.
  package static let leaseSeconds = 120

  init(actor: Actor, run: ID<TaskRun>, clock: any Clock) {
    self.actor = actor
    self.run = run
    self.clock = clock
  }

  /// Keeps the run for another while, in the transaction that makes progress. Throws `ClaimLost`
  /// where another process has taken the task over.
  package func hold(in transaction: Transaction) throws {
    let isOurs = try transaction.execute(
      "UPDATE task_runs SET claimed_until_at = ?2 WHERE id = ?1 AND finished_at IS NULL",
      [run, clock.now().adding(seconds: Self.leaseSeconds)])
    guard isOurs == 1 else { throw ClaimLost() }
  }
}
