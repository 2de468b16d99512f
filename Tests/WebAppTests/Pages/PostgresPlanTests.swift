import DebtCollection
import SQLDatabase
import TestKit
import Testing

/// What the pages ask is read by an index on PostgreSQL too. The house is small, so the planner is
/// made to believe that its large tables hold a million rows each, five for each id or number.
@Suite struct PostgresPlanTests {
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
      // Whether an index serves is seen where the planner is to take none of the other ways; which
      // way it takes is seen in a large house (`LargeHousePlanTests`).
      for other in ["seqscan", "bitmapscan", "hashjoin", "mergejoin"] {
        try transaction.execute("SET LOCAL enable_\(other) = off")
      }
      for table in LargeTables.all.sorted() { try enlarge(table, in: transaction) }
      return try calls.sorted { $0.key < $1.key }.compactMap { sql, arguments in
        guard !LargeTables.isReasoned(sql, by: LargeTables.reasonedOnPostgres) else { return nil }
        let lines = try transaction.query("EXPLAIN (COSTS OFF) " + sql, arguments) {
          try $0.text(0)
        }
        return (sql, PostgresPlan(lines: lines))
      }
    }
  }

  /// Writes into the statistics of the server what they would hold of a large table.
  private static func enlarge(_ table: String, in transaction: Transaction) throws {
    try transaction.execute(
      """
      UPDATE pg_class SET reltuples = 1000000, relpages = 1
      WHERE oid = CAST(CAST(?1 AS TEXT) AS REGCLASS)
        OR oid IN (SELECT indexrelid FROM pg_index
          WHERE indrelid = CAST(CAST(?1 AS TEXT) AS REGCLASS))
      """, [table])
    try transaction.execute(
      "DELETE FROM pg_statistic WHERE starelid = CAST(CAST(?1 AS TEXT) AS REGCLASS)", [table])
    // A negative number of distinct values is a part of the rows: each comes five times.
    try transaction.execute(
      """
      INSERT INTO pg_statistic (starelid, staattnum, stainherit, stanullfrac, stawidth, stadistinct,
        stakind1, stakind2, stakind3, stakind4, stakind5, staop1, staop2, staop3, staop4, staop5,
        stacoll1, stacoll2, stacoll3, stacoll4, stacoll5)
      SELECT attrelid, attnum, false, 0, 8, -0.2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
      FROM pg_attribute
      WHERE attrelid = CAST(CAST(?1 AS TEXT) AS REGCLASS) AND attnum > 0 AND NOT attisdropped
        AND (attname LIKE '%\\_id' OR attname IN ('number', 'bank_number'))
      """, [table])
  }
}
