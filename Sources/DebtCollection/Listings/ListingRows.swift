import Coordination
import Credit
import JSONText
import SQLDatabase

/// Listings in the database: one place that knows the columns.
enum ListingRows {
  enum Column: Int, TableColumn {
    static let table = "listings"
    static var readCount: Int { trailSeal.rawValue }

    case id, receivableId, personId, branchId, integrationId, restrictionCode, amountCents, dueOn
    case origin, runId, supersedesId, state, appliedRule, requestedBy, requestedAt, submittedAt
    case bureauReference, bureauVersion, bureauState, acceptedAt, noticeIssuedOn, visibleFromOn
    case visibleAt, expiresOn, removalReason, removalRequestedAt, removalDueOn, removedAt
    case bureauRemovalReason, rejections, note, timelineLength, timelineHead, updatedAt, feeCents
    case bureauSuspensions
    /// Written only: the seal over what stands in the others.
    case trailSeal

    /// What the seal is made over, in this order, for ever.
    static var sealed: [Column] { allCases.filter { $0 != .trailSeal } }
  }

  private static let table = ColumnTable<Column>()
  static let select = table.select
  private static let insertion = table.insert()
  /// The parts that can change, without what is fixed at the request.
  private static let change = table.update([
    .state, .submittedAt, .bureauReference, .bureauVersion, .bureauState, .acceptedAt,
    .noticeIssuedOn, .visibleFromOn, .visibleAt, .removalReason, .removalRequestedAt,
    .removalDueOn, .removedAt, .bureauRemovalReason, .rejections, .note, .timelineLength,
    .timelineHead, .updatedAt, .amountCents, .feeCents, .bureauSuspensions, .trailSeal,
  ])

  /// The states in which nothing happens to a listing any more, for a list of SQL, in the order
  /// of the index of live listings.
  static let finalStates = ListingState.Word.allCases.filter(\.isFinal)
    .map { "'\($0.rawValue)'" }.joined(separator: ", ")

  /// A removal that is asked for and not done, refused ones too: the index of deadlines holds
  /// exactly these.
  static let removalUnderWay = "removal_due_on IS NOT NULL AND state <> 'removed'"

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

  static func insert(
    _ listings: [Listing], trail: Trail, in transaction: Transaction
  ) throws {
    try transaction.executeMany(
      insertion.sql,
      listings.map { listing in
        let parts = Parts(listing, trail: trail)
        return insertion.arguments(parts.value)
      })
  }

  static func update(_ listing: Listing, trail: Trail, in transaction: Transaction) throws {
    let parts = Parts(listing, trail: trail)
    try transaction.execute(change, keys: [listing.id.sqlValue], parts.value)
  }

  /// A listing as its columns see it.
  private struct Parts {
    let listing: Listing
    let record: BureauRecord?
    let removal: Removal?
    let removedAt: Instant?
    let rejections: [Rejection]
    let trail: Trail

    init(_ listing: Listing, trail: Trail) {
      self.listing = listing
      self.trail = trail
      record = listing.state.record
      removal = listing.state.removal
      if case .removed(_, _, let at) = listing.state {
        removedAt = at
      } else {
        removedAt = record?.removedAt
      }
      if case .rejected(let own, _) = listing.state {
        rejections = own
      } else {
        rejections = record?.rejections ?? []
      }
    }

    private var seal: [UInt8] {
      trail.seal(CreditorTrail.listingSeal, Column.sealed.map(value))
    }

    func value(_ column: Column) -> SQLValue {
      switch column {
      case .id: listing.id.sqlValue
      case .receivableId: listing.receivable.sqlValue
      case .personId: listing.person.sqlValue
      case .branchId: listing.branch.sqlValue
      case .integrationId: listing.integration.sqlValue
      case .restrictionCode: listing.restrictionCode.sqlValue
      case .amountCents: listing.amount.sqlValue
      case .dueOn: listing.dueOn.sqlValue
      case .origin: listing.origin.rawValue.sqlValue
      case .runId: listing.run.sqlValue
      case .supersedesId: listing.supersedes.sqlValue
      case .state: listing.state.word.rawValue.sqlValue
      case .appliedRule: listing.appliedRule.text.sqlValue
      case .requestedBy: listing.requestedBy.sqlValue
      case .requestedAt: listing.requestedAt.sqlValue
      case .submittedAt: listing.submittedAt.sqlValue
      case .bureauReference: (record?.reference).sqlValue
      case .bureauVersion: (record?.version).sqlValue
      case .bureauState: (record?.state.word).sqlValue
      case .acceptedAt: (record?.acceptedAt).sqlValue
      case .noticeIssuedOn: (record?.noticeIssuedOn).sqlValue
      case .visibleFromOn: (record?.visibleFrom).sqlValue
      case .visibleAt: (record?.visibleAt).sqlValue
      case .expiresOn: listing.expiresOn.sqlValue
      case .removalReason: (removal?.reason.rawValue).sqlValue
      case .removalRequestedAt: (removal?.requestedAt).sqlValue
      case .removalDueOn: (removal?.dueOn).sqlValue
      case .removedAt: removedAt.sqlValue
      case .bureauRemovalReason: (record?.removalReason).sqlValue
      case .rejections:
        rejections.isEmpty && listing.state.word != .rejected
          ? .null : encode(rejections).text.sqlValue
      case .note: listing.note.sqlValue
      case .timelineLength: listing.timelineLength.sqlValue
      case .timelineHead: listing.timelineHead.sqlValue
      case .updatedAt: listing.updatedAt.sqlValue
      case .feeCents: listing.fee.sqlValue
      case .bureauSuspensions:
        (record?.suspensions ?? []).map(\.rawValue).sorted().joined(separator: " ").sqlValue
      case .trailSeal: seal.sqlValue
      }
    }
  }

