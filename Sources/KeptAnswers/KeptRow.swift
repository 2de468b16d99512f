import Credit
import HTTPService
import JSONText
import SQLDatabase
import Sealing

/// What is known of a key.
struct KeptRow {
  enum Column: Int, TableColumn {
    static let table = "kept_answers"

    case requestHash, claim, claimedAt, writes, inDoubt, status, headers, body
  }

  private static let select = ColumnTable<Column>().select

  let requestHash: [UInt8]
  let claim: Int64
  let claimedAt: Int64
  /// Writes of the work that were committed, since the key was first claimed.
  let writes: Int64
  let isInDoubt: Bool
  private let status: Int64?
  private let headers: String?
  private let body: [UInt8]?

  /// The row, held until the transaction ends.
  static func lock(_ key: IdempotencyKey, in transaction: Transaction) throws -> KeptRow? {
    let lock = transaction.engine == .postgres ? "FOR UPDATE" : ""
    return try transaction.first(
      select + " WHERE scope = ?1 AND key = ?2 \(lock)", [key.scope, key.key], KeptRow.init)
  }

  private init(_ row: Row) throws {
    let row = ColumnRow<Column>(row)
    requestHash = try row.bytes(.requestHash)
    claim = try row.integer(.claim)
    claimedAt = try row.integer(.claimedAt)
    writes = try row.integer(.writes)
    isInDoubt = try row.bool(.inDoubt)
    status = try row.optionalInteger(.status)
    headers = try row.optionalText(.headers)
    body = try row.optionalBytes(.body)
  }

  /// The answer; nil where none was kept.
  func answer(of key: IdempotencyKey, sealer: Sealer) throws -> StoredAnswer? {
    guard let status, let body else { return nil }
    let lines = try headers.map { try JSON.parse($0).elements ?? [] } ?? []
    return StoredAnswer(
      status: Int(status), headers: lines.map { ($0.elements ?? []).compactMap(\.string) },
      body: try sealer.open(body, place: Self.place(key)))
  }

  /// Where the body is, for the seal. The name is that of the bureau's first table, whose rows are
  /// still opened.
  static func place(_ key: IdempotencyKey) -> String {
    "stored_answers.body/\(key.scope)/\(key.key)"
  }
}
