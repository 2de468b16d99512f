import Credit
import SQLDatabase
import World

extension Register {
  /// How long a message that was claimed is nobody else's: longer than a call takes twice.
  static let deliveryLeaseSeconds = 60

  /// Claims messages that are due, each for as long as the lease: another process that looks at
  /// the same time finds their next attempt moved. The messages of one record go to an endpoint one
  /// at a time, in their order; one that failed waits for its repetition and is overtaken, and the
  /// version in each tells which is newer.
  ///
  /// - Parameters:
  ///   - limit: how many at the most.
  ///   - share: how many may be on their way to one endpoint.
  ///   - underWay: how many are, of this process.
  func claimDeliveries(
    limit: Int, share: Int, underWay: [ID<WebhookEndpoint>: Int]
  ) async throws -> [WebhookDelivery] {
    let now = world.clock.now()
    return try await database.write(.claims) { transaction in
      let endpoints = try transaction.query(
        """
        SELECT e.id FROM webhook_endpoints e WHERE EXISTS (
          SELECT 1 FROM deliveries d WHERE d.endpoint_id = e.id AND d.state = 'waiting'
            AND d.next_attempt_at <= ?1)
        ORDER BY e.id
        """, [now.microseconds]
      ) { ID<WebhookEndpoint>(try $0.integer(0)) }
      var claimed: [WebhookDelivery] = []
      // Whoever has the fewest on their way comes first: a slow one holds up nobody.
      for endpoint in endpoints.sorted(by: {
        (underWay[$0] ?? 0, $0.number) < (underWay[$1] ?? 0, $1.number)
      }) {
        let free = min(share - (underWay[endpoint] ?? 0), limit - claimed.count)
        guard free > 0 else { continue }
        claimed += try claim(limit: free, to: endpoint, at: now, in: transaction)
      }
      return claimed
    }
  }

  private func claim(
    limit: Int, to endpoint: ID<WebhookEndpoint>, at now: Instant, in transaction: Transaction
  ) throws -> [WebhookDelivery] {
    let lock = transaction.engine == .postgres ? " FOR UPDATE OF d SKIP LOCKED" : ""
    let lease = now.adding(seconds: Self.deliveryLeaseSeconds)
    let due = try transaction.query(
      """
      SELECT d.id, d.endpoint_id, e.url, e.secret, d.attempts, h.id, h.type, h.at, h.body,
        e.previous_secret, e.previous_until_at, d.is_delayed, h.record_id, d.next_attempt_at
      FROM deliveries d
      JOIN webhook_endpoints e ON e.id = d.endpoint_id
      JOIN happenings h ON h.id = d.happening_id
      WHERE d.endpoint_id = ?3 AND d.state = 'waiting' AND d.next_attempt_at <= ?1
        AND NOT EXISTS (
          SELECT 1 FROM happenings g CROSS JOIN deliveries p
          WHERE g.record_id = h.record_id AND p.happening_id = g.id AND p.state = 'waiting'
            AND p.endpoint_id = ?3 AND p.id < d.id
            AND (p.next_attempt_at <= ?1 OR p.claimed_until_at IS NOT NULL))
      ORDER BY d.next_attempt_at, d.id LIMIT ?2\(lock)
      """, [now.microseconds, limit, endpoint.number]
    ) { row in
      let previousUntil = try row.optionalTime(10)
      return (
        delivery: WebhookDelivery(
          id: try row.integer(0), endpoint: ID(try row.integer(1)),
          record: ID(try row.integer(12)), url: try row.text(2),
          sealedSecret: try row.bytes(3),
          sealedPrevious: previousUntil.map({ now < $0 }) ?? false ? try row.bytes(9) : nil,
          attempts: Int(try row.integer(4)), claimedUntil: lease, isDelayed: try row.bool(11),
          messageID: ID<RecordHappening>(try row.integer(5)).description,
          type: try row.text(6), at: try row.time(7), data: try row.text(8)),
        due: try row.integer(13)
      )
    }
    return try due.filter { entry in
      try transaction.execute(
        """
        UPDATE deliveries SET next_attempt_at = ?3, claimed_until_at = ?3
        WHERE id = ?1 AND state = 'waiting' AND next_attempt_at = ?2
        """, [entry.delivery.id, entry.due, lease.microseconds]) == 1
    }.map(\.delivery)
  }
}
