package import SQLDatabase

/// A table whose rows are written once and are links of chains: what is said is kept, and nobody
/// takes a row away unseen.
///
/// Each process that writes would wait for every other one if there were one chain only. So a table
/// has several (*correntes*); on PostgreSQL a connection adds to the one of its number, and no two
/// connections of a process meet. SQLite has one writer and one chain.
package struct TrailChain: Hashable, Sendable {
  /// Chains of one table on PostgreSQL; fixed for ever, as a missing one is a finding.
  static let postgresCount: Int64 = 32

  package let table: String
  /// The primary key.
  package let key: [String]
  /// What the links are made over, in this order, for ever.
  package let columns: [String]
  /// What findings call the table, in Portuguese.
  package let name: String
  /// Columns that change later and are no part of the link, with what they hold at first.
  private let first: [String: String]

  package init(
    _ table: String, key: [String] = ["id"], columns: [String], name: String,
    first: [String: String] = [:]
  ) {
    self.table = table
    self.key = key
    self.columns = columns
    self.name = name
    self.first = first
  }

  /// The numbers that the chains of a table have.
  package static func numbers(_ engine: DatabaseEngine) -> Range<Int64> {
    engine == .sqlite ? 0..<1 : 0..<postgresCount
  }

  /// The number of the chain that a connection adds to.
  static func own(_ engine: DatabaseEngine) -> String {
    engine == .sqlite ? "0" : "mod(pg_backend_pid(), \(postgresCount))"
  }

  var columnList: String { columns.joined(separator: ", ") }

  /// Inserts a row with its place in a chain.
  var insertion: String {
    let places = (1...columns.count + 3).map { "?\($0)" }
    let fixed = first.sorted { $0.key < $1.key }
    let names = columns + ["trail_number", "trail_sequence", "trail_link"] + fixed.map(\.key)
    return """
      INSERT INTO \(table) (\(names.joined(separator: ", ")))
      VALUES (\((places + fixed.map(\.value)).joined(separator: ", ")))
      """
  }
}

/// The tables of the trail, for the migrations of a side; the texts are never changed afterwards.
package enum TrailSchema {
  /// The ends of the chains, outside the tables that they protect, and since when there are chains.
  package static let ends = """
    CREATE TABLE trail_heads (
      chain TEXT NOT NULL,
      number {integer} NOT NULL,
      sequence {integer} NOT NULL,
      link {bytes} NOT NULL,
      begins_behind {integer} NOT NULL,
      begins_link {bytes} NOT NULL,
      row_count {integer} NOT NULL,
      sealed_at {integer} NOT NULL,
      seal {bytes} NOT NULL,
      PRIMARY KEY (chain, number)
    ){strict};
    CREATE TABLE trail_start (
      only_row {integer} PRIMARY KEY CHECK (only_row = 1),
      begun_at {integer} NOT NULL,
      adopted_at {integer},
      seal {bytes} NOT NULL
    ){strict};
    """

  /// The place of a row in a chain.
  package static func links(of table: String) -> String {
    """
    ALTER TABLE \(table) ADD COLUMN trail_number {integer};
    ALTER TABLE \(table) ADD COLUMN trail_sequence {integer};
    ALTER TABLE \(table) ADD COLUMN trail_link {bytes};
    CREATE UNIQUE INDEX \(table)_trail ON \(table) (trail_number, trail_sequence);
    """
  }
}
