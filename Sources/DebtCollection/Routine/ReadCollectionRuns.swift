package import Credit
import Refusals
import SQLDatabase

extension Collections {
  package func collectionRun(_ id: ID<CollectionRun>) async throws -> CollectionRunReport {
    guard let run = try await database.read({ try CollectionRunRows.find(id, in: $0) }) else {
      throw Refusal.notFound("Execução")
    }
    return run
  }

  /// Newest first.
  package func collectionRuns(
    before: ID<CollectionRun>?, limit: Int
  ) async throws -> [CollectionRunReport] {
    try await database.read { transaction in
      try transaction.query(
        CollectionRunRows.select + " WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
        [before ?? ID<CollectionRun>(Int64.max), limit], CollectionRunRows.decode)
    }
  }

  /// What a run made of each title, by id.
  package func collectionDecisions(
    of run: ID<CollectionRun>, outcome: CollectionDecision.Outcome?, after: ID<Receivable>?,
    limit: Int
  ) async throws -> [CollectionDecision] {
    try await database.read { transaction in
      guard try CollectionRunRows.find(run, in: transaction) != nil else {
        throw Refusal.notFound("Execução")
      }
      let narrowed = outcome.map(CollectionRunRows.condition) ?? ""
      return try transaction.query(
        """
        SELECT receivable_id, outcome, amount_cents, reasons FROM collection_decisions
        WHERE run_id = ?1 AND receivable_id > ?2\(narrowed) ORDER BY receivable_id LIMIT ?3
        """, [run, after ?? ID<Receivable>(0), limit], CollectionRunRows.decodeDecision)
    }
  }
}
