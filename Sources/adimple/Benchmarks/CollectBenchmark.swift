import Credit
import DebtCollection
import Foundation
import JSONText
import Logging
import SQLDatabase
import Sealing
import World

/// The routine over a large book: eligibility of each due title, listings, timeline,
/// transmissions, decisions with reasons, committed; against the same rows by bare SQL.
struct CollectBenchmark: Sendable {
  let rows: Int
  let due: Int
  let url: String?

  private static let batch = 10_000

  func measure() async throws -> JSON {
    let folder =
      NSTemporaryDirectory() + "adimple-bench-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { removeFolder(folder) }
    var logger = Logger(label: "bench") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .warning
    let database = try await openDatabase(
      url: url ?? "sqlite:\(folder)/bench.sqlite", options: DatabaseOptions(), logger: logger)
    try await database.migrate(CreditorSchema.migrations)
    let clock = VirtualClock(startingAt: Self.today.at(hour: 12), running: false)
    let random = SystemRandom()
    let key = MasterKey.generate(random: random)
    let office = Office(
      database: database, world: World(clock: clock, random: random, logger: logger),
      sealer: Sealer(masterKey: key, random: random), documents: DocumentIndex(masterKey: key),
      connectors: [:], publicURL: nil)
    try await fill(office)
    let start = ContinuousClock.now
    let run = try await office.runCollections(dryRun: false, actor: .routine)
    let routine = Self.seconds(ContinuousClock.now - start)
    guard run.listed.count == due, run.examined == due else {
      throw Failure("A medida falhou: \(run.listed.count) de \(due) títulos negativados.")
    }
    let floor = try await bareWrite(database)
    await database.close()
    return [
      "name": "collect", "engine": .string(database.engine.rawValue),
      "rows": .integer(Int64(rows)), "due": .integer(Int64(due)),
      "routineSeconds": .decimal(Self.text(routine)),
      "duePerSecond": .integer(Int64(Double(due) / routine)),
      "floorSeconds": .decimal(Self.text(floor)),
      "ratioToFloor": .decimal(Self.text(routine / floor)),
    ]
  }

  private static let today = CivilDate(year: 2026, month: 11, day: 23)!

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private static func text(_ value: Double) -> String {
    let thousandths = Int((value * 1_000).rounded())
    return "\(thousandths / 1_000).\(padded(thousandths % 1_000, 3))"
  }

  private func removeFolder(_ folder: String) {
    do {
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      // A folder left in the temporary place harms no measurement.
    }
  }

  /// A branch with an automatic integration, one person for ten titles, and the book: the due ones
  /// open for 90 days, the others paid or not yet due.
  private func fill(_ office: Office) async throws {
    let people = max(rows / 10, 1)
    let database = office.database
    _ = try await database.write { transaction in
      try transaction.execute(
        """
        INSERT INTO integrations (id, name, provider, environment, base_url, client_id,
          client_secret_sealed, automatic, restriction_code_natural, restriction_code_legal,
          token_state, changes_since_at, changes_asked_at, created_at, updated_at)
        VALUES (1, 'b', 'credito-na-medida', 'homologation', 'http://127.0.0.1', 'c', ?1, 1,
          'internet', 'internet', 'none', 0, 0, 0, 0)
        """, [[UInt8](repeating: 0, count: 40)])
      try transaction.execute(
        """
        INSERT INTO branches (id, name, document, postal_code, street, number, complement,
          district, city, state, integration_id, created_at, updated_at)
        VALUES (1, 'b', '12ABC34501DE35', '80010000', 'r', '1', '', 'c', 'Curitiba', 'PR', 1, 0, 0)
        """)
    }
    try await inBatches(database, people) { transaction, range in
      return try transaction.executeMany(
        """
        INSERT INTO people (id, stage, kind, document_index, document_sealed, document_masked,
          name, name_folded, birth_on, postal_code, street, number, complement, district, city,
          state, has_postal_address, branch_id, created_at, updated_at)
        VALUES (?1, 'customer', 'natural', ?2, ?2, '', 'n', 'N', 3650, '80010000', 'r', '1', '',
          'c', 'Curitiba', 'PR', 1, 1, 0, 0)
        """,
        range.map { [Int64($0 + 1).sqlValue, Self.bytes($0).sqlValue] })
    }
    let dueOn = Self.today.adding(days: -90)
    try await inBatches(database, rows) { transaction, range in
      return try transaction.executeMany(
        """
        INSERT INTO receivables (id, person_id, branch_id, number, issued_on, due_on,
          amount_cents, open_cents, status, disputed, court_order, bank_listed,
          reinclusion_blocked, created_at, updated_at)
        VALUES (?1, ?2, 1, 'n', ?3, ?3, 12990, ?4, ?5, 0, 0, 0, 0, 0, 0)
        """,
        range.map { index in
          let isDue = index % max(rows / due, 1) == 0 && index / max(rows / due, 1) < due
          let day = isDue ? dueOn : dueOn.adding(days: index % 80 - 400)
          return [
            Int64(index + 1).sqlValue, Int64(index % people + 1).sqlValue, day.sqlValue,
            (isDue ? 12_990 : 0).sqlValue, (isDue ? "open" : "paid").sqlValue,
          ]
        })
    }
    var rule = CollectionRuleChange()
    rule.name = "b"
    rule.maximumPerRun = Office.titlesPerRunLimit
    _ = try await office.createCollectionRule(rule)
  }

  private static func bytes(_ index: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: index >> ($0 * 8)) }
  }

  private func inBatches(
    _ database: any Database, _ count: Int,
    _ body: @escaping @Sendable (Transaction, Range<Int>) throws -> Int
  ) async throws {
    for start in stride(from: 0, to: count, by: Self.batch) {
      let range = start..<min(start + Self.batch, count)
      _ = try await database.write { try body($0, range) }
    }
  }

  /// The floor: the rows that the routine wrote, written once more by set-based SQL in one commit
  /// into tables without constraints.
  private func bareWrite(_ database: any Database) async throws -> Double {
    let tables = [
      "listings", "timeline", "transmissions", "published_events", "collection_decisions",
    ]
    _ = try await database.write { transaction in
      for table in tables {
        try transaction.execute("CREATE TABLE floor_\(table) AS SELECT * FROM \(table) WHERE 1 = 0")
      }
    }
    let start = ContinuousClock.now
    _ = try await database.write { transaction in
      for table in tables {
        try transaction.execute("INSERT INTO floor_\(table) SELECT * FROM \(table)")
      }
      try transaction.execute(
        "UPDATE receivables SET updated_at = updated_at + 1 WHERE live_listing_id IS NOT NULL")
    }
    return Self.seconds(ContinuousClock.now - start)
  }
}
