import Credit
import DebtCollection
import Fictitious
import JSONText
import SQLDatabase

/// A return file (CNAB 400) that pays every title of a book in full, every tenth of them listed and
/// visible: parsed, matched, settled, removals queued, reported; against the same rows by bare SQL.
struct SettleBenchmark: Sendable {
  static let rowsUsual = 100_000
  private static let listedEach = 10
  private static let cents = 12_990
  private static let tables = [
    "timeline", "transmissions", "published_events", "payments", "bank_return_lines",
  ]

  private let rows: Int
  private let runs: Int
  private let url: String?

  init(_ setting: BenchmarkSetting) {
    rows = setting.rows ?? Self.rowsUsual
    runs = setting.runs
    url = setting.url
  }

  private var listed: Int { (rows + Self.listedEach - 1) / Self.listedEach }

  func measure() async throws -> JSON {
    try await BenchmarkOffice.use(url: url) { bench in
      try await bench.fillPeople(rows)
      try await fillTitles(bench)
      let path = bench.folder + "/return.ret"
      try write(path)
      var times = Times()
      for run in 0...runs {
        var pair = Times()
        try await measure(bench, path, &pair)
        if run == 0 {
          times.peak = pair.peak
        } else {
          times.settled.append(pair.settled)
          times.floor.append(pair.floor)
        }
      }
      return report(bench, times)
    }
  }

  private struct Times {
    var settled = Measured()
    var floor = Measured()
    /// Of the first return file, before the rows of the floor are held.
    var peak = JSON.null
  }

  private func measure(
    _ bench: BenchmarkOffice, _ path: String, _ times: inout Times
  ) async throws {
    let report = try await times.settled.time {
      let id = try await bench.office.imports.startImport(
        kind: .bankReturn, contentPath: path, dryRun: false, actor: .commandLine)
      return try await bench.office.imports.continueImport(id)
    }
    times.peak = Measured.peakMebibytes
    let written = try await bench.database.read { try WrittenRows.read(Self.tables, in: $0) }
    guard report.state == .finished, report.created == rows, report.refused == 0,
      written.count(of: "payments") == rows, written.count(of: "transmissions") == listed
    else {
      throw BenchmarkFailure(
        "A medida falhou: \(report.created) de \(rows) pagos, "
          + "\(written.count(of: "transmissions")) de \(listed) baixas.")
    }
    let titles = try await changed(bench, "receivables", ["status", "open_cents", "updated_at"])
    let listings = try await changed(
      bench, "listings",
      [
        "state", "removal_reason", "removal_requested_at", "removal_due_on", "timeline_length",
        "timeline_head", "updated_at",
      ])
    try await undo(bench)
    try await times.floor.time {
      try await bench.database.write { transaction in
        try titles.write(in: transaction)
        try listings.write(in: transaction)
        try written.write(in: transaction)
      }
    }
    guard try await bench.count("payments") == rows else {
      throw BenchmarkFailure("A medida falhou: a escrita em SQL puro não gravou tudo.")
    }
    try await undo(bench)
  }

  /// Columns of a table's rows as they stand, to be written once more.
  private struct Changed: Sendable {
    let sql: String
    let rows: [[SQLValue]]

    func write(in transaction: Transaction) throws { try transaction.executeMany(sql, rows) }
  }

  private func changed(
    _ bench: BenchmarkOffice, _ table: String, _ columns: [String]
  ) async throws -> Changed {
    let places = columns.enumerated().map { "\($1) = ?\($0 + 2)" }.joined(separator: ", ")
    let rows = try await bench.database.read { transaction in
      try transaction.query("SELECT id, \(columns.joined(separator: ", ")) FROM \(table)") {
        row in try (0...columns.count).map { try row.value($0) }
      }
    }
    return Changed(sql: "UPDATE \(table) SET \(places) WHERE id = ?1", rows: rows)
  }

  private func undo(_ bench: BenchmarkOffice) async throws {
    try await bench.database.write { transaction in
      try WrittenRows.clear(Self.tables, in: transaction)
      try transaction.execute(
        """
        UPDATE receivables SET status = 'open', open_cents = amount_cents,
          live_listing_id = CASE WHEN id % \(Self.listedEach) = 1 THEN id END
        """)
      _ = try transaction.execute(
        """
        UPDATE listings SET state = 'active', removal_reason = NULL, removal_requested_at = NULL,
          removal_due_on = NULL, timeline_length = 0
        """)
    }
  }

