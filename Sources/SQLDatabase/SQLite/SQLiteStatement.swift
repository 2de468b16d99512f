import GRDBSQLite

/// A prepared statement of one connection.
final class SQLiteStatement {
  /// SQLite copies what is bound with this marker.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  let handle: OpaquePointer
  private let connection: OpaquePointer

  init(_ sql: String, on connection: OpaquePointer) throws {
    var handle: OpaquePointer?
    var code = SQLITE_OK
    var restIsEmpty = true
    sql.withCString { text in
      var tail: UnsafePointer<CChar>?
      code = sqlite3_prepare_v3(
        connection, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, &tail)
      if let tail {
        restIsEmpty = String(cString: tail).utf8.allSatisfy { $0 <= 0x20 || $0 == 0x3B }
      }
    }
    guard code == SQLITE_OK, let handle else {
      if code == SQLITE_OK {
        throw DatabaseError.failed(code: "empty-statement", message: "no SQL in the statement")
      }
      throw DatabaseError.sqlite(connection)
    }
    self.handle = handle
    self.connection = connection
    precondition(restIsEmpty, "more than one statement in: \(sql)")
  }

  deinit { sqlite3_finalize(handle) }

  var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  func bind(_ arguments: [SQLValue]) throws {
    let wanted = Int(sqlite3_bind_parameter_count(handle))
    guard arguments.count == wanted else {
      throw DatabaseError.failed(
        code: "argument-count", message: "\(wanted) parameters, \(arguments.count) arguments")
    }
    for (index, argument) in arguments.enumerated() {
      let code = try bind(argument, at: Int32(index + 1))
      guard code == SQLITE_OK else { throw DatabaseError.sqlite(connection) }
    }
  }

  private func bind(_ value: SQLValue, at position: Int32) throws -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(handle, position)
    case .integer(let integer): return sqlite3_bind_int64(handle, position, integer)
    case .text(let text):
      var text = text
      return try text.withUTF8 { utf8 in
        // PostgreSQL cannot store this character; refusing it on both keeps them alike.
        if utf8.contains(0) { throw DatabaseError.textHoldsNUL }
        return utf8.withMemoryRebound(to: CChar.self) { text in
          // An empty text has no address, which SQLite would take for NULL.
          guard let start = text.baseAddress else {
            return sqlite3_bind_text(handle, position, "", 0, Self.transient)
          }
          return sqlite3_bind_text(handle, position, start, Int32(text.count), Self.transient)
        }
      }
    case .bytes(let bytes):
      return bytes.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
          return sqlite3_bind_zeroblob(handle, position, 0)
        }
        return sqlite3_bind_blob(handle, position, start, Int32(bytes.count), Self.transient)
      }
    }
  }

  /// True while there is a row.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw DatabaseError.sqlite(connection)
    }
  }

  /// Ready for the next run. The result only repeats an error that `step` has thrown already.
  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }
}

extension SQLiteStatement: RowSource {
  func integer(_ column: Int) throws -> Int64 {
    try check(column, SQLITE_INTEGER, "integer")
    return sqlite3_column_int64(handle, Int32(column))
  }

  func text(_ column: Int) throws -> String {
    try check(column, SQLITE_TEXT, "text")
    guard let start = sqlite3_column_text(handle, Int32(column)) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func bytes(_ column: Int) throws -> [UInt8] {
    try check(column, SQLITE_BLOB, "bytes")
    guard let start = sqlite3_column_blob(handle, Int32(column)) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }

  func value(_ column: Int) throws -> SQLValue {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer(try integer(column))
    case SQLITE_TEXT: .text(try text(column))
    case SQLITE_BLOB: .bytes(try bytes(column))
    default: throw DatabaseError.unexpectedValue(column: column, expected: "a value of ours")
    }
  }

  var columnCount: Int { Int(sqlite3_column_count(handle)) }

  private func check(_ column: Int, _ type: Int32, _ expected: String) throws {
    guard sqlite3_column_type(handle, Int32(column)) == type else {
      throw DatabaseError.unexpectedValue(column: column, expected: expected)
    }
  }
}

extension DatabaseError {
  /// The SQLSTATE of a character that the encoding does not allow.
  static let textHoldsNUL = DatabaseError.failed(
    code: "22021", message: "a text holds the character NUL (code 0)")
}
