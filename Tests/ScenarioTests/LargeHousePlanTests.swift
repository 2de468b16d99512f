import Credit
import CreditorAPI
import CreditorPages
import DebtCollection
import Foundation
import SQLDatabase
import TestKit
import Testing
import World

@testable import Benchmarks
@testable import adimple

/// The pages of a house as large as one can fill in seconds, with statistics as the server gathers
/// them, planned as if each table held a hundred times as much.
@Suite struct LargeHousePlanTests {
  private static let people = 2_000
  private static let scale = 100
  /// Tables that the book leaves empty are read from end to end at once, whatever stands beside.
  private static let filled = LargeTables.all.subtracting(["transmissions", "import_faults"])

  private static let reasoned =
    LargeTables.reasonedOnPostgres + [
      (
        "SELECT count(*), count(reused_id), CAST(COALESCE",
        "sums a period, by its index; one of all years sums all rows, by whatever is smaller"
      )
    ]

  @Test(arguments: TestDatabase.available.filter { $0 == .postgres })
  func whatThePlannerChoosesReadsNoLargeTableFromEndToEnd(
    _ engine: TestDatabase
  ) async throws {
    let bench = try await BenchmarkOffice.open(
      url: engine.privateURL(), folder: NSTemporaryDirectory())
    do {
      try await expectPlans(of: bench)
    } catch {
      await bench.database.close()
      throw error
    }
    await bench.database.close()
  }

  private func expectPlans(of bench: BenchmarkOffice) async throws {
    let places = try await PagesBook(
      office: bench.office, people: Self.people, receivables: 5 * Self.people
    ).fill()
    let listening = ListeningDatabase(bench.database)
    let office = Office(
      database: listening, world: bench.office.world, sealer: bench.office.sealer,
      documents: bench.office.documents, connectors: [:], publicURL: nil)
    let house = PagesHouse(
      office: office, places: places, people: Self.people, receivables: 5 * Self.people)
    try await PagesHouse.serve(house, by: .adimple) { visitor in
      // Asks for each page on its way, and gives the filtered lists besides.
      let addresses = try await visitor.addresses()
      for address in addresses where address.pattern.hasSuffix(" …") {
        _ = try await visitor.visit(address)
      }
    }
    let calls = listening.calls
    #expect(calls.count > 30, "the pages were not heard")
    for (sql, plan) in try await plans(of: calls, in: bench.database) {
      for fault in plan.faults(in: Self.filled) {
        Issue.record("\(fault) in:\n\(sql)\n\(plan.text)")
      }
    }
  }

  private func plans(
    of calls: [String: [SQLValue]], in database: any Database
  ) async throws -> [(sql: String, plan: PostgresPlan)] {
    // What is set in a rehearsal is forgotten with it.
    try await database.rehearse { transaction in
      try transaction.execute(
        """
        UPDATE pg_class SET reltuples = reltuples * ?1, relallvisible = relpages
        WHERE reltuples > 0 AND relnamespace = CAST(current_schema() AS REGNAMESPACE)
        """, [Self.scale])
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