  /// Title n of person n; the listing of a title has its number too.
  private func fillTitles(_ bench: BenchmarkOffice) async throws {
    let due = BenchmarkOffice.today.adding(days: -90)
    let seen = BenchmarkOffice.today.adding(days: -20)
    try await bench.inBatches(Array(1...rows)) { transaction, ids in
      try transaction.executeMany(
        """
        INSERT INTO receivables (id, external_code, person_id, contract_id, branch_id, number,
          bank_number, bank_key, issued_on, due_on, amount_cents, open_cents, status, disputed,
          court_order, bank_listed, reinclusion_blocked, created_at, updated_at)
        VALUES (?1, ?2, ?1, ?1, 1, ?2, ?3, ?3, ?4, ?4, ?5, ?5, 'open', 0, 0, 0, 0, 0, 0)
        """,
        ids.map { id in
          [
            id.sqlValue, "F\(id)".sqlValue, Self.bankNumber(id).sqlValue, due.sqlValue,
            Self.cents.sqlValue,
          ]
        })
      try transaction.executeMany(
        """
        INSERT INTO listings (id, receivable_id, person_id, branch_id, integration_id,
          restriction_code, amount_cents, due_on, origin, state, applied_rule, requested_by,
          requested_at, submitted_at, bureau_reference, bureau_version, bureau_state, accepted_at,
          notice_issued_on, visible_from_on, visible_at, expires_on, timeline_length,
          timeline_head, updated_at)
        VALUES (?1, ?1, ?1, 1, 1, 'internet', ?2, ?3, 'routine', 'active', '{}', 'routine', 0, 0,
          ?4, 3, 'visible', 0, ?5, ?5, ?6, ?7, 0, ?8, 0)
        """,
        ids.filter { $0 % Self.listedEach == 1 }.map { id in
          [
            id.sqlValue, Self.cents.sqlValue, due.sqlValue, "B\(id)".sqlValue, seen.sqlValue,
            seen.startOfDay.sqlValue, due.adding(years: 5).sqlValue,
            [UInt8](repeating: 0, count: 32).sqlValue,
          ]
        })
    }
    try await undo(bench)
  }

  private static func bankNumber(_ id: Int) -> String { "\(10_000_000_000 + id)" }

  /// As Bradesco writes it; blanks but for the fields that matter.
  private func write(_ path: String) throws {
    let day = Self.short(BenchmarkOffice.today.adding(days: -1))
    let due = Self.short(BenchmarkOffice.today.adding(days: -90))
    let amount = padded(Self.cents, 13)
    try LineFile.write(path, ending: .carriageReturnAndLineFeed) { line in
      try line(
        Self.fields([
          (1, "02RETORNO01COBRANCA"), (27, "00000000000000123456"), (77, "237"), (95, day),
          (395, "000001"),
        ]))
      for id in 1...rows {
        try line(
          Self.fields([
            (1, "1"), (71, Self.bankNumber(id)), (109, "06"), (111, day), (117, "F\(id)"),
            (147, due), (153, amount), (254, amount), (296, day),
            (395, padded((id + 1) % 1_000_000, 6)),
          ]))
      }
      try line(Self.fields([(1, "9201"), (395, padded((rows + 2) % 1_000_000, 6))]))
    }
  }

  private static func short(_ day: CivilDate) -> String {
    padded(day.day, 2) + padded(day.month, 2) + padded(day.year % 100, 2)
  }

  private static func fields(_ fields: [(place: Int, text: String)]) -> String {
    var bytes = [UInt8](repeating: 32, count: 400)
    for field in fields {
      for (offset, byte) in field.text.utf8.enumerated() {
        bytes[field.place - 1 + offset] = byte
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func report(_ bench: BenchmarkOffice, _ times: Times) -> JSON {
    [
      "name": "settle", "engine": .string(bench.database.engine.rawValue),
      "rows": .integer(Int64(rows)), "listed": .integer(Int64(listed)),
      "runs": .integer(Int64(runs)),
      "rowsPerSecond": Measured.decimal(Double(rows) / times.settled.median),
      "floorPerSecond": Measured.decimal(Double(rows) / times.floor.median),
      "ratioToFloor": Measured.decimal(times.settled.median / times.floor.median),
      "peakMebibytes": times.peak,
    ]
  }
}
