package import Credit
import JSONText
import Refusals
import SQLDatabase
import World

/// A check of all hash chains, as it goes and as it ended.
package struct AuditCheck: Identified, Hashable, Sendable {
  package static let idPrefix = "chk"
  /// Broken links that are kept with a check; more are counted.
  package static let keptLinks = 100

  package let id: ID<AuditCheck>
  package let startedBy: String
  package let startedAt: Instant
  package var finishedAt: Instant?
  /// Listings that there were at the start.
  package let total: Int
  /// How far it has come.
  var place: AuditPlace
  package var report: AuditReport
}

extension AuditTrail {
  /// Asks for a check of all hash chains; a worker process does it. While one is under way, that
  /// one is answered.
  package func startAuditCheck(actor: Actor) async throws -> ID<AuditCheck> {
    let now = world.clock.now()
    return try await database.write { transaction in
      if let running = try AuditCheckRows.running(in: transaction) { return running.id }
      let total = try transaction.first("SELECT count(*) FROM listings") {
        Int(try $0.integer(0))
      }
      let check = AuditCheck(
        id: ID(try transaction.nextIdentifier()), startedBy: actor.name, startedAt: now,
        total: total ?? 0, place: .listings(after: 0), report: AuditReport())
      try AuditCheckRows.insert(check, in: transaction)
      try office.accessRecords.logAccess(
        actor, "audit.check-started", subject: check.id.description, in: transaction)
      return check.id
    }
  }

  package func auditCheck(_ id: ID<AuditCheck>) async throws -> AuditCheck {
    let found = try await database.read { transaction in
      try transaction.first(
        AuditCheckRows.select + " WHERE id = ?1", [id], AuditCheckRows.decode)
    }
    guard let found else { throw Refusal.notFound("Conferência") }
    return found
  }

  /// The newest checks.
  package func auditChecks(limit: Int) async throws -> [AuditCheck] {
    try await database.read { transaction in
      try transaction.query(
        AuditCheckRows.select + " ORDER BY id DESC LIMIT ?1", [limit], AuditCheckRows.decode)
    }
  }
}

enum AuditCheckRows {
  enum Column: Int, TableColumn {
    static let table = "audit_checks"
    static var readCount: Int { state.rawValue }

    case id, startedBy, startedAt, finishedAt, totalCount, cursorId, listingCount, entryCount
    case brokenCount, broken, place, linkCount, findings
    /// Written only.
    case state
  }

  private static let table = ColumnTable<Column>()
  static let select = table.select
  private static let insertion = table.insert()
  /// What a batch changes.
  private static let change = table.update(
    [
      .state, .finishedAt, .cursorId, .listingCount, .entryCount, .brokenCount, .broken, .place,
      .linkCount, .findings,
    ], where: [.id, .place, .state])

  static func running(in transaction: Transaction) throws -> AuditCheck? {
    try transaction.first(select + " WHERE state = 'running'", [], decode)
  }

  static func decode(_ row: Row) throws -> AuditCheck {
    let row = ColumnRow<Column>(row)
    var report = AuditReport()
    report.listings = Int(try row.integer(.listingCount))
    report.entries = Int(try row.integer(.entryCount))
    report.brokenCount = Int(try row.integer(.brokenCount))
    report.broken = (try JSON.parse(try row.text(.broken)).elements ?? []).compactMap(Self.link)
    report.links = Int(try row.integer(.linkCount))
    report.findings = (try JSON.parse(try row.text(.findings)).elements ?? []).compactMap(\.string)
    guard let place = AuditPlace(try row.text(.place)) else {
      throw DatabaseError.unexpectedValue(column: Column.place.rawValue, expected: "AuditPlace")
    }
    return AuditCheck(
      id: try row.id(.id), startedBy: try row.text(.startedBy),
      startedAt: try row.instant(.startedAt),
      finishedAt: try row.optionalInstant(.finishedAt), total: Int(try row.integer(.totalCount)),
      place: place, report: report)
  }

  static func insert(_ check: AuditCheck, in transaction: Transaction) throws {
    try transaction.execute(insertion) { $0.value(of: check) }
  }

  static func find(_ id: ID<AuditCheck>, in transaction: Transaction) throws -> AuditCheck? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  /// Only the process whose batch began where the check stands keeps its result.
  static func update(
    _ check: AuditCheck, from place: AuditPlace, in transaction: Transaction
  ) throws {
    let keys = [check.id.sqlValue, place.text.sqlValue, runningState.sqlValue]
    try transaction.execute(change, keys: keys) { $0.value(of: check) }
  }

  fileprivate static let runningState = "running"

  private static func link(_ json: JSON) -> BrokenLink? {
    guard let listing = json["listing"]?.integer, let sequence = json["sequence"]?.integer,
      let kind = json["kind"]?.string.flatMap(BrokenLink.Kind.init(rawValue:))
    else { return nil }
    return BrokenLink(listing: ID(listing), sequence: Int(sequence), kind: kind)
  }
}

extension AuditCheckRows.Column {
  fileprivate func value(of check: AuditCheck) -> SQLValue {
    switch self {
    case .id: check.id.sqlValue
    case .startedBy: check.startedBy.sqlValue
    case .startedAt: check.startedAt.sqlValue
    case .finishedAt: check.finishedAt.sqlValue
    case .totalCount: check.total.sqlValue
    // Of before there were chains.
    case .cursorId: Int64(0).sqlValue
    case .place: check.place.text.sqlValue
    case .linkCount: check.report.links.sqlValue
    case .findings:
      JSON.array(check.report.findings.prefix(AuditCheck.keptLinks).map { .string($0) })
        .text.sqlValue
    case .listingCount: check.report.listings.sqlValue
    case .entryCount: check.report.entries.sqlValue
    case .brokenCount: check.report.brokenCount.sqlValue
    case .broken: Self.links(check.report).text.sqlValue
    case .state: (check.finishedAt == nil ? AuditCheckRows.runningState : "finished").sqlValue
    }
  }

  private static func links(_ report: AuditReport) -> JSON {
    .array(
      report.broken.prefix(AuditCheck.keptLinks).map { link in
        [
          "listing": .integer(link.listing.number), "sequence": .integer(Int64(link.sequence)),
          "kind": .string(link.kind.rawValue),
        ]
      })
  }
}
