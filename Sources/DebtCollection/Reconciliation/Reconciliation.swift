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
  static let select = """
    SELECT id, integration_id, state, started_by, started_at, finished_at, matched_count, problem,
      (SELECT COUNT(*) FROM reconciliation_differences
       WHERE reconciliation_id = reconciliations.id)
    FROM reconciliations
    """

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
    Reconciliation(
      id: try row.id(0), integration: try row.optionalID(1), state: try row.word(2),
      startedBy: try row.text(3), startedAt: try row.instant(4),
      finishedAt: try row.optionalInstant(5), matched: Int(try row.integer(6)),
      differences: Int(try row.integer(8)), problem: try row.optionalText(7))
  }

  static func decodeDifference(_ row: Row) throws -> ReconciliationDifference {
    ReconciliationDifference(
      sequence: Int(try row.integer(0)), kind: try row.word(1), listing: try row.optionalID(2),
      bureauReference: try row.optionalText(3), here: try row.optionalText(4),
      there: try row.optionalText(5), detail: try row.text(6))
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
