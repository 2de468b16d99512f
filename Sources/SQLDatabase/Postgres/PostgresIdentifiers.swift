import Synchronization

/// Hands out numbers for ids from blocks that one sequence gives to each process. Numbers taken
/// in a transaction that is undone are lost, and no writer waits for another's transaction.
final class PostgresIdentifiers: Sendable {
  static let sequence = "identifier_sequence"
  /// Numbers of one step of the sequence; fixed in the schema, so never to be changed.
  static let blockSize: Int64 = 1_024
  /// Held for the three statements that take a block, not for the transaction: a taker of several
  /// blocks in a row must not be overtaken between reading the sequence and moving it.
  private static let lockKeys = "1096041296, hashtext(current_schema())"
  static let lock = "SELECT pg_advisory_lock(\(lockKeys))"
  static let unlock = "SELECT pg_advisory_unlock(\(lockKeys))"

  private let left = Mutex<Range<Int64>>(0..<0)

  func take(_ count: Int, on connection: PostgresConnection) throws -> Range<Int64> {
    try left.withLock { left in
      let count = Int64(count)
      if Int64(left.count) < count {
        let fresh = try reserve(blocks: (count + Self.blockSize - 1) / Self.blockSize, connection)
        // A block that continues the last one is joined to it.
        left = left.upperBound == fresh.lowerBound ? left.lowerBound..<fresh.upperBound : fresh
      }
      let taken = left.lowerBound..<left.lowerBound + count
      left = taken.upperBound..<left.upperBound
      return taken
    }
  }

  private func reserve(blocks: Int64, _ connection: PostgresConnection) throws -> Range<Int64> {
    try connection.command(Self.lock)
    connection.holdsIdentifierLock = true
    var first: Int64?
    let steps = (blocks - 1) * Self.blockSize
    try connection.forEach("SELECT nextval('\(Self.sequence)')", []) { first = try $0.integer(0) }
    guard let first else {
      throw DatabaseError.failed(code: "identifier-sequence", message: "the sequence gave nothing")
    }
    if steps > 0 {
      try connection.forEach(
        "SELECT setval('\(Self.sequence)', ?1)", [.integer(first + steps)]
      ) { _ in }
    }
    try connection.releaseIdentifierLock()
    return first..<first + steps + Self.blockSize
  }
}
