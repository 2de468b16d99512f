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
  /// The last listing that was checked.
  var cursor: Int64
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
        total: total ?? 0, cursor: 0, report: AuditReport())
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
  static let select = """
    SELECT id, started_by, started_at, finished_at, total_count, cursor_id, listing_count,
      entry_count, broken_count, broken
    FROM audit_checks
    """

  static func running(in transaction: Transaction) throws -> AuditCheck? {
    try transaction.first(select + " WHERE state = 'running'", [], decode)
  }

  static func decode(_ row: Row) throws -> AuditCheck {
    var report = AuditReport()
    report.listings = Int(try row.integer(6))
    report.entries = Int(try row.integer(7))
    report.brokenCount = Int(try row.integer(8))
    report.broken = (try JSON.parse(try row.text(9)).elements ?? []).compactMap(Self.link)
    return AuditCheck(
      id: try row.id(0), startedBy: try row.text(1), startedAt: try row.instant(2),
      finishedAt: try row.optionalInstant(3), total: Int(try row.integer(4)),
      cursor: try row.integer(5), report: report)
  }

  static func insert(_ check: AuditCheck, in transaction: Transaction) throws {
    try transaction.execute(
      """
      INSERT INTO audit_checks (id, state, started_by, started_at, total_count, cursor_id,
        listing_count, entry_count, broken_count, broken)
      VALUES (?1, 'running', ?2, ?3, ?4, 0, 0, 0, 0, '[]')
      """, [check.id, check.startedBy, check.startedAt, check.total])
  }

  static func find(_ id: ID<AuditCheck>, in transaction: Transaction) throws -> AuditCheck? {
    try transaction.first(select + " WHERE id = ?1", [id], decode)
  }

  /// Only the process whose batch began where the check stands keeps its result.
  static func update(
    _ check: AuditCheck, from cursor: Int64, in transaction: Transaction
  ) throws {
    let links = check.report.broken.prefix(AuditCheck.keptLinks).map { link -> JSON in
      [
        "listing": .integer(link.listing.number), "sequence": .integer(Int64(link.sequence)),
        "kind": .string(link.kind.rawValue),
      ]
    }
    try transaction.execute(
      """
      UPDATE audit_checks SET state = ?2, finished_at = ?3, cursor_id = ?4, listing_count = ?5,
        entry_count = ?6, broken_count = ?7, broken = ?8
      WHERE id = ?1 AND state = 'running' AND cursor_id = ?9
      """,
      [
        check.id, check.finishedAt == nil ? "running" : "finished", check.finishedAt,
        check.cursor, check.report.listings, check.report.entries, check.report.brokenCount,
        JSON.array(links).text, cursor,
      ])
  }

  private static func link(_ json: JSON) -> BrokenLink? {
    guard let listing = json["listing"]?.integer, let sequence = json["sequence"]?.integer,
      let kind = json["kind"]?.string.flatMap(BrokenLink.Kind.init(rawValue:))
    else { return nil }
    return BrokenLink(listing: ID(listing), sequence: Int(sequence), kind: kind)
  }
}
