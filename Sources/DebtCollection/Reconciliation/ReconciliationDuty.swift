import Credit
import SQLDatabase
import Work
import World

/// Works off the reconciliations that were started: by the schedule, over HTTP, and those that a
/// process left behind.
package struct ReconciliationDuty: LaneDuty {
  /// Reconciliations under way at once in this process.
  private static let slots = 2
  let lane: ClaimedLane

  package init(office: Office, worker: String = "worker") {
    lane = ClaimedLane(
      office.reconciliations.reconciliationLane,
      .init(
        slots: Self.slots, leaseSeconds: Reconciliations.reconciliationClaimSeconds,
        worker: worker),
      database: office.database, world: office.world
    ) { claim in
      _ = try await office.reconciliations.workOff(claim)
      return .done
    }
  }
}

extension Reconciliations {
  static let reconciliationLaneName = "reconciliations"

  /// Reconciliations that have not ended.
  var reconciliationLane: Lane {
    Lane(
      name: Self.reconciliationLaneName,
      rows: LaneRows(
        table: "reconciliations", condition: "r.state = 'running'", due: .at("r.started_at"),
        order: "r.id"),
      policy: .inside, subject: { ID<Reconciliation>($0).description },
      sentence: WorkQueues.workSentence,
      onFailure: { id, problem, now, transaction in
        try transaction.execute(
          """
          UPDATE reconciliations SET state = 'failed', finished_at = ?2, problem = ?3
          WHERE id = ?1 AND state = 'running'
          """, [id, now, problem])
        try ReconciliationRows.endTask(of: ID(id), at: now, in: transaction)
      },
      onRetry: { id, _, transaction in
        try transaction.execute(
          """
          UPDATE reconciliations SET state = 'running', finished_at = NULL, problem = NULL
          WHERE id = ?1 AND state = 'failed'
          """, [id])
      })
  }
}