  private static func encode(_ rejections: [Rejection]) -> JSON {
    .array(rejections.map { ["code": .string($0.code), "detail": .string($0.detail)] })
  }

  static func decode(_ row: Row) throws -> Listing {
    let row = ColumnRow<Column>(row)
    return Listing(
      id: ID(try row.integer(.id)), receivable: ID(try row.integer(.receivableId)),
      person: ID(try row.integer(.personId)),
      branch: try row.optionalInteger(.branchId).map { ID($0) },
      integration: ID(try row.integer(.integrationId)),
      restrictionCode: try row.text(.restrictionCode),
      amount: Cents(try row.integer(.amountCents)), dueOn: try row.date(.dueOn),
      origin: try row.word(.origin), run: try row.optionalInteger(.runId).map { ID($0) },
      supersedes: try row.optionalInteger(.supersedesId).map { ID($0) }, state: try state(row),
      appliedRule: try JSON.parse(try row.text(.appliedRule)),
      requestedBy: try row.text(.requestedBy),
      requestedAt: try row.instant(.requestedAt),
      submittedAt: try row.optionalInstant(.submittedAt),
      expiresOn: try row.date(.expiresOn), note: try row.optionalText(.note),
      timelineLength: Int(try row.integer(.timelineLength)),
      timelineHead: try row.bytes(.timelineHead),
      updatedAt: try row.instant(.updatedAt),
      fee: try row.optionalInteger(.feeCents).map { Cents($0) })
  }

  private static func record(_ row: ColumnRow<Column>) throws -> BureauRecord? {
    guard let reference = try row.optionalText(.bureauReference) else { return nil }
    return BureauRecord(
      reference: reference, version: try row.integer(.bureauVersion),
      state: BureauRecordState(try row.text(.bureauState)),
      acceptedAt: try row.optionalInstant(.acceptedAt),
      noticeIssuedOn: try row.optionalDate(.noticeIssuedOn),
      visibleFrom: try row.optionalDate(.visibleFromOn),
      visibleAt: try row.optionalInstant(.visibleAt),
      removedAt: try row.optionalInstant(.removedAt),
      removalReason: try row.optionalText(.bureauRemovalReason),
      expiresOn: try row.optionalDate(.expiresOn),
      rejections: try rejections(row),
      suspensions: Set(
        try row.text(.bureauSuspensions).split(separator: " ").compactMap {
          BureauSuspension(rawValue: String($0))
        }))
  }

  private static func rejections(_ row: ColumnRow<Column>) throws -> [Rejection] {
    guard let text = try row.optionalText(.rejections) else { return [] }
    return (try JSON.parse(text).elements ?? []).map {
      Rejection(code: $0["code"]?.string ?? "", detail: $0["detail"]?.string ?? "")
    }
  }

  private static func state(_ row: ColumnRow<Column>) throws -> ListingState {
    let word: ListingState.Word = try row.word(.state)
    let record = try record(row)
    func known() throws -> BureauRecord {
      guard let record else {
        throw DatabaseError.unexpectedValue(
          column: Column.bureauReference.rawValue, expected: "record")
      }
      return record
    }
    func removal() throws -> Removal {
      Removal(
        reason: try row.word(.removalReason), requestedAt: try row.instant(.removalRequestedAt),
        dueOn: try row.date(.removalDueOn))
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
    case .removed: return .removed(try removal(), record, at: try row.instant(.removedAt))
    case .removedByBureau: return .removedByBureau(try known())
    case .expired: return .expired(try known())
    case .outOfSync:
      let asked = try row.optionalText(.removalReason) != nil ? try removal() : nil
      return .outOfSync(record, asked, note: try row.optionalText(.note) ?? "")
    }
  }
}
