import Work

extension Register {
  /// Deliveries of webhooks. The rows themselves keep their claims; what was given up by the
  /// schedule stands on the page of its endpoint.
  var webhookLane: Lane {
    Lane(
      name: "webhooks",
      rows: LaneRows(
        table: "deliveries", condition: "r.state = 'waiting'", due: .at("r.next_attempt_at"),
        order: "r.next_attempt_at, r.id",
        running: "r.state = 'waiting' AND r.claimed_until_at IS NOT NULL"),
      policy: .outside)
  }
}
