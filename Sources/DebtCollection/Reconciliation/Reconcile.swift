package import Credit
import SQLDatabase
import World

extension Office {
  /// Compares our listings with the bureau's statement, of one integration or of all. What the
  /// statement says newer than we know is applied first, as a report, which also finds the
  /// inclusions whose answer was lost; what still differs is recorded. A bureau that cannot be
  /// asked is a reconciliation that failed, not an error.
  package func reconcile(
    integration: ID<Integration>? = nil, actor: Actor
  ) async throws -> Reconciliation {
    let now = world.clock.now()
    let (id, integrations) = try await database.write { transaction in
      let integrations = try transaction.query("SELECT id FROM integrations ORDER BY id") {
        try $0.id(0) as ID<Integration>
      }.filter { integration == nil || $0 == integration }
      if integration != nil, integrations.isEmpty { throw Refusal.notFound("Integração") }
      let id = ID<Reconciliation>(try transaction.nextIdentifier())
      try transaction.execute(
        """
        INSERT INTO reconciliations
          (id, integration_id, state, started_by, started_at, matched_count)
        VALUES (?1, ?2, 'running', ?3, ?4, 0)
        """, [id, integration, actor.name, now])
      return (id, integrations)
    }
    var problems: [String] = []
    for integration in integrations {
      do {
        if let problem = try await reconcile(id, with: integration, startedAt: now) {
          problems.append(problem)
        }
      } catch let refusal as Refusal {
        problems.append(refusal.detail)
      }
    }
    return try await finish(id, problem: problems.isEmpty ? nil : problems.joined(separator: " "))
  }

  /// Reads one integration's statement page by page; answers with the problem that stopped it.
  private func reconcile(
    _ id: ID<Reconciliation>, with integration: ID<Integration>, startedAt: Instant
  ) async throws -> String? {
    let (access, provider) = try await bureauAccess(to: integration)
    guard let connector = connectors[provider] else {
      return "Não há conector para o provedor \(provider)."
    }
    var cursor: String?
    repeat {
      switch await connector.statement(access, cursor: cursor) {
      case .answered(let page):
        try await compare(page, for: id, integration)
        cursor = page.nextCursor
      case .refused(let refusal): return refusal.detail
      case .unauthorized(let detail):
        let now = world.clock.now()
        try await database.write {
          try refuseCredentials(of: integration, at: now, in: $0)
        }
        return detail
      case .unavailable(let detail, _), .unclear(let detail): return detail
      }
    } while cursor != nil
    try await findOnlyHere(id, integration, startedAt: startedAt)
    return nil
  }

  private func finish(
    _ id: ID<Reconciliation>, problem: String?
  ) async throws -> Reconciliation {
    let now = world.clock.now()
    return try await database.write { transaction in
      try transaction.execute(
        "DELETE FROM reconciliation_marks WHERE reconciliation_id = ?1", [id])
      try transaction.execute(
        "UPDATE reconciliations SET state = ?2, finished_at = ?3, problem = ?4 WHERE id = ?1",
        [id, problem == nil ? "finished" : "failed", now, problem])
      let done = try transaction.first(
        ReconciliationRows.select + " WHERE id = ?1", [id], ReconciliationRows.decode)
      guard let done else { throw Refusal.notFound("Conciliação") }
      return done
    }
  }
}
