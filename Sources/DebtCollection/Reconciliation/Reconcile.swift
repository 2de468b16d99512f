package import Credit
import Refusals
package import SQLDatabase
import Work
import World

extension Reconciliations {
  /// After so long without a page a reconciliation counts as left behind by a process that died.
  static let reconciliationClaimSeconds = 120

  /// Records that our listings are to be compared with the bureau's statement, of one integration
  /// or of all. The work itself is a lane's: a crash loses nothing.
  package func startReconciliation(
    integration: ID<Integration>? = nil, actor: Actor
  ) async throws -> Reconciliation {
    let now = world.clock.now()
    return try await database.write { transaction in
      let id = try beginReconciliation(
        of: integration, actor: actor, at: now, in: transaction)
      return try ReconciliationRows.require(id, in: transaction)
    }
  }

  /// The same, done to the end by this process.
  package func reconcile(
    integration: ID<Integration>? = nil, actor: Actor
  ) async throws -> Reconciliation {
    let now = world.clock.now()
    let claim = try await database.write { transaction in
      let id = try beginReconciliation(
        of: integration, actor: actor, at: now, in: transaction)
      let claim = try WorkClaim.take(
        id.number, lane: Self.reconciliationLaneName, worker: actor.name,
        leaseSeconds: Self.reconciliationClaimSeconds, at: now, in: transaction)
      guard let claim else { throw ClaimLost() }
      return claim
    }
    do {
      return try await workOff(claim)
    } catch {
      await office.workQueues.giveBack(claim, after: error)
      throw error
    }
  }

  /// - Parameter task: the run of the scheduled task that ends with this reconciliation.
  func beginReconciliation(
    of integration: ID<Integration>? = nil, actor: Actor, task: ID<TaskRun>? = nil,
    at now: Instant, in transaction: Transaction
  ) throws -> ID<Reconciliation> {
    if let integration,
      try transaction.first(
        "SELECT id FROM integrations WHERE id = ?1", [integration], { try $0.integer(0) }) == nil
    {
      throw Refusal.notFound("Integração")
    }
    let id = ID<Reconciliation>(try transaction.nextIdentifier())
    try transaction.execute(
      """
      INSERT INTO reconciliations
        (id, integration_id, state, started_by, started_at, matched_count, task_run_id)
      VALUES (?1, ?2, 'running', ?3, ?4, 0, ?5)
      """, [id, integration, actor.name, now, task?.number])
    return id
  }

  /// What the task *Conciliar com o birô* begins.
  package func beginScheduledReconciliation(
    _ actor: Actor, _ run: ID<TaskRun>, at now: Instant, in transaction: Transaction
  ) throws -> String? {
    _ = try beginReconciliation(actor: actor, task: run, at: now, in: transaction)
    return nil
  }

  /// Integration by integration, page by page; each page and the place it leads to are one
  /// transaction. What the statement says newer than we know is applied first, as a report, which
  /// also finds the inclusions whose answer was lost; what still differs is recorded. A bureau
  /// that cannot be asked is a reconciliation that failed, not an error.
  func workOff(_ claim: WorkClaim) async throws -> Reconciliation {
    let id = ID<Reconciliation>(claim.row)
    while let place = try await place(of: id, claim) {
      do {
        try await compareNext(id, at: place)
      } catch let refusal as Refusal {
        try await leave(id, place, problem: refusal.detail)
      }
      try Task.checkCancellation()
    }
    return try await finish(id, claim)
  }

