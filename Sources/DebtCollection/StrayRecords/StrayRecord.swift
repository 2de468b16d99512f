package import Credit
import SQLDatabase

/// Registro solto: a record that lives at the bureau while no listing of ours stands behind it,
/// because the listing is closed here or because we know of none. A record that stays without a
/// debt of ours behind it is a wrong against the person it names.
package struct StrayRecord: Identified, Hashable, Sendable {
  package static let idPrefix = "str"

  package enum State: String, Hashable, CaseIterable, Sendable {
    /// None of ours: a person says whether it goes or stays.
    case found
    /// Its removal is asked for until the bureau says that it is gone.
    case removing
    case gone
    /// A person made sure that it is ours although it is not kept here.
    case kept

    /// Somebody or something still has to act.
    package var isOpen: Bool { self == .found || self == .removing }
  }

  package let id: ID<StrayRecord>
  package let integration: ID<Integration>
  /// The creditor's reference that the record bears at the bureau.
  package let reference: String
  package let bureauReference: String
  /// The bureau's word, as it was last heard.
  package let bureauState: BureauRecordState
  /// Nil where only a webhook told of it.
  package let amount: Cents?
  /// The listing that is closed here; nil where we know of none.
  package let listing: ID<Listing>?
  package let state: State
  package let foundAt: Instant
  /// Who said what becomes of it.
  package let decidedBy: String?
  package let note: String?
  package let problem: String?
  package let finishedAt: Instant?
}

/// Stray records in the database.
enum StrayRecordRows {
  enum Column: Int, TableColumn {
    static let table = "stray_records"

    case id, integrationId, reference, bureauReference, bureauState, amountCents, listingId
    case state, foundAt, decidedBy, note, lastProblem, finishedAt
  }

  static let select = ColumnTable<Column>().select

  static func decode(_ row: Row) throws -> StrayRecord {
    let row = ColumnRow<Column>(row)
    return StrayRecord(
      id: try row.id(.id), integration: try row.id(.integrationId),
      reference: try row.text(.reference),
      bureauReference: try row.text(.bureauReference),
      bureauState: BureauRecordState(try row.text(.bureauState)),
      amount: try row.optionalInteger(.amountCents).map { Cents($0) },
      listing: try row.optionalID(.listingId),
      state: try row.word(.state), foundAt: try row.instant(.foundAt),
      decidedBy: try row.optionalText(.decidedBy),
      note: try row.optionalText(.note), problem: try row.optionalText(.lastProblem),
      finishedAt: try row.optionalInstant(.finishedAt))
  }

  /// Held against every other writer until the transaction ends.
  static func lock(
    _ id: ID<StrayRecord>, in transaction: Transaction
  ) throws -> StrayRecord? {
    try transaction.first(select + " WHERE id = ?1" + suffix(transaction), [id], decode)
  }

  /// The record under the bureau's own reference, held, with the version that was last heard.
  static func lock(
    _ bureauReference: String, of integration: ID<Integration>, in transaction: Transaction
  ) throws -> (record: StrayRecord, version: Int64)? {
    let found = try transaction.first(
      "SELECT id, bureau_version FROM stray_records WHERE integration_id = ?1 "
        + "AND bureau_reference = ?2" + suffix(transaction), [integration, bureauReference]
    ) { (id: try $0.id(0) as ID<StrayRecord>, version: try $0.integer(1)) }
    guard let found, let record = try lock(found.id, in: transaction) else { return nil }
    return (record, found.version)
  }

  private static func suffix(_ transaction: Transaction) -> String {
    transaction.engine == .postgres ? " FOR UPDATE" : ""
  }

  /// Asks for its removal from now on.
  static func remove(
    _ id: ID<StrayRecord>, by actor: Actor, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE stray_records SET state = 'removing', decided_by = ?2, next_attempt_at = ?3,
        claimed_until_at = NULL, finished_at = NULL
      WHERE id = ?1
      """, [id, actor.name, now])
  }

  /// The bureau does not show it any more.
  static func close(
    _ id: ID<StrayRecord>, by record: BureauRecord?, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE stray_records SET state = 'gone', finished_at = ?2, next_attempt_at = NULL,
        claimed_until_at = NULL, last_problem = NULL,
        bureau_state = COALESCE(CAST(?3 AS TEXT), bureau_state),
        bureau_version = COALESCE(CAST(?4 AS BIGINT), bureau_version)
      WHERE id = ?1
      """, [id, now, record?.state.word, record?.version])
  }
}
