package import Credit
package import SQLDatabase
import Sealing

/// How far a check of a table has come.
package struct TrailPosition: Hashable, Sendable {
  package var number: Int64
  package var sequence: Int64
  package var link: [UInt8]

  package init(number: Int64 = 0, sequence: Int64 = 0, link: [UInt8] = HashChain.origin) {
    self.number = number
    self.sequence = sequence
    self.link = link
  }
}

/// What some rows showed.
package struct TrailBatch: Sendable {
  package var rows = 0
  package var findings: [TrailFinding] = []
  /// Where the next ones begin; nil at the end of the table.
  package var next: TrailPosition?
}

extension Trail {
  /// Rows that are checked in one snapshot.
  package static let checkBatchSize = 1_000

  /// Checks some rows behind a position, in the order of the chains. Ends and rows are seen in one
  /// snapshot, so that writers may go on meanwhile.
  package func check(
    _ chain: TrailChain, behind position: TrailPosition, in transaction: Transaction
  ) throws -> TrailBatch {
    let head = try TrailHead.find(chain, number: position.number, in: transaction)
    var walk = TrailWalk(trail: self, chain: chain, position: position)
    let sealed = head.flatMap { $0.isSealed(by: key) ? $0 : nil }
    if position.sequence == 0, sealed == nil { walk.add(head == nil ? .sealMissing : .sealBroken) }
    if let sealed, position.sequence < sealed.beginsBehind {
      // What stands before went by its term.
      (walk.position.sequence, walk.position.link) = (sealed.beginsBehind, sealed.beginsLink)
    }
    if position.sequence == 0 { try countLoose(behind: sealed, &walk, in: transaction) }
    try transaction.forEach(
      """
      SELECT trail_sequence, trail_link, \(chain.columnList) FROM \(chain.table)
      WHERE trail_number = ?1 AND trail_sequence > ?2
      ORDER BY trail_sequence LIMIT \(Self.checkBatchSize)
      """, [position.number, walk.position.sequence]
    ) { row in
      let values = try (2..<row.columnCount).map { try row.value($0) }
      walk.take(try row.integer(0), try row.optionalBytes(1) ?? [], values, end: sealed)
    }
    var batch = walk.batch
    if batch.rows == Self.checkBatchSize {
      batch.next = walk.position
      return batch
    }
    walk.close(sealed)
    batch.findings = walk.batch.findings
    let next = position.number + 1
    if next < TrailChain.numbers(transaction.engine).upperBound {
      batch.next = TrailPosition(number: next)
    }
    return batch
  }

  /// Since when the house has chains; nil where that cannot be proved.
  package func beginning(in transaction: Transaction) throws -> Instant? {
    try TrailOrigin.find(in: transaction).flatMap { origin in
      origin.isSealed(by: key) ? Instant(microseconds: origin.begunAt) : nil
    }
  }

  /// Whether the house's own beginning is what was sealed; nil where it is.
  package func faultOfStart(in transaction: Transaction) throws -> String? {
    guard let origin = try TrailOrigin.find(in: transaction) else {
      return "O início da trilha não existe: foi apagado, ou o sistema ainda não foi iniciado "
        + "nesta versão (adimple serve)."
    }
    guard origin.isSealed(by: key) else { return "O início da trilha foi alterado." }
    return origin.adoptedAt == nil
      ? "A trilha ainda está sendo selada; confira de novo quando o sistema tiver iniciado." : nil
  }

  /// Rows outside the chain: of no number, or before its beginning.
  private func countLoose(
    behind head: TrailHead?, _ walk: inout TrailWalk, in transaction: Transaction
  ) throws {
    let number = walk.position.number
    let numbers = TrailChain.numbers(transaction.engine)
    var conditions = "trail_number = ?1 AND (trail_sequence IS NULL OR trail_sequence <= ?2)"
    if number == 0 {
      conditions +=
        " OR trail_number IS NULL OR trail_number < ?1"
        + " OR trail_number >= \(numbers.upperBound)"
    }
    let count = try transaction.first(
      "SELECT COUNT(*) FROM \(walk.chain.table) WHERE \(conditions)",
      [number, head?.beginsBehind ?? 0]
    ) { try $0.integer(0) }
    if let count, count > 0 { walk.add(.loose(count)) }
  }
}

/// Walks one chain.
private struct TrailWalk {
  let trail: Trail
  let chain: TrailChain
  var position: TrailPosition
  var batch = TrailBatch()

  mutating func add(_ kind: TrailFinding.Kind) {
    batch.findings.append(TrailFinding(name: chain.name, number: position.number, kind: kind))
  }

  mutating func take(_ sequence: Int64, _ link: [UInt8], _ values: [SQLValue], end: TrailHead?) {
    batch.rows += 1
    let expected = position.sequence &+ 1
    if sequence > expected {
      add(.missing(expected...(sequence &- 1)))
    } else if !Digest.equal(
      link,
      trail.link(
        values, chain: chain.table, number: position.number, sequence, behind: position.link))
    {
      add(.changed(sequence))
    } else if let end, sequence > end.sequence {
      add(.behindEnd(sequence))
    }
    // Goes on from what is stored, so that one change is told once and not to the end.
    position.sequence = sequence
    position.link = link
  }

  /// At the end of the chain.
  mutating func close(_ head: TrailHead?) {
    guard let head else { return }
    if position.sequence < head.sequence {
      add(.cut((position.sequence &+ 1)...head.sequence))
    } else if position.sequence == head.sequence, !Digest.equal(position.link, head.link),
      batch.findings.last?.kind != .changed(position.sequence)
    {
      add(.changed(position.sequence))
    }
  }
}
