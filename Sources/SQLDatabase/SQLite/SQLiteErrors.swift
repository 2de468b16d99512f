import GRDBSQLite

extension DatabaseError {
  private static let primaryKeyCode: Int32 = 1_555
  private static let uniqueCode: Int32 = 2_067
  private static let rowIDCode: Int32 = 2_579

  /// The error that a connection reports after a call failed.
  static func sqlite(_ connection: OpaquePointer) -> DatabaseError {
    sqlite(
      code: sqlite3_extended_errcode(connection),
      message: String(cString: sqlite3_errmsg(connection)))
  }

  static func sqlite(code: Int32, message: String) -> DatabaseError {
    switch code {
    case primaryKeyCode, uniqueCode, rowIDCode: return .uniqueViolation(subject(of: message))
    default: break
    }
    switch code & 0xFF {
    case SQLITE_CONSTRAINT: return .constraintViolation(subject(of: message))
    case SQLITE_BUSY, SQLITE_LOCKED: return .busy
    case SQLITE_FULL: return .diskFull
    default: return .failed(code: String(code), message: message)
    }
  }

  /// SQLite writes "UNIQUE constraint failed: table.column" or "index 'name'"; what stands after
  /// the colon tells which one it was.
  private static func subject(of message: String) -> String {
    let mark = "constraint failed: "
    guard let end = message.indexBehind(mark) else { return message }
    let subject = message.utf8[end...]
    let indexMark = "index '"
    if subject.starts(with: indexMark.utf8), subject.last == UInt8(ascii: "'") {
      return String(decoding: subject.dropFirst(indexMark.utf8.count).dropLast(), as: UTF8.self)
    }
    return String(decoding: subject, as: UTF8.self)
  }
}

extension String {
  /// Where the text behind the first occurrence of `needle` begins.
  fileprivate func indexBehind(_ needle: String) -> String.Index? {
    let wanted = Array(needle.utf8)
    var start = utf8.startIndex
    while start < utf8.endIndex {
      if utf8[start...].starts(with: wanted) { return utf8.index(start, offsetBy: wanted.count) }
      start = utf8.index(after: start)
    }
    return nil
  }
}
