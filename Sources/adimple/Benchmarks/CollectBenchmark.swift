import Credit
import DebtCollection
import Foundation
import JSONText
import SQLDatabase

/// The routine over a large book: eligibility of each due title, listings, timeline,
/// transmissions, events, decisions with reasons, committed. The same due titles are decided in a
/// book of a tenth of the size first, which tells how the cost grows with what is only stored.
struct CollectBenchmark: Sendable {
  static let rowsUsual = 1_000_000
  private static let growth = 10
  private static let titlesPerPerson = 10
  private static let amount = 12_990
  private static let tables = [
    "collection_runs", "listings", "timeline", "transmissions", "published_events",
    "collection_decisions",
  ]

  let rows: Int
  let due: Int
  let runs: Int
  let url: String?

  init(_ setting: BenchmarkSetting) {
    rows = setting.rows ?? Self.rowsUsual
    due = min(setting.due, rows)
    runs = setting.runs
    url = setting.url
  }

  /// Every so many titles one is due.
  private var step: Int { rows / due }

  func measure() async throws -> JSON {
    try await BenchmarkOffice.use(url: url) { bench in
      try await bench.fillPeople(max(rows / Self.titlesPerPerson, 1))
      try await addRule(bench)
      var smaller: Times?
      if step % Self.growth == 0 {
        try await fillTitles(bench) { $0 % Self.growth == 0 }
        smaller = try await times(bench)
        try await fillTitles(bench) { $0 % Self.growth != 0 }
      } else {
        try await fillTitles(bench) { _ in true }
      }
      let times = try await times(bench)
      return report(bench, times, smaller: smaller)
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
      try await bench.office.runCollections(dryRun: false, actor: .routine)
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
      throw Failure("A medida falhou: a escrita em SQL puro não gravou tudo.")
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
      throw Failure("A medida falhou: \(run.listed.count) de \(due) títulos negativados.")
    }
  }

  private func undo(_ bench: BenchmarkOffice) async throws {
    _ = try await bench.database.write { transaction in
      try WrittenRows.clear(Self.tables, in: transaction)
      try transaction.execute(
        "UPDATE receivables SET live_listing_id = NULL WHERE live_listing_id IS NOT NULL")
    }
  }

  private func addRule(_ bench: BenchmarkOffice) async throws {
    var rule = CollectionRuleChange()
    rule.name = "b"
    rule.maximumPerRun = Office.titlesPerRunLimit
    _ = try await bench.office.createCollectionRule(rule)
  }

  /// The due titles open for 90 days, the others paid; ten for each person, in the order of time.
  private func fillTitles(_ bench: BenchmarkOffice, _ isTaken: (Int) -> Bool) async throws {
    let (step, due) = (step, due)
    try await bench.inBatches((0..<rows).filter(isTaken)) { transaction, indexes in
      try transaction.executeMany(
        """
        INSERT INTO receivables (id, external_code, person_id, contract_id, branch_id, number,
          bank_number, issued_on, due_on, amount_cents, open_cents, status, disputed, court_order,
          bank_listed, reinclusion_blocked, created_at, updated_at)
        VALUES (?1, ?2, ?3, ?3, 1, ?4, ?5, ?6, ?6, ?7, ?8, ?9, 0, 0, 0, 0, 0, 0)
        """,
        indexes.map { index in
          let isDue = index % step == 0 && index / step < due
          let day = BenchmarkOffice.today.adding(days: isDue ? -90 : index % 300 - 400)
          return [
            (index + 1).sqlValue, "T\(index)".sqlValue,
            (index / Self.titlesPerPerson + 1).sqlValue, "F\(index)".sqlValue,
            "\(10_000_000 + index)".sqlValue, day.sqlValue, Self.amount.sqlValue,
            (isDue ? Self.amount : 0).sqlValue, (isDue ? "open" : "paid").sqlValue,
          ]
        })
    }
  }

  private func report(_ bench: BenchmarkOffice, _ times: Times, smaller: Times?) -> JSON {
    let (routine, floor) = (times.routine.median, times.floor.median)
    return [
      "name": "collect", "engine": .string(bench.database.engine.rawValue),
      "rows": .integer(Int64(rows)), "due": .integer(Int64(due)),
      "runs": .integer(Int64(runs)), "routineSeconds": Measured.decimal(routine),
      "duePerSecond": .integer(Int64(Double(due) / routine)),
      "floorSeconds": Measured.decimal(floor), "ratioToFloor": Measured.decimal(routine / floor),
      "smallerRows": smaller == nil ? .null : .integer(Int64(rows / Self.growth)),
      "smallerSeconds": smaller.map { Measured.decimal($0.routine.median) } ?? .null,
      "growth": smaller.map { Measured.decimal(routine / $0.routine.median) } ?? .null,
      "peakMebibytes": Measured.peakMebibytes,
    ]
  }
}
