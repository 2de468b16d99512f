import Credit
import DebtCollection
import Foundation
import JSONText
import SQLDatabase

/// The routine over a large book: eligibility of each due title, listings, timeline,
/// transmissions, events, decisions with reasons, committed.
///
/// The book is as billing makes it: month by month one title for each customer, all but the oldest
/// unpaid ones of one month paid. That month alone is measured first, then with nine more before
/// it: the same due titles among ten times as many stored ones.
struct CollectBenchmark: Sendable {
  static let rowsUsual = 1_000_000
  /// Months in the book; the last one has the due titles.
  private static let months = 10
  private static let amount = 12_990
  private static let tables = [
    "collection_runs", "collection_run_rules", "listings", "timeline", "transmissions",
    "published_events",
    "collection_decisions",
  ]

  /// Customers, each with a title a month.
  let people: Int
  let due: Int
  let runs: Int
  let url: String?

  init(_ setting: BenchmarkSetting) {
    people = max((setting.rows ?? Self.rowsUsual) / Self.months, 1)
    due = min(setting.due, people)
    runs = setting.runs
    url = setting.url
  }

  func measure() async throws -> JSON {
    try await BenchmarkOffice.use(url: url) { bench in
      try await bench.fillPeople(people)
      try await addRule(bench)
      try await fill(bench, month: Self.months - 1)
      let smaller = try await times(bench)
      for month in 0..<Self.months - 1 { try await fill(bench, month: month) }
      return report(bench, try await times(bench), smaller: smaller)
    }
  }

  private struct Times {
    var routine = Measured()
    var floor = Measured()
  }

  /// Routine and floor in turn; the first pair only warms up.
  private func times(_ bench: BenchmarkOffice) async throws -> Times {
    var warm = Times()
    try await pair(bench, &warm)
    var times = Times()
    for _ in 0..<runs { try await pair(bench, &times) }
    return times
  }

  private func pair(_ bench: BenchmarkOffice, _ times: inout Times) async throws {
    let run = try await times.routine.time {
      try await bench.office.collections.runCollections(dryRun: false, actor: .routine)
    }
    let written = try await bench.database.read { try WrittenRows.read(Self.tables, in: $0) }
    let marks = try await marks(bench)
    try check(run, written, marks)
    try await undo(bench)
    try await times.floor.time {
      _ = try await bench.database.write { transaction in
        try written.write(in: transaction)
        try transaction.executeMany(
          "UPDATE receivables SET live_listing_id = ?2 WHERE id = ?1", marks)
      }
    }
    guard try await bench.count("listings") == due else {
      throw BenchmarkFailure("A medida falhou: a escrita em SQL puro não gravou tudo.")
    }
    try await undo(bench)
  }

  private func marks(_ bench: BenchmarkOffice) async throws -> [[SQLValue]] {
    try await bench.database.read { transaction in
      try transaction.query("SELECT receivable_id, id FROM listings ORDER BY id") {
        [try $0.value(0), try $0.value(1)]
      }
    }
  }

  private func check(
    _ run: CollectionRunReport, _ written: WrittenRows, _ marks: [[SQLValue]]
  ) throws {
    let isRight =
      run.examined == due && run.listed.count == due
      && run.listed.amount == Cents(Int64(due * Self.amount)) && marks.count == due
      && ["listings", "timeline", "transmissions", "collection_decisions"]
        .allSatisfy { written.count(of: $0) == due }
    guard isRight else {
      throw BenchmarkFailure("A medida falhou: \(run.listed.count) de \(due) títulos negativados.")
    }
  }

  private func undo(_ bench: BenchmarkOffice) async throws {
    _ = try await bench.database.write { transaction in
      // Nothing of the product deletes a listing, so that no index serves this reference.
      try transaction.execute("CREATE INDEX undo_supersedes ON listings (supersedes_id)")
      try WrittenRows.clear(Self.tables, in: transaction)
      try transaction.execute("DROP INDEX undo_supersedes")
      try transaction.execute(
        "UPDATE receivables SET live_listing_id = NULL WHERE live_listing_id IS NOT NULL")
    }
  }

  private func addRule(_ bench: BenchmarkOffice) async throws {
    var rule = CollectionRuleChange()
    rule.name = "b"
    rule.maximumPerRun = CollectionRules.titlesPerRunLimit
    _ = try await bench.office.collectionRules.createCollectionRule(rule)
  }

  /// A month's titles, 90 days overdue in the last month, evenly many of which are unpaid there.
  private func fill(_ bench: BenchmarkOffice, month: Int) async throws {
    let (people, due) = (people, due)
    let isLast = month == Self.months - 1
    let day = BenchmarkOffice.today.adding(days: -90 - 30 * (Self.months - 1 - month))
    try await bench.inBatches(Array(0..<people)) { transaction, indexes in
      try transaction.executeMany(
        """
        INSERT INTO receivables (id, external_code, person_id, contract_id, branch_id, number,
          bank_number, issued_on, due_on, amount_cents, open_cents, status, disputed, court_order,
          bank_listed, reinclusion_blocked, created_at, updated_at)
        VALUES (?1, ?2, ?3, ?3, 1, ?4, ?5, ?6, ?6, ?7, ?8, ?9, 0, 0, 0, 0, 0, 0)
        """,
        indexes.map { index in
          // Of every so many titles one is due, so that there are `due` of them.
          let isDue = isLast && index * due / people != (index + 1) * due / people
          let number = month * people + index + 1
          return [
            number.sqlValue, "T\(number)".sqlValue, (index + 1).sqlValue, "F\(number)".sqlValue,
            "\(10_000_000 + number)".sqlValue, day.sqlValue, Self.amount.sqlValue,
            (isDue ? Self.amount : 0).sqlValue, (isDue ? "open" : "paid").sqlValue,
          ]
        })
    }
  }

  private func report(_ bench: BenchmarkOffice, _ times: Times, smaller: Times) -> JSON {
    let (routine, floor) = (times.routine.median, times.floor.median)
    return [
      "name": "collect", "engine": .string(bench.database.engine.rawValue),
      "rows": .integer(Int64(people * Self.months)), "due": .integer(Int64(due)),
      "runs": .integer(Int64(runs)), "routineSeconds": Measured.decimal(routine),
      "duePerSecond": .integer(Int64(Double(due) / routine)),
      "floorSeconds": Measured.decimal(floor), "ratioToFloor": Measured.decimal(routine / floor),
      "smallerRows": .integer(Int64(people)),
      "smallerSeconds": Measured.decimal(smaller.routine.median),
      "growth": Measured.decimal(routine / smaller.routine.median),
      "peakMebibytes": Measured.peakMebibytes,
    ]
  }
}
