package import Credit
import Refusals
import SQLDatabase

extension StrayRecords {
  /// Stray records, newest first; of one state or all.
  package func strayRecords(
    state: StrayRecord.State? = nil, page: PageRequest = PageRequest()
  ) async throws -> ResultPage<StrayRecord> {
    var conditions = Conditions()
    if let state { conditions.add("state = ?", state.rawValue) }
    if let cursor = page.cursor { conditions.add("id < ?", cursor) }
    let chosen = conditions
    let rows = try await database.read { transaction in
      try transaction.query(
        StrayRecordRows.select + chosen.clause + " ORDER BY id DESC LIMIT \(page.limit + 1)",
        chosen.arguments, StrayRecordRows.decode)
    }
    return ResultPage(rows: rows, limit: page.limit) { $0.id.number }
  }

  package func strayRecord(_ id: ID<StrayRecord>) async throws -> StrayRecord {
    let found = try await database.read { transaction in
      try transaction.first(
        StrayRecordRows.select + " WHERE id = ?1", [id], StrayRecordRows.decode)
    }
    guard let found else { throw Refusal.notFound("Registro") }
    return found
  }
}
