import Credit
import JSONText
import SQLDatabase

/// Listings in the database: one place that knows the columns.
enum ListingRows {
  private static let columns = """
    id, receivable_id, person_id, branch_id, integration_id, restriction_code, amount_cents,
    due_on, origin, run_id, supersedes_id, state, applied_rule, requested_by, requested_at,
    submitted_at, bureau_reference, bureau_version, bureau_state, accepted_at, notice_issued_on,
    visible_from_on, visible_at, expires_on, removal_reason, removal_requested_at,
    removal_due_on, removed_at, bureau_removal_reason, rejections, note, timeline_length,
    timeline_head, updated_at, fee_cents, bureau_suspensions
    """
  static let columnCount = 36

  /// A removal that is asked for and not done, refused ones too: the index of deadlines holds
  /// exactly these.
  static let removalUnderWay = "removal_due_on IS NOT NULL AND state <> 'removed'"

  /// The states in which nothing happens to a listing any more, for a list of SQL, in the order
  /// of the index of live listings.
  static let finalStates = ListingState.Word.allCases.filter(\.isFinal)
    .map { "'\($0.rawValue)'" }.joined(separator: ", ")

  static let select = "SELECT \(columns) FROM listings"

  static let insertSQL: String = {
    let places = (1...columnCount).map { "?\($0)" }.joined(separator: ", ")
    return "INSERT INTO listings (\(columns)) VALUES (\(places))"
  }()

  static func find(_ id: ID<Listing>, in transaction: Transaction) throws -> Listing? {
    try transaction.first(select + " WHERE id = ?1", [id.number], decode)
  }

  /// The same, held with its title against every other writer until the transaction ends. The
  /// title first, as in a payment, so that nobody waits in a circle.
  static func lock(_ id: ID<Listing>, in transaction: Transaction) throws -> Listing? {
    guard transaction.engine == .postgres else { return try find(id, in: transaction) }
    try transaction.forEach(
      """
      SELECT id FROM receivables
      WHERE id = (SELECT receivable_id FROM listings WHERE id = ?1) FOR UPDATE
      """, [id]
    ) { _ in }
    return try transaction.first(select + " WHERE id = ?1 FOR UPDATE", [id.number], decode)
  }

  /// The live listing of a title; the database allows only one.
  static func live(
    of receivable: ID<Receivable>, in transaction: Transaction
  ) throws -> Listing? {
    try transaction.first(select + liveCondition, [receivable.number], decode)
  }

  /// The same, held against every other writer until the transaction ends.
  static func lockLive(
    of receivable: ID<Receivable>, in transaction: Transaction
  ) throws -> Listing? {
    let lock = transaction.engine == .postgres ? " FOR UPDATE" : ""
    return try transaction.first(select + liveCondition + lock, [receivable.number], decode)
  }

  private static let liveCondition = """
     WHERE receivable_id = ?1
      AND state NOT IN (\(finalStates))
    """

  static func latest(
    of receivable: ID<Receivable>, in transaction: Transaction
  ) throws -> Listing? {
    try transaction.first(
      select + " WHERE receivable_id = ?1 ORDER BY id DESC LIMIT 1", [receivable.number], decode)
  }

  static func insert(_ listings: [Listing], in transaction: Transaction) throws {
    try transaction.executeMany(insertSQL, listings.map(encode))
  }

  static func update(_ listing: Listing, in transaction: Transaction) throws {
    let values = encode(listing)
    // The parts that can change: from `state` on, without what is fixed at the request.
    try transaction.execute(
      """
      UPDATE listings SET state = ?2, submitted_at = ?3, bureau_reference = ?4,
        bureau_version = ?5, bureau_state = ?6, accepted_at = ?7, notice_issued_on = ?8,
        visible_from_on = ?9, visible_at = ?10, removal_reason = ?11,
        removal_requested_at = ?12, removal_due_on = ?13, removed_at = ?14,
        bureau_removal_reason = ?15, rejections = ?16, note = ?17, timeline_length = ?18,
        timeline_head = ?19, updated_at = ?20, amount_cents = ?21, fee_cents = ?22,
        bureau_suspensions = ?23
      WHERE id = ?1
      """,
      [
        values[0], values[11], values[15], values[16], values[17], values[18], values[19],
        values[20], values[21], values[22], values[24], values[25], values[26], values[27],
        values[28], values[29], values[30], values[31], values[32], values[33], values[6],
        values[34], values[35],
      ])
  }

