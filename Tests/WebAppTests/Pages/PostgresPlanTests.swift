import DebtCollection
import SQLDatabase
import TestKit
import Testing

/// What the pages ask is read by an index on PostgreSQL too. The house is small, so the planner is
/// made to believe that its large tables hold a million rows each.
@Suite struct PostgresPlanTests {
  /// Where the planner, without statistics, takes one of two indexes that serve; which one it takes
  /// with them is seen in a large house (`LargeHousePlanTests`).
  private static let reasoned =
    LargeTables.reasonedOnPostgres + [
      (
        "SELECT r.id, r.person_id, COALESCE(r.branch_id, p.branch_id), p.state, r.issued_on",
        "the listings of a title have an index: listings_receivable"
      ),
      (
        "SELECT p.recorded_at, p.recorded_by, r.number, p.amount_cents",
        "the payments of a title have an index: payments_receivable"
      ),
    ]

  @Test(arguments: TestDatabase.available.filter { $0 == .postgres })
  func noPageReadsALargeTableFromEndToEnd(_ engine: TestDatabase) async throws {
    try await TestSite.with(engine) { site in
      let listening = ListeningDatabase(site.office.database)
      try await PagePlanTests.visitAll(site, over: listening)
      let calls = listening.calls
      #expect(calls.count > 30, "the pages were not heard")
      let plans = try await Self.plans(of: calls, in: site.office.database)
      for (sql, plan) in plans {
        for fault in plan.faults(in: LargeTables.all) {
          Issue.record("\(fault) in:\n\(sql)\n\(plan.text)")
        }
      }
    }
  }

  private static func plans(
    of calls: [String: [SQLValue]], in database: any Database
  ) async throws -> [(sql: String, plan: PostgresPlan)] {
    // What is set in a rehearsal is forgotten with it.
    try await database.rehearse { transaction in
      // Without statistics the planner cannot choose well between an index and another way; whether
      // an index serves is seen where it is to take none of the others.
      for other in ["seqscan", "bitmapscan", "hashjoin", "mergejoin"] {
        try transaction.execute("SET LOCAL enable_\(other) = off")
      }
      for table in LargeTables.all.sorted() {
        try transaction.execute(
          """
          UPDATE pg_class SET reltuples = 1000000, relpages = 1
          WHERE oid = CAST(CAST(?1 AS TEXT) AS REGCLASS)
            OR oid IN (SELECT indexrelid FROM pg_index
              WHERE indrelid = CAST(CAST(?1 AS TEXT) AS REGCLASS))
          """, [table])
      }
      return try calls.sorted { $0.key < $1.key }.compactMap { sql, arguments in
        guard !LargeTables.isReasoned(sql, by: Self.reasoned) else { return nil }
        let lines = try transaction.query("EXPLAIN (COSTS OFF) " + sql, arguments) {
          try $0.text(0)
        }
        return (sql, PostgresPlan(lines: lines))
      }
    }
  }
}
