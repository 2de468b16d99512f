import Credit
import SQLDatabase
import Work
import World

/// Works off the runs that were started: by the schedule, over HTTP, and those that a process left
/// behind. One process works at a run.
package struct CollectionRunDuty: LaneDuty {
  /// Runs under way at once in this process.
  private static let slots = 2
  let lane: ClaimedLane

  package init(office: Office, worker: String = "worker") {
    lane = ClaimedLane(
      office.collections.collectionLane,
      .init(slots: Self.slots, leaseSeconds: Collections.runLeaseSeconds, worker: worker),
      database: office.database, world: office.world
    ) { claim in
      _ = try await office.collections.continueCollections(claim)
      return .done
    }
  }
}

extension Collections {
  static let collectionLaneName = "collection-runs"

  /// Runs of "Atualizar cobranças" that have not ended.
  var collectionLane: Lane {
    Lane(
      name: Self.collectionLaneName,
      rows: LaneRows(
        table: "collection_runs", condition: "r.state = 'running'", due: .at("r.started_at"),
        order: "r.id"),
      policy: .inside, subject: { ID<CollectionRun>($0).description },
      sentence: WorkQueues.workSentence,
      onFailure: { id, problem, now, transaction in
        try transaction.execute(
          """
          UPDATE collection_runs SET state = 'failed', problem = ?2, finished_at = ?3
          WHERE id = ?1 AND state = 'running'
          """, [id, problem, now])
        try CollectionRunRows.endTask(
          of: ID(id), succeeded: false, detail: problem, at: now, in: transaction)
      },
      onRetry: { id, _, transaction in
        try transaction.execute(
          """
          UPDATE collection_runs SET state = 'running', problem = NULL, finished_at = NULL
          WHERE id = ?1 AND state = 'failed'
          """, [id])
      })
  }
}
