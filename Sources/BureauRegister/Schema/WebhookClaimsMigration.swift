import SQLDatabase

extension BureauSchema {
  /// `claimed_until_at` is set while a process sends the message.
  static let webhookClaims = Migration(
    number: 20, note: "Messages of webhooks are claimed one by one, by endpoint",
    sql: """
      ALTER TABLE deliveries ADD COLUMN claimed_until_at {integer};
      CREATE INDEX deliveries_due ON deliveries (endpoint_id, next_attempt_at, id)
        WHERE state = 'waiting';
      CREATE INDEX deliveries_happening ON deliveries (happening_id)
        WHERE state = 'waiting';
      """)
}
