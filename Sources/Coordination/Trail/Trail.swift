package import Credit
package import SQLDatabase
package import Sealing

/// Writes rows as links of chains, in the transaction that they belong to.
package struct Trail: Sendable {
  let key: TrailKey

  package init(_ key: TrailKey) {
    self.key = key
  }

  /// Inserts rows at the end of the connection's chain.
  ///
  /// - Parameter rows: the values of the chain's columns, in their order.
  package func append(
    _ rows: [[SQLValue]], to chain: TrailChain, at now: Instant, in transaction: Transaction
  ) throws {
    guard !rows.isEmpty else { return }
    let transaction = transaction.ofTheHouse
    var head = try held(chain, in: transaction)
    let linked = rows.map { row in
      let place = take(row, at: &head)
      return row + place
    }
    try transaction.executeMany(chain.insertion, linked)
    try head.write(key, at: now.microseconds, in: transaction)
  }

  /// A mark of a row that changes: it is made anew with each change.
  ///
  /// - Parameter kind: the table.
  package func seal(_ kind: String, _ values: [SQLValue]) -> [UInt8] {
    key.seal("trail-row/1/" + kind, values.map(\.trailBytes))
  }

  /// The place of a row behind the end, which it becomes: number, sequence, link.
  func take(_ row: [SQLValue], at head: inout TrailHead) -> [SQLValue] {
    head.sequence = head.sequence &+ 1
    head.link = link(row, chain: head.chain, number: head.number, head.sequence, behind: head.link)
    return [.integer(head.number), .integer(head.sequence), .bytes(head.link)]
  }

  func link(
    _ row: [SQLValue], chain: String, number: Int64, _ sequence: Int64, behind link: [UInt8]
  ) -> [UInt8] {
    key.link(
      behind: link,
      [Array(chain.utf8), Array(String(number).utf8), Array(String(sequence).utf8)]
        + row.map(\.trailBytes))
  }

  /// The end of the connection's chain. Where its seal is broken or it is gone, a number is left
  /// out for ever: what is written next goes on, and hides nothing.
  func held(_ chain: TrailChain, in transaction: Transaction) throws -> TrailHead {
    var head = try TrailHead.hold(chain, in: transaction)
    guard !head.isSealed(by: key) else { return head }
    let last =
      try transaction.first(
        "SELECT MAX(trail_sequence) FROM \(chain.table) WHERE trail_number = ?1", [head.number]
      ) { try $0.optionalInteger(0) } ?? nil
    head.sequence = (last ?? 0) &+ 1
    head.link = HashChain.origin
    if head.beginsBehind < 0 || head.beginsBehind > head.sequence { head.beginsBehind = 0 }
    return head
  }
}

extension SQLValue {
  /// Bytes that no other value has.
  var trailBytes: [UInt8] {
    switch self {
    case .null: [UInt8(ascii: "n")]
    case .integer(let number): [UInt8(ascii: "i")] + Array(String(number).utf8)
    case .text(let text): [UInt8(ascii: "t")] + Array(text.utf8)
    case .bytes(let bytes): [UInt8(ascii: "b")] + bytes
    }
  }
}