  private static func encode(_ listing: Listing) -> [SQLValue] {
    let record = listing.state.record
    let removal = listing.state.removal
    var removedAt = record?.removedAt
    if case .removed(_, _, let at) = listing.state { removedAt = at }
    var rejections = record?.rejections ?? []
    if case .rejected(let own, _) = listing.state { rejections = own }
    return [
      listing.id.number.sqlValue, listing.receivable.number.sqlValue,
      listing.person.number.sqlValue, (listing.branch?.number).sqlValue,
      listing.integration.number.sqlValue, listing.restrictionCode.sqlValue,
      listing.amount.amount.sqlValue, listing.dueOn.sqlValue, listing.origin.rawValue.sqlValue,
      (listing.run?.number).sqlValue, (listing.supersedes?.number).sqlValue,
      listing.state.word.rawValue.sqlValue, listing.appliedRule.text.sqlValue,
      listing.requestedBy.sqlValue, listing.requestedAt.sqlValue, listing.submittedAt.sqlValue,
      (record?.reference).sqlValue, (record?.version).sqlValue, (record?.state.word).sqlValue,
      (record?.acceptedAt).sqlValue, (record?.noticeIssuedOn).sqlValue,
      (record?.visibleFrom).sqlValue, (record?.visibleAt).sqlValue, listing.expiresOn.sqlValue,
      (removal?.reason.rawValue).sqlValue, (removal?.requestedAt).sqlValue,
      (removal?.dueOn).sqlValue, removedAt.sqlValue, (record?.removalReason).sqlValue,
      rejections.isEmpty && listing.state.word != .rejected
        ? .null : .text(encode(rejections).text),
      listing.note.sqlValue, listing.timelineLength.sqlValue, listing.timelineHead.sqlValue,
      listing.updatedAt.sqlValue, listing.fee.sqlValue,
      (record?.suspensions ?? []).map(\.rawValue).sorted().joined(separator: " ").sqlValue,
    ]
  }

  private static func encode(_ rejections: [Rejection]) -> JSON {
    .array(rejections.map { ["code": .string($0.code), "detail": .string($0.detail)] })
  }

  static func decode(_ row: Row) throws -> Listing {
    Listing(
      id: ID(try row.integer(0)), receivable: ID(try row.integer(1)),
      person: ID(try row.integer(2)), branch: try row.optionalInteger(3).map { ID($0) },
      integration: ID(try row.integer(4)), restrictionCode: try row.text(5),
      amount: Cents(try row.integer(6)), dueOn: try row.date(7),
      origin: try row.word(8), run: try row.optionalInteger(9).map { ID($0) },
      supersedes: try row.optionalInteger(10).map { ID($0) }, state: try state(row),
      appliedRule: try JSON.parse(try row.text(12)), requestedBy: try row.text(13),
      requestedAt: try row.instant(14), submittedAt: try row.optionalInstant(15),
      expiresOn: try row.date(23), note: try row.optionalText(30),
      timelineLength: Int(try row.integer(31)), timelineHead: try row.bytes(32),
      updatedAt: try row.instant(33), fee: try row.optionalInteger(34).map { Cents($0) })
  }

  private static func record(_ row: Row) throws -> BureauRecord? {
    guard let reference = try row.optionalText(16) else { return nil }
    return BureauRecord(
      reference: reference, version: try row.integer(17),
      state: BureauRecordState(try row.text(18)), acceptedAt: try row.optionalInstant(19),
      noticeIssuedOn: try row.optionalDate(20), visibleFrom: try row.optionalDate(21),
      visibleAt: try row.optionalInstant(22), removedAt: try row.optionalInstant(27),
      removalReason: try row.optionalText(28), expiresOn: try row.optionalDate(23),
      rejections: try rejections(row),
      suspensions: Set(
        try row.text(35).split(separator: " ").compactMap {
          BureauSuspension(rawValue: String($0))
        }))
  }

  private static func rejections(_ row: Row) throws -> [Rejection] {
    guard let text = try row.optionalText(29) else { return [] }
    return (try JSON.parse(text).elements ?? []).map {
      Rejection(code: $0["code"]?.string ?? "", detail: $0["detail"]?.string ?? "")
    }
  }

  private static func state(_ row: Row) throws -> ListingState {
    let word: ListingState.Word = try row.word(11)
    let record = try record(row)
    func known() throws -> BureauRecord {
      guard let record else { throw DatabaseError.unexpectedValue(column: 16, expected: "record") }
      return record
    }
    func removal() throws -> Removal {
      Removal(
        reason: try row.word(24), requestedAt: try row.instant(25), dueOn: try row.date(26))
    }
    switch word {
    case .draft: return .draft
    case .awaitingApproval: return .awaitingApproval
    case .declined: return .declined
    case .queued: return .queued
    case .uncertain: return .uncertain
    case .submitted: return .submitted(try known())
    case .rejected: return .rejected(try rejections(row), record)
    case .inNotice: return .inNotice(try known())
    case .noticeProblem: return .noticeProblem(try known())
    case .active: return .active(try known())
    case .suspended: return .suspended(try known())
    case .removalQueued: return .removalQueued(try removal(), record)
    case .removalSubmitted: return .removalSubmitted(try removal(), record)
    case .removed: return .removed(try removal(), record, at: try row.instant(27))
    case .removedByBureau: return .removedByBureau(try known())
    case .expired: return .expired(try known())
    case .outOfSync:
      let asked = try row.optionalText(24) != nil ? try removal() : nil
      return .outOfSync(record, asked, note: try row.optionalText(30) ?? "")
    }
  }
}
