import Credit
import DebtCollection
import Fictitious
import Foundation
import Logging
import SQLDatabase
import Sealing
import World

/// A creditor's office over a database of its own, with one branch and one automatic integration.
struct BenchmarkOffice: Sendable {
  static let today = CivilDate(daysSinceEpoch: 20_780)
  /// Rows of one transaction while the book is filled.
  private static let batch = 10_000

  let office: Office
  /// For the files of the measurement; gone with it.
  let folder: String

  /// Runs a measurement in an office that is thrown away afterwards.
  static func use<Value>(
    url: String?, _ body: (BenchmarkOffice) async throws -> Value
  ) async throws -> Value {
    let files = FileManager.default
    let folder =
      NSTemporaryDirectory() + "adimple-bench-\(ProcessInfo.processInfo.processIdentifier)"
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let bench: BenchmarkOffice
    do {
      bench = try await open(url: url ?? "sqlite:\(folder)/bench.sqlite", folder: folder)
    } catch {
      try files.removeItem(atPath: folder)
      throw error
    }
    let outcome: Result<Value, any Error>
    do {
      outcome = .success(try await body(bench))
    } catch {
      outcome = .failure(error)
    }
    await bench.office.database.close()
    try files.removeItem(atPath: folder)
    return try outcome.get()
  }

  /// Opens an office of its own; close its database in the end.
  static func open(url: String, folder: String) async throws -> BenchmarkOffice {
    var logger = Logger(label: "bench") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .warning
    let database = try await openDatabase(url: url, options: DatabaseOptions(), logger: logger)
    try await database.migrate(CreditorSchema.migrations)
    let random = SystemRandom()
    let key = MasterKey.generate(random: random)
    let clock = VirtualClock(startingAt: today.at(hour: 12), running: false)
    let bench = BenchmarkOffice(
      office: Office(
        database: database, world: World(clock: clock, random: random, logger: logger),
        sealer: Sealer(masterKey: key, random: random), documents: DocumentIndex(masterKey: key),
        connectors: [:], publicURL: nil), folder: folder)
    guard try await bench.count("people") == 0 else {
      throw BenchmarkFailure("A medida precisa de um banco de dados vazio.")
    }
    try await bench.fillSetting()
    return bench
  }

  var database: any Database { office.database }

  func count(_ table: String) async throws -> Int {
    try await database.read { transaction in
      Int(try transaction.first("SELECT COUNT(*) FROM \(table)") { try $0.integer(0) } ?? 0)
    }
  }

  func inBatches(
    _ rows: [Int], _ body: @escaping @Sendable (Transaction, ArraySlice<Int>) throws -> Void
  ) async throws {
    for start in stride(from: 0, to: rows.count, by: Self.batch) {
      let slice = rows[start..<min(start + Self.batch, rows.count)]
      _ = try await database.write { try body($0, slice) }
    }
  }

  private func fillSetting() async throws {
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
        VALUES (1, 'b', '\(FictitiousProvider.document)', '80010000', 'r', '1', '', 'c',
          'Curitiba', 'PR', 1, 0, 0)
        """)
    }
  }

  /// People 1…count, customers of the branch with an address, each with a rescinded contract of
  /// the same number.
  func fillPeople(_ count: Int) async throws {
    let rescinded = Self.today.adding(days: -20)
    try await inBatches(Array(1...count)) { transaction, ids in
      try transaction.executeMany(
        """
        INSERT INTO people (id, external_code, stage, kind, document_index, document_sealed,
          document_masked, name, name_folded, birth_on, postal_code, street, number, complement,
          district, city, state, has_postal_address, branch_id, created_at, updated_at)
        VALUES (?1, ?2, 'customer', 'natural', ?3, ?3, '', ?2, ?2, 3650, '80010000', 'r', '1', '',
          'c', 'Curitiba', 'PR', 1, 1, 0, 0)
        """,
        ids.map { [$0.sqlValue, "P\($0)".sqlValue, Self.bytes($0).sqlValue] })
      try transaction.executeMany(
        """
        INSERT INTO contracts (id, external_code, person_id, number, kind, status, suspended_on,
          rescinded_on, created_at, updated_at)
        VALUES (?1, ?2, ?1, ?2, 'telecom', 'rescinded', ?3, ?4, 0, 0)
        """,
        ids.map {
          [
            $0.sqlValue, "C\($0)".sqlValue, rescinded.adding(days: -60).sqlValue,
            rescinded.sqlValue,
          ]
        })
    }
  }

  private static func bytes(_ index: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: index >> ($0 * 8)) }
  }
}
