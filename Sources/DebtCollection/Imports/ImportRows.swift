import Credit
import JSONText
import SQLDatabase

enum ImportRows {
  static let select = """
    SELECT id, kind, state, dry_run, byte_count, position_bytes, position_line, created_count,
      updated_count, unchanged_count, refused_count, notices, problem, started_by, started_at,
      finished_at, upload_id, header, confirm_until_at, confirmed_id, already_paid_count,
      already_paid_cents
    FROM imports
    """

  static func find(
    _ id: ID<ImportJob>, locked: Bool = false, in transaction: Transaction
  ) throws -> ImportReport? {
    let lock = locked && transaction.engine == .postgres ? " FOR UPDATE" : ""
    return try transaction.first(select + " WHERE id = ?1" + lock, [id], decode)
  }

  static func decode(_ row: Row) throws -> ImportReport {
    ImportReport(
      id: try row.id(0), kind: try row.word(1), state: try row.word(2),
      isDryRun: try row.bool(3), byteCount: Int(try row.integer(4)),
      positionBytes: Int(try row.integer(5)), positionLine: Int(try row.integer(6)),
      created: Int(try row.integer(7)), updated: Int(try row.integer(8)),
      unchanged: Int(try row.integer(9)), refused: Int(try row.integer(10)),
      alreadyPaid: Int(try row.integer(20)), owedBack: try row.cents(21),
      notices: (try JSON.parse(Array(try row.text(11).utf8)).elements ?? []).compactMap(\.string),
      problem: try row.optionalText(12), startedBy: try row.text(13),
      startedAt: try row.instant(14), finishedAt: try row.optionalInstant(15),
      upload: try row.optionalID(16), header: try row.optionalText(17),
      confirmUntil: try row.optionalInstant(18), confirmed: try row.optionalID(19))
  }

  static func contentHash(
    of id: ID<ImportJob>, in transaction: Transaction
  ) throws -> [UInt8] {
    try transaction.first("SELECT content_hash FROM imports WHERE id = ?1", [id]) {
      try $0.bytes(0)
    } ?? []
  }

  /// The oldest import of that kind, content and actor that is not done yet.
  static func running(
    _ kind: ImportKind, dryRun: Bool, by actor: Actor, contentHash: [UInt8],
    in transaction: Transaction
  ) throws -> ID<ImportJob>? {
    try transaction.first(
      """
      SELECT id FROM imports
      WHERE state = 'running' AND kind = ?1 AND dry_run = ?2 AND content_hash = ?3
        AND upload_id IS NOT NULL AND started_by = ?4
      ORDER BY id LIMIT 1
      """, [kind.rawValue, dryRun, contentHash, actor.name]
    ) { try $0.id(0) }
  }

  static func insert(
    _ report: ImportReport, contentHash: [UInt8], in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      INSERT INTO imports (id, kind, state, dry_run, content_hash, upload_id, byte_count,
        position_bytes, position_line, created_count, updated_count, unchanged_count,
        refused_count, notices, started_by, started_at, confirm_until_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0, 0, 0, 0, '[]', ?8, ?9, ?10)
      """,
      [
        report.id, report.kind.rawValue, report.state.rawValue, report.isDryRun, contentHash,
        report.upload, report.byteCount, report.startedBy, report.startedAt,
        report.confirmUntil,
      ])
  }

  static func update(_ report: ImportReport, in transaction: Transaction) throws {
    let notices = String(
      decoding: JSON.array(report.notices.map { .string($0) }).bytes, as: UTF8.self)
    try transaction.execute(
      """
      UPDATE imports SET state = ?2, position_bytes = ?3, position_line = ?4, created_count = ?5,
        updated_count = ?6, unchanged_count = ?7, refused_count = ?8, notices = ?9, problem = ?10,
        finished_at = ?11, header = ?12, already_paid_count = ?13, already_paid_cents = ?14
      WHERE id = ?1
      """,
      [
        report.id, report.state.rawValue, report.positionBytes, report.positionLine,
        report.created, report.updated, report.unchanged, report.refused, notices,
        report.problem, report.finishedAt, report.header, report.alreadyPaid, report.owedBack,
      ])
  }

  static func insert(
    _ faults: [ImportFault], of id: ID<ImportJob>, in transaction: Transaction
  ) throws {
    guard !faults.isEmpty else { return }
    try transaction.executeMany(
      """
      INSERT INTO import_faults (import_id, line, sequence, code, detail)
      VALUES (?1, ?2, ?3, ?4, ?5)
      """,
      faults.map {
        [
          id.sqlValue, $0.line.sqlValue, $0.sequence.sqlValue, $0.code.sqlValue,
          $0.detail.sqlValue,
        ]
      })
  }
}

/// Reads the rows that have one of many keys, a fixed number of keys a query, so that one
/// prepared statement serves all.
enum KeyedRows {
  static let keysPerQuery = 100

  /// - Parameter sql: ends before the list: `… WHERE external_code IN`.
  static func forEach(
    _ sql: String, keys: some Collection<SQLValue>, suffix: String = "",
    in transaction: Transaction, _ body: (Row) throws -> Void
  ) throws {
    let names = (1...keysPerQuery).map { "?\($0)" }.joined(separator: ", ")
    var rest = Array(keys)[...]
    while let last = rest.prefix(keysPerQuery).last {
      var batch = Array(rest.prefix(keysPerQuery))
      rest = rest.dropFirst(keysPerQuery)
      batch += repeatElement(last, count: keysPerQuery - batch.count)
      try transaction.forEach("\(sql) (\(names))\(suffix)", batch, body)
    }
  }
}
