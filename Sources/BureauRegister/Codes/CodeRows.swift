import Credit
import SQLDatabase
import Synchronization

/// Reads and writes the rows of the code lists.
enum CodeRows {
  private enum Column: Int, TableColumn {
    static let table = "bureau_codes"

    case list, code, name, person, validFromOn, validToOn, isMarked
  }

  private static let selectAll =
    ColumnTable<Column>().select + " ORDER BY position, valid_from_on"

  /// Every row there ever was, in the order of its list.
  static func all(_ transaction: Transaction) throws -> [ListedCode] {
    try transaction.query(selectAll) { row in
      let row = ColumnRow<Column>(row)
      return ListedCode(
        list: try row.choice(.list), code: try row.text(.code), name: try row.text(.name),
        person: try row.choice(.person), validFrom: try row.day(.validFromOn),
        validTo: try row.optionalDay(.validToOn), isMarked: try row.bool(.isMarked))
    }
  }

  /// A new version of a code keeps its place in the list.
  static func insert(
    _ code: ListedCode, by actor: String, at now: Instant, _ transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO bureau_codes (list, code, person, valid_from_on, valid_to_on, is_marked, name,
        position, created_at, created_by)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
        COALESCE((SELECT MAX(position) FROM bureau_codes WHERE list = ?1 AND code = ?2),
          (SELECT MAX(position) + 1 FROM bureau_codes)), ?8, ?9)
      """,
      [
        code.list.rawValue, code.code, code.person.rawValue, column(code.validFrom),
        column(code.validTo), code.isMarked, code.name, now.microseconds, actor,
      ])
  }

  /// Gives a row its last day.
  static func end(
    _ code: ListedCode, on lastDay: CivilDate, by actor: String, at now: Instant,
    _ transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE bureau_codes SET valid_to_on = ?4, ended_at = ?5, ended_by = ?6
      WHERE list = ?1 AND code = ?2 AND valid_from_on = ?3
      """,
      [
        code.list.rawValue, code.code, column(code.validFrom), column(lastDay),
        now.microseconds, actor,
      ])
  }
}

/// The code lists as they stand in the database, read again when a row came or ended.
final class CodesBook: Sendable {
  private struct Edition {
    let revision: [Int64]
    let codes: BureauCodes
  }

  private let edition = Mutex<Edition?>(nil)

  /// The lists in this transaction.
  func codes(in transaction: Transaction) throws -> BureauCodes {
    // Rows are added or given a last day, never taken away.
    let revision =
      try transaction.first(
        """
        SELECT COUNT(*), COUNT(valid_to_on), CAST(COALESCE(SUM(valid_to_on), 0) AS BIGINT)
        FROM bureau_codes
        """
      ) { [try $0.integer(0), try $0.integer(1), try $0.integer(2)] } ?? []
    if let known = edition.withLock({ $0 }), known.revision == revision { return known.codes }
    let codes = BureauCodes(try CodeRows.all(transaction))
    edition.withLock { $0 = Edition(revision: revision, codes: codes) }
    return codes
  }
}

extension Register {
  /// The lists as they stand now.
  package func codes() async throws -> BureauCodes {
    try await database.read { try codesBook.codes(in: $0) }
  }
}
