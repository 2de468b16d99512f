import Credit
import DebtCollection
import SQLDatabase
import World

/// A creditor's house of any size, written set by set: people with documents that can be searched
/// for, titles of five years, payments, listings in every state, inquiries, runs and logs. The
/// same numbers always give the same rows.
struct PagesBook: Sendable {
  let office: Office
  let people: Int
  let receivables: Int

  /// Where the ids of each table begin: rows of one table follow one another.
  struct Places: Sendable {
    let branch: Int64 = 1
    let integration: Int64 = 1
    var people: Int64 = 0
    var contracts: Int64 = 0
    var receivables: Int64 = 0
    var payments: Int64 = 0
    var listings: Int64 = 0
    var inquiries: Int64 = 0
    var endpoint: Int64 = 0
    var imports: Int64 = 0
    var runs: Int64 = 0
    var rule: Int64 = 0
    var reconciliations: Int64 = 0
    var checks: Int64 = 0
  }

  var today: CivilDate { office.world.clock.now().civilDate }
  /// Every twentieth title is or was listed.
  var listings: Int { receivables / 20 }
  var inquiries: Int { people + people / 2 }

  func fill() async throws -> Places {
    var places = Places()
    try await settings()
    places.people = try await fillPeople(places)
    places.contracts = try await fillContracts(places)
    places.receivables = try await fillReceivables(places)
    places.payments = try await fillPayments(places)
    places.listings = try await fillListings(places)
    places.inquiries = try await fillInquiries(places)
    try await fillDesk(&places)
    if office.database.engine == .postgres {
      // The server does it by itself sooner or later; SQLite plans without.
      _ = try await office.database.write { try $0.execute("ANALYZE") }
    }
    return places
  }

  /// Runs a statement over the numbers `i` of 0..<count, in pieces that are committed. `?1` and
  /// `?2` are the first and the last number, `?3` the first id; more follow.
  func series(
    _ count: Int, _ sql: String, _ arguments: [any SQLConvertible & Sendable] = [],
    ids: Int = 1
  ) async throws -> Int64 {
    guard count > 0 else { return 0 }
    let first = try await office.database.write { transaction in
      try transaction.nextIdentifiers(count * ids).lowerBound
    }
    let numbers =
      "WITH RECURSIVE n(i) AS (SELECT CAST(?1 AS BIGINT) UNION ALL"
      + " SELECT i + 1 FROM n WHERE i < ?2) "
    for start in stride(from: 0, to: count, by: Self.piece) {
      let end = min(start + Self.piece, count) - 1
      _ = try await office.database.write { transaction in
        try transaction.execute(numbers + sql, [start, end, first] + arguments)
      }
    }
    return first
  }

  private static let piece = 50_000

  /// What can be asked of the branch and the integration that every measurement has.
  private func settings() async throws {
    _ = try await office.database.write { transaction in
      try transaction.execute(
        """
        INSERT INTO integration_codes (integration_id, kind, person, code, name, valid_from_on)
        VALUES (1, 'restriction', 'any', 'internet', 'Internet', 0)
        """)
      try transaction.execute(
        """
        INSERT INTO integration_products (integration_id, code, name, person, price_cents,
          sections)
        VALUES (1, 'basic', 'Básica', 'any', 250, '[]')
        """)
      try transaction.execute("UPDATE branches SET integration_id = 1")
      return try transaction.execute(
        "UPDATE integrations SET branch_id = 1, codes_synced_at = 1, token_state = 'valid'")
    }
  }
}
