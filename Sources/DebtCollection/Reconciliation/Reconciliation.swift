package import Credit
import Refusals
import SQLDatabase

/// Conciliação: our listings against the bureau's statement.
package struct Reconciliation: Identified, Hashable, Sendable {
  package static let idPrefix = "rcn"

  package enum State: String, Hashable, Sendable { case running, finished, failed }

  package let id: ID<Reconciliation>
  /// Nil: all integrations.
  package let integration: ID<Integration>?
  package let state: State
  package let startedBy: String
  package let startedAt: Instant
  package let finishedAt: Instant?
  package let matched: Int
  /// What only one side has, or what they say differently, found so far.
  package let differences: Int
  package let problem: String?
}

/// Something that one side has or says and the other does not.
package struct ReconciliationDifference: Hashable, Sendable {
  package enum Kind: String, Hashable, CaseIterable, Sendable {
    case onlyHere, onlyThere, different
  }

  package let sequence: Int
  package let kind: Kind
  package let listing: ID<Listing>?
  package let bureauReference: String?
  /// Our state and amount; nil where we have nothing.
  package let here: String?
  package let there: String?
  /// A pt-BR sentence.
  package let detail: String
}

/// Reconciliations in the database.
enum ReconciliationRows {
  enum Column: Int, TableColumn {
    static let table = "reconciliations"

    case id, integrationId, state, startedBy, startedAt, finishedAt, matchedCount, problem
  }

  enum DifferenceColumn: Int, TableColumn {
    static let table = "reconciliation_differences"

    case sequence, kind, listingId, bureauReference, here, there, detail
  }

  private static let table = ColumnTable<Column>()
  static let select = """
    SELECT \(table.list),
      (SELECT COUNT(*) FROM reconciliation_differences
       WHERE reconciliation_id = reconciliations.id)
    FROM reconciliations
    """
  static let selectDifferences = ColumnTable<DifferenceColumn>().select

  static func require(
    _ id: ID<Reconciliation>, in transaction: Transaction
  ) throws -> Reconciliation {
    guard let row = try transaction.first(select + " WHERE id = ?1", [id], decode) else {
      throw Refusal.notFound("Conciliação")
    }
    return row
  }

  /// The scheduled task that a reconciliation was made for ends as it did.
  static func endTask(
    of id: ID<Reconciliation>, at now: Instant, in transaction: Transaction
  ) throws {
    let ended = try transaction.first(
      "SELECT task_run_id, state, matched_count, problem FROM reconciliations WHERE id = ?1", [id]
    ) { row in
      (
        task: try row.optionalID(0) as ID<TaskRun>?, isSound: try row.text(1) == "finished",
        matched: try row.integer(2), problem: try row.optionalText(3)
      )
    }
    guard let ended, let task = ended.task else { return }
    try TaskRows.end(
      task, succeeded: ended.isSound,
      detail: "\(id): \(ended.matched) conferidas. \(ended.problem ?? "")", at: now,
      in: transaction)
  }

  /// Where the work goes on after a crash: an integration with the cursor of its next page, empty
  /// for the first and nil where it is done with.
  static func move(
    _ id: ID<Reconciliation>, to integration: ID<Integration>, cursor: String?,
    in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE reconciliations SET position_integration_id = ?2, position_cursor = ?3 WHERE id = ?1
      """, [id, integration, cursor])
  }

  static func decode(_ row: Row) throws -> Reconciliation {
    let differences = Int(clamping: try row.integer(table.readCount))
    let row = ColumnRow<Column>(row)
    return Reconciliation(
      id: try row.id(.id), integration: try row.optionalID(.integrationId),
      state: try row.word(.state), startedBy: try row.text(.startedBy),
      startedAt: try row.instant(.startedAt), finishedAt: try row.optionalInstant(.finishedAt),
      matched: Int(clamping: try row.integer(.matchedCount)), differences: differences,
      problem: try row.optionalText(.problem))
  }

  static func decodeDifference(_ row: Row) throws -> ReconciliationDifference {
    let row = ColumnRow<DifferenceColumn>(row)
    return ReconciliationDifference(
      sequence: Int(clamping: try row.integer(.sequence)), kind: try row.word(.kind),
      listing: try row.optionalID(.listingId),
      bureauReference: try row.optionalText(.bureauReference), here: try row.optionalText(.here),
      there: try row.optionalText(.there), detail: try row.text(.detail))
  }

  /// A page that is read again after a crash adds nothing twice.
  static func add(
    _ kind: ReconciliationDifference.Kind, listing: ID<Listing>?, bureauReference: String?,
    here: String?, there: String?, detail: String, to id: ID<Reconciliation>,
    in transaction: Transaction
  ) throws {
    let isKnown = try transaction.first(
      """
      SELECT 1 FROM reconciliation_differences WHERE reconciliation_id = ?1 AND kind = ?2
        AND COALESCE(listing_id, 0) = ?3 AND COALESCE(bureau_reference, '') = ?4
      """, [id, kind.rawValue, listing?.number ?? 0, bureauReference ?? ""]
    ) { try $0.integer(0) }
    guard isKnown == nil else { return }
    try transaction.execute(
      """
      INSERT INTO reconciliation_differences
        (reconciliation_id, sequence, kind, listing_id, bureau_reference, here, there, detail)
      SELECT CAST(?1 AS BIGINT), COALESCE(MAX(sequence), 0) + 1, CAST(?2 AS TEXT),
        CAST(?3 AS BIGINT), CAST(?4 AS TEXT), CAST(?5 AS TEXT), CAST(?6 AS TEXT), CAST(?7 AS TEXT)
      FROM reconciliation_differences WHERE reconciliation_id = ?1
      """, [id, kind.rawValue, listing, bureauReference, here, there, detail])
  }
}
