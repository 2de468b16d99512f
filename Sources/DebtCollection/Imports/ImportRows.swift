import Credit
import JSONText
import SQLDatabase
import Sealing

enum ImportRows {
  enum Column: Int, TableColumn {
    static let table = "imports"
    static var readCount: Int { contentHash.rawValue }

    case id, kind, state, dryRun, byteCount, positionBytes, positionLine, createdCount
    case updatedCount, unchangedCount, refusedCount, notices, problem, startedBy, startedAt
    case finishedAt, uploadId, header, confirmUntilAt, confirmedId, alreadyPaidCount
    case alreadyPaidCents, fileName
    /// Written only.
    case contentHash
  }

  private static let table = ColumnTable<Column>()
  static let select = table.select
  private static let insertion = table.insert()
  /// What an import changes as it goes.
  private static let change = table.update([
    .state, .positionBytes, .positionLine, .createdCount, .updatedCount, .unchangedCount,
    .refusedCount, .notices, .problem, .finishedAt, .header, .alreadyPaidCount, .alreadyPaidCents,
  ])

  static func find(
    _ id: ID<ImportJob>, locked: Bool = false, in transaction: Transaction
  ) throws -> ImportReport? {
    let lock = locked && transaction.engine == .postgres ? " FOR UPDATE" : ""
    return try transaction.first(select + " WHERE id = ?1" + lock, [id], decode)
  }

  static func decode(_ row: Row) throws -> ImportReport {
    let row = ColumnRow<Column>(row)
    return ImportReport(
      id: try row.id(.id), kind: try row.word(.kind),
      fileName: try row.optionalText(.fileName), state: try row.word(.state),
      isDryRun: try row.bool(.dryRun), byteCount: Int(try row.integer(.byteCount)),
      positionBytes: Int(try row.integer(.positionBytes)),
      positionLine: Int(try row.integer(.positionLine)),
      created: Int(try row.integer(.createdCount)), updated: Int(try row.integer(.updatedCount)),
      unchanged: Int(try row.integer(.unchangedCount)),
      refused: Int(try row.integer(.refusedCount)),
      alreadyPaid: Int(try row.integer(.alreadyPaidCount)),
      owedBack: try row.cents(.alreadyPaidCents),
      notices: (try JSON.parse(Array(try row.text(.notices).utf8)).elements ?? []).compactMap(
        \.string),
      problem: try row.optionalText(.problem), startedBy: try row.text(.startedBy),
      startedAt: try row.instant(.startedAt), finishedAt: try row.optionalInstant(.finishedAt),
      upload: try row.optionalID(.uploadId), header: try row.optionalText(.header),
      confirmUntil: try row.optionalInstant(.confirmUntilAt),
      confirmed: try row.optionalID(.confirmedId))
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
    try transaction.execute(insertion) { $0.value(of: report, contentHash: contentHash) }
  }

  static func update(_ report: ImportReport, in transaction: Transaction) throws {
    try transaction.execute(change, keys: [report.id.sqlValue]) {
      $0.value(of: report, contentHash: nil)
    }
  }

  static func insert(
    _ faults: [ImportFault], of id: ID<ImportJob>, sealer: Sealer, in transaction: Transaction
  ) throws {
    guard !faults.isEmpty else { return }
    try transaction.executeMany(
      """
      INSERT INTO import_faults (import_id, line, sequence, code, detail, subject, fields_sealed)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """,
      faults.map { fault in
        let fields = fault.fields.map { fields in
          sealer.seal(
            JSON.array(fields.map { $0.map { .string($0) } ?? .null }).bytes,
            place: place(fault.line, of: id))
        }
        return [
          id.sqlValue, fault.line.sqlValue, fault.sequence.sqlValue, fault.code.sqlValue,
          fault.detail.sqlValue, fault.subject.sqlValue, fields.sqlValue,
        ]
      })
  }

  /// The faults behind a place, in the order of the lines.
  static func faults(
    of id: ID<ImportJob>, after: (line: Int, sequence: Int)?, limit: Int, sealer: Sealer,
    in transaction: Transaction
  ) throws -> [ImportFault] {
    try transaction.query(
      """
      SELECT line, sequence, code, detail, subject, fields_sealed FROM import_faults
      WHERE import_id = ?1 AND (line > ?2 OR (line = ?2 AND sequence > ?3))
      ORDER BY line, sequence LIMIT ?4
      """, [id, after?.line ?? -1, after?.sequence ?? -1, limit]
    ) { row in
      var fault = ImportFault(
        line: Int(try row.integer(0)), sequence: Int(try row.integer(1)), code: try row.text(2),
        detail: try row.text(3), subject: try row.text(4))
      if let sealed = try row.optionalBytes(5) {
        let bytes = try sealer.open(sealed, place: place(fault.line, of: id))
        fault.fields = try JSON.parse(bytes).elements?.map(\.string)
      }
      return fault
    }
  }

  private static func place(_ line: Int, of id: ID<ImportJob>) -> String {
    "import_faults.fields_sealed:\(id):\(line)"
  }
}

extension ImportRows.Column {
  fileprivate func value(of report: ImportReport, contentHash: [UInt8]?) -> SQLValue {
    switch self {
    case .id: report.id.sqlValue
    case .kind: report.kind.rawValue.sqlValue
    case .state: report.state.rawValue.sqlValue
    case .dryRun: report.isDryRun.sqlValue
    case .byteCount: report.byteCount.sqlValue
    case .positionBytes: report.positionBytes.sqlValue
    case .positionLine: report.positionLine.sqlValue
    case .createdCount: report.created.sqlValue
    case .updatedCount: report.updated.sqlValue
    case .unchangedCount: report.unchanged.sqlValue
    case .refusedCount: report.refused.sqlValue
    case .notices: JSON.array(report.notices.map { .string($0) }).text.sqlValue
    case .problem: report.problem.sqlValue
    case .startedBy: report.startedBy.sqlValue
    case .startedAt: report.startedAt.sqlValue
    case .finishedAt: report.finishedAt.sqlValue
    case .uploadId: report.upload.sqlValue
    case .header: report.header.sqlValue
    case .confirmUntilAt: report.confirmUntil.sqlValue
    case .confirmedId: report.confirmed.sqlValue
    case .alreadyPaidCount: report.alreadyPaid.sqlValue
    case .alreadyPaidCents: report.owedBack.sqlValue
    case .fileName: report.fileName.sqlValue
    case .contentHash: contentHash.sqlValue
    }
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