  /// Where the work goes on; nil where every integration was read.
  private func place(
    of id: ID<Reconciliation>, _ claim: WorkClaim
  ) async throws -> ReconciliationPlace? {
    let now = world.clock.now()
    return try await database.write { transaction in
      try claim.hold(
        seconds: Self.reconciliationClaimSeconds, at: now, in: transaction)
      let current = try transaction.first(
        """
        SELECT position_integration_id, position_cursor, integration_id, started_at
        FROM reconciliations WHERE id = ?1 AND state = 'running'
        """, [id]
      ) { row in
        (
          integration: try row.optionalID(0) as ID<Integration>?,
          cursor: try row.optionalText(1), only: try row.optionalID(2) as ID<Integration>?,
          startedAt: try row.instant(3)
        )
      }
      guard let current else { return nil }
      if let integration = current.integration, let cursor = current.cursor {
        return ReconciliationPlace(
          integration: integration, cursor: cursor.isEmpty ? nil : cursor,
          startedAt: current.startedAt, claim: claim)
      }
      let next = try transaction.query(
        "SELECT id FROM integrations WHERE id > ?1 ORDER BY id",
        [current.integration?.number ?? 0]
      ) { try $0.id(0) as ID<Integration> }.first { current.only == nil || $0 == current.only }
      guard let next else { return nil }
      try ReconciliationRows.move(id, to: next, cursor: "", in: transaction)
      return ReconciliationPlace(
        integration: next, cursor: nil, startedAt: current.startedAt, claim: claim)
    }
  }

  private func compareNext(
    _ id: ID<Reconciliation>, at place: ReconciliationPlace
  ) async throws {
    let (access, provider) = try await office.bureauEvents.bureauAccess(to: place.integration)
    guard let connector = connectors[provider] else {
      return try await leave(id, place, problem: "Não há conector para o provedor \(provider).")
    }
    switch await connector.statement(access, cursor: place.cursor) {
    case .answered(let page):
      try await compare(page, for: id, place.integration, place.claim)
      guard page.nextCursor == nil else { return }
      try await findOnlyHere(
        id, place.integration, startedAt: place.startedAt, place.claim)
      try await leave(id, place, problem: nil)
    case .refused(let refusal): try await leave(id, place, problem: refusal.detail)
    case .unauthorized(let detail):
      let now = world.clock.now()
      try await database.write {
        try office.inquiries.refuseCredentials(
          of: place.integration, version: access.version, at: now, in: $0)
      }
      try await leave(id, place, problem: detail)
    case .unavailable(let detail, _), .unclear(let detail):
      try await leave(id, place, problem: detail)
    }
  }

  /// Done with one integration, well or not.
  private func leave(
    _ id: ID<Reconciliation>, _ place: ReconciliationPlace, problem: String?
  ) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      try place.claim.hold(
        seconds: Self.reconciliationClaimSeconds, at: now, in: transaction)
      try ReconciliationRows.move(id, to: place.integration, cursor: nil, in: transaction)
      // Contestations are no part of a statement: all of them are asked for again.
      if problem == nil {
        try Disputes.askForDisputes(of: place.integration, all: true, in: transaction)
      }
      guard let problem else { return }
      try transaction.execute(
        """
        UPDATE reconciliations SET problem =
          CASE WHEN problem IS NULL THEN CAST(?2 AS TEXT)
            ELSE problem || ' ' || CAST(?2 AS TEXT) END
        WHERE id = ?1
        """, [id, problem])
    }
  }

  private func finish(
    _ id: ID<Reconciliation>, _ claim: WorkClaim
  ) async throws -> Reconciliation {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard try claim.finish(in: transaction) else { throw ClaimLost() }
      try transaction.execute(
        "DELETE FROM reconciliation_marks WHERE reconciliation_id = ?1", [id])
      try transaction.execute(
        """
        UPDATE reconciliations SET finished_at = ?2, claimed_until_at = NULL,
          state = CASE WHEN problem IS NULL THEN 'finished' ELSE 'failed' END
        WHERE id = ?1 AND state = 'running'
        """, [id, now])
      try ReconciliationRows.endTask(of: id, at: now, in: transaction)
      return try ReconciliationRows.require(id, in: transaction)
    }
  }
}

/// The page of a statement that comes next.
private struct ReconciliationPlace: Sendable {
  let integration: ID<Integration>
  /// Nil: the first page.
  let cursor: String?
  let startedAt: Instant
  let claim: WorkClaim
}
