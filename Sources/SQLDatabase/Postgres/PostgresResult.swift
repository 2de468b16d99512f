import CPostgres

/// A result of libpq, cleared when it is let go.
final class PostgresResult {
  let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { PQclear(handle) }

  var status: ExecStatusType { PQresultStatus(handle) }
  var rowCount: Int32 { PQntuples(handle) }

  var isFailure: Bool {
    switch status {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_EMPTY_QUERY,
      PGRES_PIPELINE_SYNC:
      false
    default: true
    }
  }

  /// Rows that a statement changed; 0 for one that only reads.
  var changedRows: Int {
    let tag = String(cString: PQcmdStatus(handle))
    guard ["INSERT", "UPDATE", "DELETE", "MERGE"].contains(where: { tag.hasPrefix($0) }) else {
      return 0
    }
    return Int(String(cString: PQcmdTuples(handle))) ?? 0
  }
}

/// One row of a result.
struct PostgresRow: RowSource {
  let result: PostgresResult
  let row: Int32

  func isNull(_ column: Int) -> Bool {
    PQgetisnull(result.handle, row, Int32(column)) == 1
  }

  func integer(_ column: Int) throws -> Int64 {
    let text = try value(column, "integer") { type in
      switch type {
      case PostgresType.int8, PostgresType.int4, PostgresType.int2, PostgresType.bool,
        PostgresType.numeric:
        true
      default: false
      }
    }
    if type(column) == PostgresType.bool { return text.first == UInt8(ascii: "t") ? 1 : 0 }
    // The sum of integers is numeric here; with a fraction it is not an integer any more.
    guard let integer = Int64(String(decoding: text, as: UTF8.self)) else {
      throw DatabaseError.unexpectedValue(column: column, expected: "integer")
    }
    return integer
  }

  func text(_ column: Int) throws -> String {
    let text = try value(column, "text") { type in
      switch type {
      case PostgresType.text, PostgresType.varchar, PostgresType.bpchar, PostgresType.name: true
      default: false
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  func bytes(_ column: Int) throws -> [UInt8] {
    let text = try value(column, "bytes") { $0 == PostgresType.bytea }
    guard text.count % 2 == 0, text.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "x")]) else {
      throw DatabaseError.unexpectedValue(column: column, expected: "bytes")
    }
    return (1..<text.count / 2).map { index in
      Self.nibble(text[2 * index]) << 4 | Self.nibble(text[2 * index + 1])
    }
  }

  func value(_ column: Int) throws -> SQLValue {
    if isNull(column) { return .null }
    switch type(column) {
    case PostgresType.bytea: return .bytes(try bytes(column))
    case PostgresType.text, PostgresType.varchar, PostgresType.bpchar, PostgresType.name:
      return .text(try text(column))
    default: return .integer(try integer(column))
    }
  }

  var columnCount: Int { Int(PQnfields(result.handle)) }

  private func type(_ column: Int) -> UInt32 { PQftype(result.handle, Int32(column)) }

  /// The text of a value that is not null and of a type that `accepts`.
  private func value(
    _ column: Int, _ expected: String, accepts: (UInt32) -> Bool
  ) throws -> UnsafeBufferPointer<UInt8> {
    guard !isNull(column), accepts(type(column)),
      let start = PQgetvalue(result.handle, row, Int32(column))
    else { throw DatabaseError.unexpectedValue(column: column, expected: expected) }
    let count = Int(PQgetlength(result.handle, row, Int32(column)))
    return UnsafeBufferPointer(
      start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
  }

  private static func nibble(_ digit: UInt8) -> UInt8 {
    digit <= UInt8(ascii: "9") ? digit - 0x30 : (digit | 0x20) - 0x61 + 10
  }
}
