import Credit
import SQLDatabase
import Work
import World

/// Does the checks that were asked for, a batch at a time, so that a restart goes on where it was
/// and progress can be seen.
package struct AuditCheckDuty: LaneDuty {
  /// After so long without a batch a check counts as left behind by a process that died.
  private static let leaseSeconds = 120
  let lane: ClaimedLane

  package init(office: Office, worker: String = "worker") {
    lane = ClaimedLane(
      office.auditTrail.auditCheckLane,
      .init(slots: 1, leaseSeconds: Self.leaseSeconds, worker: worker),
      database: office.database, world: office.world
    ) { claim in
      while try await office.auditTrail.checkBatch(of: claim, leaseSeconds: Self.leaseSeconds) {
        try Task.checkCancellation()
      }
      return .done
    }
  }
}

extension AuditTrail {
  /// Checks of the hash chains that have not ended.
  var auditCheckLane: Lane {
    Lane(
      name: "audit-check",
      rows: LaneRows(
        table: "audit_checks", condition: "r.state = 'running'", due: .at("r.started_at"),
        order: "r.id"),
      policy: .inside, subject: { ID<AuditCheck>($0).description },
      sentence: WorkQueues.workSentence,
      // A check that did not see everything says nothing; the next one begins anew.
      onDiscard: { id, _, _, transaction in
        try transaction.execute(
          "DELETE FROM audit_checks WHERE id = ?1 AND state = 'running'", [id])
      })
  }

  /// Checks some more; false at the end.
  fileprivate func checkBatch(of claim: WorkClaim, leaseSeconds: Int) async throws -> Bool {
    let now = world.clock.now()
    let id = ID<AuditCheck>(claim.row)
    let found = try await database.read { transaction in
      try AuditCheckRows.find(id, in: transaction).flatMap { check in
        check.finishedAt == nil
          ? (check, try step(from: check.place, in: transaction)) : nil
      }
    }
    guard let (check, (batch, next)) = found else { return false }
    var changed = check
    changed.report.add(batch)
    if let next { changed.place = next } else { changed.finishedAt = now }
    let done = changed
    try await database.write { transaction in
      try claim.hold(seconds: leaseSeconds, at: now, in: transaction)
      try AuditCheckRows.update(done, from: check.place, in: transaction)
    }
    return next != nil
  }
}
