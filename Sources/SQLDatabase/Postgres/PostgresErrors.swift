import CPostgres

/// An error as the server reports it. SQLSTATE decides what is done about it, never the text.
struct PostgresFailure {
  /// The field codes of `PQresultErrorField`, from libpq's `PG_DIAG_…`.
  private enum Field: UInt8 {
    case state = 0x43  // C
    case message = 0x4D  // M
    case table = 0x74  // t
    case column = 0x63  // c
    case constraint = 0x6E  // n
  }

  let state: String
  let message: String
  private let constraint: String
  private let column: String

  init(_ result: OpaquePointer, on connection: OpaquePointer) {
    func field(_ field: Field) -> String {
      PQresultErrorField(result, Int32(field.rawValue)).map { String(cString: $0) } ?? ""
    }
    state = field(.state)
    let text = field(.message)
    message = text.isEmpty ? PostgresFailure.message(of: connection) : text
    constraint = field(.constraint)
    let table = field(.table)
    column = table.isEmpty ? field(.column) : "\(table).\(field(.column))"
  }

  /// Serialization failure and deadlock: the server asks for the whole transaction again.
  var asksForRetry: Bool { state == "40001" || state == "40P01" }

  var error: DatabaseError {
    switch state {
    case "23505": return .uniqueViolation(constraint.isEmpty ? message : constraint)
    case "23502": return .constraintViolation(column)
    case "40001", "40P01", "55P03": return .busy
    case "53100": return .diskFull
    case "", "53300", "57P01", "57P02", "57P03", "25P03": return .connectionLost(message)
    default: break
    }
    if state.hasPrefix("08") { return .connectionLost(message) }
    if state.hasPrefix("23") {
      return .constraintViolation(constraint.isEmpty ? message : constraint)
    }
    return .failed(code: state, message: message)
  }

  /// The last message of a connection, without its line breaks.
  static func message(of connection: OpaquePointer) -> String {
    String(cString: PQerrorMessage(connection)).split(whereSeparator: \.isNewline)
      .joined(separator: " ")
  }
}
