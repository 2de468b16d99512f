package import Credit
import Refusals
import SQLDatabase

extension Reconciliations {
  package func reconciliation(_ id: ID<Reconciliation>) async throws -> Reconciliation {
    let found = try await database.read { transaction in
      try transaction.first(
        ReconciliationRows.select + " WHERE id = ?1", [id], ReconciliationRows.decode)
    }
    guard let found else { throw Refusal.notFound("Conciliação") }
    return found
  }

  /// Reconciliations, newest first.
  package func reconciliations(
    page: PageRequest = PageRequest()
  ) async throws -> ResultPage<Reconciliation> {
    let rows = try await database.read { transaction in
      try transaction.query(
        ReconciliationRows.select + " WHERE id < ?1 ORDER BY id DESC LIMIT \(page.limit + 1)",
        [page.cursor ?? .max], ReconciliationRows.decode)
    }
    return ResultPage(rows: rows, limit: page.limit) { $0.id.number }
  }

  /// The differences that a reconciliation found, in the order in which it found them.
  package func reconciliationDifferences(
    of id: ID<Reconciliation>, kind: ReconciliationDifference.Kind? = nil,
    page: PageRequest = PageRequest()
  ) async throws -> ResultPage<ReconciliationDifference> {
    var conditions = Conditions()
    conditions.add("reconciliation_id = ?", id)
    if let kind { conditions.add("kind = ?", kind.rawValue) }
    if let cursor = page.cursor { conditions.add("sequence > ?", cursor) }
    let chosen = conditions
    let rows = try await database.read { transaction in
      try transaction.query(
        ReconciliationRows.selectDifferences + chosen.clause
          + " ORDER BY sequence LIMIT \(page.limit + 1)",
        chosen.arguments, ReconciliationRows.decodeDifference)
    }
    return ResultPage(rows: rows, limit: page.limit) { Int64($0.sequence) }
  }
}
