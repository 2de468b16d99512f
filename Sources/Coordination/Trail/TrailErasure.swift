package import Credit
package import SQLDatabase

extension Trail {
  /// Erases rows whose term is over from the beginnings of the chains; tells how many. Each chain
  /// then begins behind the last one, and its seal says so. A row whose term is over behind one
  /// that is still kept waits for it; a chain whose seal is broken is left as it was found.
  ///
  /// - Parameter condition: what holds of a row `r` that may go; `?1` is `before`.
  package func erase(
    from chain: TrailChain, where condition: String, before: Instant, at now: Instant, limit: Int,
    in transaction: Transaction
  ) throws -> Int {
    var erased = 0
    for number in TrailChain.numbers(transaction.engine) where erased < limit {
      let rest = limit - erased
      guard try mayBegin(chain, number, condition, before, in: transaction) else { continue }
      var head = try TrailHead.hold(chain, number: number, in: transaction)
      guard head.isSealed(by: key) else { continue }
      let rows = try transaction.query(
        """
        SELECT r.trail_sequence, r.trail_link, CASE WHEN \(condition) THEN 1 ELSE 0 END
        FROM \(chain.table) r
        WHERE r.trail_number = ?2 AND r.trail_sequence > ?3 AND r.trail_sequence <= ?4
        ORDER BY r.trail_sequence LIMIT ?5
        """, [before.microseconds, number, head.beginsBehind, head.sequence, rest]
      ) { (sequence: try $0.integer(0), link: try $0.bytes(1), mayGo: try $0.bool(2)) }
      guard let last = rows.prefix(while: \.mayGo).last else { continue }
      erased += try transaction.execute(
        "DELETE FROM \(chain.table) WHERE trail_number = ?1 AND trail_sequence <= ?2",
        [number, last.sequence])
      head.beginsBehind = last.sequence
      head.beginsLink = last.link
      try head.write(key, at: now.microseconds, in: transaction)
    }
    return erased
  }

  /// Whether the first row of a chain may go.
  private func mayBegin(
    _ chain: TrailChain, _ number: Int64, _ condition: String, _ before: Instant,
    in transaction: Transaction
  ) throws -> Bool {
    let first = try transaction.first(
      """
      SELECT CASE WHEN \(condition) THEN 1 ELSE 0 END FROM \(chain.table) r
      WHERE r.trail_number = ?2 ORDER BY r.trail_sequence LIMIT 1
      """, [before.microseconds, number]
    ) { try $0.bool(0) }
    return first ?? false
  }
}
